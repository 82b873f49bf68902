package dev.ringdown.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.api.ApiServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/server-api.md shows is what happens: its requests are sent in order. */
class ServerApiPageTest {
  private static final Pattern BLOCK =
      Pattern.compile(
          "^<!-- then: (?<who>\\w+) accepts (?<call>\\S+) -->$|^```http\\n(?<http>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final long LONGEST = Duration.ofSeconds(10).toNanos();
  private static final JsonMapper JSON = new JsonMapper();

  /** A request or an answer as the page has it. */
  private record Block(String first, List<String> headers, String body) {
    static Block of(String text) {
      String[] parts = text.split("\n\n", 2);
      List<String> lines = List.of(parts[0].strip().split("\n"));
      return new Block(
          lines.get(0), lines.subList(1, lines.size()), parts.length == 1 ? "" : parts[1].strip());
    }

    String[] headerArray() {
      return headers.stream()
          .flatMap(h -> List.of(h.split(": ", 2)).stream())
          .toArray(String[]::new);
    }
  }

  @TempDir private Path folder;

  @Test
  void shouldAnswerAsThePageSays() throws IOException {
    try (ApiServer server = ApiServer.start(folder)) {
      Map<String, Phone> phones = new HashMap<>();
      for (String user : List.of("bob", "carol")) {
        phones.put(user, new Phone(server.ringdown(), user));
      }
      Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs/server-api.md")));
      List<Block> asked = new ArrayList<>();
      int answered = 0;
      while (blocks.find()) {
        if (blocks.group("who") != null) {
          phones
              .get(blocks.group("who"))
              .session()
              .accept(blocks.group("call"))
              .toCompletableFuture()
              .join();
        } else if (asked.size() == answered) {
          asked.add(Block.of(blocks.group("http")));
        } else {
          check(server, asked.get(answered), Block.of(blocks.group("http")));
          answered++;
        }
      }
      assertThat(answered).isEqualTo(asked.size()).isGreaterThan(10);
    }
  }

  /** A question may be asked again: what is told to others may come a moment later. */
  private static void check(ApiServer server, Block request, Block expected) {
    long until = System.nanoTime() + LONGEST;
    Reply reply = send(server, request);
    while (request.first().startsWith("GET")
        && !isAs(reply, expected)
        && System.nanoTime() < until) {
      reply = send(server, request);
    }
    assertThat(isAs(reply, expected))
        .as("%s%n%s%n%nanswered%n%s%n%s", request.first(), request.body(), reply, expected)
        .isTrue();
  }

  private static Reply send(ApiServer server, Block request) {
    String[] first = request.first().split(" ");
    return first[0].equals("GET")
        ? server.get(first[1])
        : server.postAnything(first[1], request.body(), request.headerArray());
  }

  private static boolean isAs(Reply reply, Block expected) {
    boolean head =
        expected.first().startsWith(reply.status() + " ")
            && expected.headers().stream()
                .map(header -> header.split(": ", 2))
                .allMatch(h -> reply.headers().allValues(h[0]).contains(h[1]));
    boolean body =
        expected.body().isEmpty()
            ? reply.text().isEmpty()
            : isAs(reply.json(), JSON.readTree(expected.body()));
    return head && body;
  }

  private static boolean isAs(JsonNode actual, JsonNode expected) {
    if (expected.isString() && expected.asString().equals("…")) {
      return true;
    } else if (expected.isObject() && actual.isObject()) {
      return List.copyOf(actual.propertyNames()).size() == expected.size()
          && expected.properties().stream()
              .allMatch(e -> actual.has(e.getKey()) && isAs(actual.get(e.getKey()), e.getValue()));
    } else if (expected.isArray() && actual.isArray() && actual.size() == expected.size()) {
      for (int i = 0; i < expected.size(); i++) {
        if (!isAs(actual.get(i), expected.get(i))) {
          return false;
        }
      }
      return true;
    }
    return actual.equals(expected);
  }
}
