package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.Phone;
import dev.ringdown.gateway.Requests;
import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.Event.EventCase;
import dev.ringdown.gateway.wire.proto.GoodbyeReason;
import dev.ringdown.kill.Jvm;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command serve, as a process of its own. */
class ServeTest {
  @TempDir Path folder;

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("my.conf"),
        "ringdown.journal.jdbc.url = \"jdbc:h2:file:"
            + folder.resolve("calls")
            + "\"\nringdown.request-timeout = 30s\n");
  }

  @Test
  @Timeout(120)
  void shouldServeUntilItIsStopped() throws Exception {
    Process process =
        Jvm.start(
            Main.class, folder, List.of(), "serve", "--port", "0", "--config", config().toString());
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      URI uri = URI.create(lineWith(out, "Ringdown listens at ").replaceAll(".* at ", ""));
      assertThat(lineWith(out, "A token for trying it: ")).contains("/dev/token?user=alice");
      Phone alice = phone(uri, "alice");
      Phone bob = phone(uri, "bob");
      String call = alice.ask(Requests.invite("bob")).getInvited().getCallId();
      bob.event(EventCase.INCOMING_CALL_RECEIVED);

      assertThat(lineWith(out, "IncomingCallReceived")).contains(call, "bob");
      assertThat(get(uri)).contains("<title>");

      process.destroy();

      assertThat(alice.goodbye().getReason()).isEqualTo(GoodbyeReason.Enum.SHUTDOWN);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      // 128 and the number of the signal.
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lineWith(BufferedReader out, String text) throws IOException {
    String line = out.readLine();
    while (line != null && !line.contains(text)) {
      line = out.readLine();
    }
    assertThat(line).as(text).isNotNull();
    return line;
  }

  private static Phone phone(URI uri, String user) throws Exception {
    Phone phone =
        Phone.open(
            URI.create("ws" + uri.toString().substring("http".length()) + "ws"), Subprotocol.JSON);
    phone.hello(get(uri.resolve("dev/token?user=" + user)), "phone");
    return phone;
  }

  private static String get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 70000 | 70000 (expected: 0 to 65535)",
        "--port http | 'http' is not",
        "--config none.conf | --config: none.conf (expected: a file that can be read)",
        "--loud | Unknown option: '--loud'"
      })
  void shouldRefuseBadOptions(String args, String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code =
        Main.run(
            ("serve " + args).split(" "),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(message, "Try");
  }
}
