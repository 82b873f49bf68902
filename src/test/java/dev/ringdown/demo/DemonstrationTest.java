package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.InvitationEvents;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration goes well, and it would say so if it did not. */
class DemonstrationTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Demonstration demonstration() throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Demonstration(
        new Screen(out, false), Journal.open(folder.toString()), Duration.ZERO);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldRaiseEveryCallbackThereIs() throws Exception {
    Demonstration demonstration = demonstration();
    boolean good = demonstration.show(Flows.ALL);

    assertThat(good).as(text()).isTrue();
    Set<String> heard =
        demonstration.plays().stream()
            .flatMap(play -> play.phones().stream())
            .flatMap(phone -> phone.heard().stream())
            .map(Line::callback)
            .collect(Collectors.toSet());
    assertThat(heard)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(InvitationEvents.class.getDeclaredMethods())
                .map(Method::getName)
                .toList());
    assertThat(text().lines())
        .allMatch(line -> line.length() <= Screen.WIDTH)
        .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c <= '~'));
  }

  @Test
  void shouldFailOnACallbackThatNoFlowNames() throws Exception {
    Flow silent =
        new Flow(
            "silent",
            "Bob is said to hear nothing",
            play -> {
              Phone alice = play.connects("Alice");
              play.connects("Bob");
              CallName call = play.rings(alice, "Bob");
              alice.hears(
                  Expected.sent(call, "Alice", "VOICE", List.of("Bob"), ""),
                  Expected.changed(call, "Bob", MemberState.RINGING));
              alice.does("quits", s -> s.quit(call.id()));
            });

    assertThat(demonstration().show(List.of(silent))).isFalse();
    assertThat(text())
        .contains("Bob/phone got:", "onIncomingCallReceived  call 1", "FAILED: silent");
  }

  @Test
  void shouldFailOnSomethingElseThanExpected() throws Exception {
    Flow wrong =
        new Flow(
            "wrong",
            "Alice is said to have calls",
            play -> play.connectsInto("Alice", "phone").hears(Expected.connected(3, 0)));

    assertThat(demonstration().show(List.of(wrong))).isFalse();
    assertThat(text())
        .contains("Alice/phone heard something else than expected")
        .contains("onConnected  live calls 3, unread missed calls 0")
        .contains("onConnected  live calls 0, unread missed calls 0");
  }

  @Test
  void shouldFailOnAMissedCallThatIsNotKept() throws Exception {
    Flow forgotten =
        new Flow(
            "forgotten",
            "Bob is said to have missed a call",
            play -> {
              Phone bob = play.connects("Bob");
              play.misses(bob, new CallName("none", "call 1"), MissedReason.BUSY);
            });

    assertThat(demonstration().show(List.of(forgotten))).isFalse();
    assertThat(text()).contains("forgotten: missed calls of Bob", "FAILED: journal");
  }
}
