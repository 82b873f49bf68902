package dev.ringdown.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The JavaScript client's own tests, in {@code src/test/js}. */
@Tag("browser")
@ExtendWith(Node.class)
class ClientScriptTest {
  private static final Path OUTPUT = Path.of("target", "client-script-tests.txt");

  @Test
  void shouldPassTheTestsOfTheClient() throws IOException, InterruptedException {
    Process tests =
        new ProcessBuilder("node", "--test", "--test-timeout=20000", "src/test/js/")
            .redirectErrorStream(true)
            .redirectOutput(OUTPUT.toFile())
            .start();
    boolean ended = tests.waitFor(60, TimeUnit.SECONDS);
    tests.destroy();
    assertThat(ended).isTrue();
    assertThat(tests.exitValue()).as(Files.readString(OUTPUT)).isZero();
    assertThat(Files.readString(OUTPUT)).contains("# fail 0").doesNotContain("# pass 0");
  }
}
