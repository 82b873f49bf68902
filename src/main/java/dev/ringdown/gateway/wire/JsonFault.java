package dev.ringdown.gateway.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.ringdown.ErrorCode;
import dev.ringdown.RingdownError;
import dev.ringdown.gateway.wire.proto.ClientFrame;
import dev.ringdown.gateway.wire.proto.Request;
import java.util.Map;

/** Finds the field for which a frame in JSON was refused, and makes the answer. */
final class JsonFault {
  private static final String REQUEST = "request";

  /** What a client said may be long, and is told to him only so far. */
  private static final int LONGEST = 200;

  private static final JsonFormat.Parser PARSER = JsonFormat.parser();

  private JsonFault() {}

  /**
   * @param why what the parser said of the whole
   */
  static FromClient of(JsonObject frame, String why) {
    if (frame.size() == 1
        && frame.get(REQUEST) instanceof JsonObject request
        && request.get("id") instanceof JsonPrimitive id
        && id.isString()) {
      String field = brief(culprit("", request, Request.getDescriptor()));
      return new FromClient.BadRequest(
          id.getAsString(),
          RingdownError.argument(
              ErrorCode.INVALID_ARGUMENT,
              field.isEmpty() ? REQUEST : field,
              brief(why),
              "as in client.proto"));
    }
    String field = brief(culprit("", frame, ClientFrame.getDescriptor()));
    return new FromClient.BadFrame((field.isEmpty() ? "frame" : field) + ": " + brief(why));
  }

  private static String brief(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** The path of the first field that is refused alone; empty if none is. */
  private static String culprit(String path, JsonObject object, Descriptor type) {
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      JsonObject alone = new JsonObject();
      alone.add(entry.getKey(), entry.getValue());
      if (!isGood(alone, type)) {
        return culprit(path + entry.getKey(), entry.getValue(), field(type, entry.getKey()));
      }
    }
    return path.isEmpty() ? path : path.substring(0, path.length() - 1);
  }

  /**
   * @param field of that value; null if there is none of that name
   */
  private static String culprit(String path, JsonElement value, FieldDescriptor field) {
    if (field == null || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return path;
    }
    if (value instanceof JsonObject object && !field.isRepeated()) {
      return culprit(path + ".", object, field.getMessageType());
    }
    if (value instanceof JsonArray array && field.isRepeated()) {
      for (int i = 0; i < array.size(); i++) {
        String at = path + "[" + i + "]";
        if (!(array.get(i) instanceof JsonObject object)) {
          return at;
        }
        if (!isGood(object, field.getMessageType())) {
          return culprit(at + ".", object, field.getMessageType());
        }
      }
    }
    return path;
  }

  private static FieldDescriptor field(Descriptor type, String name) {
    return type.getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isGood(JsonObject object, Descriptor type) {
    try {
      PARSER.merge(object.toString(), DynamicMessage.newBuilder(type));
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }
}
