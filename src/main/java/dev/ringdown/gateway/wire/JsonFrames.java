package dev.ringdown.gateway.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.ringdown.gateway.wire.proto.ClientFrame;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The subprotocol {@code ringdown.v1.json}. */
public final class JsonFrames {
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private JsonFrames() {}

  public static FromClient read(String text) {
    JsonElement tree;
    try {
      tree = tree(text);
    } catch (JsonParseException | IOException e) {
      return new FromClient.BadFrame("frame: no JSON: " + e.getMessage());
    }
    if (!(tree instanceof JsonObject object)) {
      return new FromClient.BadFrame("frame: no object (expected: a ClientFrame as JSON)");
    }
    ClientFrame.Builder frame = ClientFrame.newBuilder();
    try {
      PARSER.merge(text, frame);
    } catch (InvalidProtocolBufferException e) {
      return JsonFault.of(object, e.getMessage());
    }
    return Frames.read(frame.build());
  }

  /** As the standard has it: Protobuf's own parser takes more. */
  private static JsonElement tree(String text) throws IOException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    JsonElement tree = JsonParser.parseReader(reader);
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new JsonParseException("more than one value");
    }
    return tree;
  }

  /**
   * @param now when it is sent
   */
  public static String write(ToClient frame, Instant now) {
    try {
      return PRINTER.print(Frames.write(frame, now));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
