package dev.ringdown.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.util.JsonFormat;
import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.GoodbyeReason;
import dev.ringdown.gateway.wire.proto.ServerFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/protocol.md} tells the truth: its exchange takes place as it stands there. */
class ProtocolPageTest {
  private static final Path PAGE = Path.of("docs", "protocol.md");
  private static final Pattern LINE = Pattern.compile("(\\w+) ([<>]) (\\{.*)");

  private static String exchange() throws Exception {
    Matcher block =
        Pattern.compile("```exchange\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void shouldTakePlaceAsItStandsThere() throws Exception {
    Map<String, JsonElement> words = new HashMap<>();
    Map<String, Phone> phones = new HashMap<>();
    try (TestGateway gateway = TestGateway.start()) {
      words.put("$alice", new JsonPrimitive(TestGateway.token("alice", "Alice")));
      words.put("$bob", new JsonPrimitive(TestGateway.token("bob", "Bob")));
      for (String line : exchange().lines().filter(l -> !l.isBlank()).toList()) {
        Matcher parts = LINE.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        Phone phone =
            phones.computeIfAbsent(parts.group(1), user -> gateway.socket(Subprotocol.JSON));
        JsonElement frame = JsonParser.parseString(parts.group(3));
        if (parts.group(2).equals(">")) {
          phone.sendText(spoken(frame, words).toString());
        } else {
          ServerFrame next = phone.next();
          check(frame, JsonParser.parseString(JsonFormat.printer().print(next)), words, line);
        }
      }
    }
  }

  /** With the values of its words. */
  private static JsonElement spoken(JsonElement frame, Map<String, JsonElement> words) {
    if (frame instanceof JsonObject object) {
      JsonObject spoken = new JsonObject();
      object.entrySet().forEach(e -> spoken.add(e.getKey(), spoken(e.getValue(), words)));
      return spoken;
    }
    if (frame instanceof JsonArray array) {
      JsonArray spoken = new JsonArray();
      array.forEach(e -> spoken.add(spoken(e, words)));
      return spoken;
    }
    return isWord(frame) ? words.get(frame.getAsString()) : frame;
  }

  private static boolean isWord(JsonElement element) {
    return element instanceof JsonPrimitive value
        && value.isString()
        && value.getAsString().startsWith("$");
  }

  private static void check(
      JsonElement expected, JsonElement actual, Map<String, JsonElement> words, String where) {
    if (isWord(expected)) {
      JsonElement before = words.putIfAbsent(expected.getAsString(), actual);
      assertThat(before == null ? actual : before).as(where).isEqualTo(actual);
    } else if (expected instanceof JsonObject object) {
      assertThat(actual).as(where).isInstanceOf(JsonObject.class);
      assertThat(actual.getAsJsonObject().keySet()).as(where).isEqualTo(object.keySet());
      object
          .entrySet()
          .forEach(
              e -> check(e.getValue(), actual.getAsJsonObject().get(e.getKey()), words, where));
    } else if (expected instanceof JsonArray array) {
      assertThat(actual.getAsJsonArray()).as(where).hasSameSizeAs(array);
      for (int i = 0; i < array.size(); i++) {
        check(array.get(i), actual.getAsJsonArray().get(i), words, where);
      }
    } else {
      assertThat(actual).as(where).isEqualTo(expected);
    }
  }

  @Test
  void shouldExplainEachGoodbye() throws Exception {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| [A-Z_]+ \\|.*"))
            .map(line -> line.split(" ")[1])
            .toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(GoodbyeReason.Enum.values())
                .map(Enum::name)
                .filter(name -> !name.equals("UNSPECIFIED") && !name.equals("UNRECOGNIZED"))
                .collect(Collectors.toList()));
  }
}
