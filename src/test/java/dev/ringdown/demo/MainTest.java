package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.run(args, print(out), print(err));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  @Test
  void shouldPlayOneFlowAndKeepItsJournal(@TempDir Path folder) {
    int code = run("--flow", "decline", "--fast", "--journal", folder.resolve("kept").toString());

    assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("[decline]", "onOutgoingCallDeclined", "call 1, Bob, \"in a meeting\"")
        .contains("call 1   decline          DECLINED        Alice ACCEPTED, Bob DECLINED")
        .doesNotContain("[accept]");
    assertThat(Files.exists(folder.resolve("kept/ringdown.mv.db"))).isTrue();
  }

  @Test
  void shouldListTheFlows() {
    assertThat(run("--list")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSameSizeAs(Flows.ALL);
  }

  @Test
  void shouldExplainItself() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--flow", "--list", "--journal", "--pace", "--fast", "--no-color");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--flow nothing | --flow: nothing (expected: one of accept, decline",
        "--pace 501 | --pace: 501 (expected: 0 to 500)",
        "--pace much | 'much' is not an int",
        "--loud | Unknown option: '--loud'",
        "extra | 'extra'"
      })
  void shouldRefuseBadOptions(String args, String message) {
    assertThat(run(args.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(message, "Try --help.");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
