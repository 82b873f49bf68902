package dev.ringdown.gateway.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ringdown.ErrorCode;
import dev.ringdown.RingdownError;
import dev.ringdown.gateway.wire.proto.ClientFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The subprotocol {@code ringdown.v1.proto}. */
public final class BinaryFrames {
  private BinaryFrames() {}

  public static FromClient read(ByteBuffer bytes) {
    try {
      ClientFrame frame = ClientFrame.parseFrom(bytes);
      Optional<String> unknown = unknown("", frame);
      return unknown.isEmpty() ? Frames.read(frame) : refuse(frame, unknown.get());
    } catch (InvalidProtocolBufferException e) {
      return new FromClient.BadFrame("frame: no ClientFrame: " + e.getMessage());
    }
  }

  private static FromClient refuse(ClientFrame frame, String field) {
    if (!frame.hasRequest() || !field.startsWith("request.")) {
      return new FromClient.BadFrame(field + ": not known (expected: a field of client.proto)");
    }
    return new FromClient.BadRequest(
        frame.getRequest().getId(),
        RingdownError.argument(
            ErrorCode.INVALID_ARGUMENT,
            field.substring("request.".length()),
            "not known",
            "a field of client.proto"));
  }

  /** Where in a message there is a field that is not in {@code client.proto}, by its number. */
  private static Optional<String> unknown(String path, Message message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      return Optional.of(path + message.getUnknownFields().asMap().keySet().iterator().next());
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      Optional<String> found = unknown(path + field.getKey().getJsonName(), field.getValue());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unknown(String path, Object value) {
    if (value instanceof Message message) {
      return unknown(path + ".", message);
    }
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        Optional<String> found = unknown(path + "[" + i + "]", list.get(i));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * @param now when it is sent
   */
  public static byte[] write(ToClient frame, Instant now) {
    return Frames.write(frame, now).toByteArray();
  }
}
