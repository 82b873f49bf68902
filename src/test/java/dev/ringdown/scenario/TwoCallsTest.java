package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallSnapshot;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is in one call while another one comes: the end of that one is not the end of this one. */
class TwoCallsTest {
  @AutoClose
  private final TestEngine engine =
      TestEngine.start("ringdown { busy-policy = ring, concurrent-calls = many }");

  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device tablet = engine.connect("bob", "tablet");
  private final Device carol = engine.connect("carol");

  /** Ways in which a call of Carol's to Bob comes to nothing. */
  static Stream<Arguments> ends() {
    return Stream.of(
        end("timeout", (t, c) -> t.engine.passSeconds(31)),
        end("cancel", (t, c) -> t.carol.cancels(c)),
        end("decline", (t, c) -> t.bob.declines(c)),
        end("decline on the other device", (t, c) -> t.tablet.declines(c)),
        end("busy", (t, c) -> t.bob.answersBusy(c)),
        end("end for all", (t, c) -> t.carol.ends(c)),
        end("caller lost", TwoCallsTest::lose),
        end("accept and quit", TwoCallsTest::acceptAndQuit));
  }

  private static Arguments end(String name, BiConsumer<TwoCallsTest, String> how) {
    return Arguments.of(name, how);
  }

  private static void lose(TwoCallsTest test, String call) {
    test.carol.vanishes();
    test.engine.passSeconds(11);
  }

  private static void acceptAndQuit(TwoCallsTest test, String call) {
    test.tablet.accepts(call);
    test.tablet.quits(call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void shouldNotTouchTheCallHeIsIn(String name, BiConsumer<TwoCallsTest, String> how) {
    String current = alice.invites("bob");
    bob.accepts(current);
    List<SessionEvent> ofCurrent = both(current);
    String other = carolCalls();
    assertThat(Screen.ringing(bob)).containsExactly(other);
    how.accept(this, other);

    assertThat(both(current)).isEqualTo(ofCurrent);
    assertThat(active(bob)).containsExactly(current);
    assertThat(active(alice)).containsExactly(current);
    assertThat(bob.allEvents())
        .filteredOn(e -> !(e instanceof SessionEvent.Connected))
        .allMatch(e -> ((SessionEvent.OfCall) e).callId().matches(current + "|" + other));
    bob.quits(current);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void shouldNotTouchTheCallThatRings(String name, BiConsumer<TwoCallsTest, String> how) {
    String other = carolCalls();
    engine.passSeconds(5);
    String current = alice.invites("bob");
    how.accept(this, other);

    assertThat(Screen.ringing(bob)).contains(current);
    bob.accepts(current);
    assertThat(active(alice)).containsExactly(current);
    assertThat(active(bob)).containsExactly(current);
  }

  /** Shorter than Alice's calls ring. */
  private String carolCalls() {
    return carol.invites(Invitation.voice("bob").withTimeout(Duration.ofSeconds(30)));
  }

  private List<SessionEvent> both(String call) {
    return Stream.of(alice, bob).flatMap(d -> Screen.of(call, d).stream()).toList();
  }

  private static List<String> active(Device device) {
    return ((Result.ActiveCalls) device.does(new Operation.ActiveCalls()))
        .calls().stream().map(CallSnapshot::callId).toList();
  }
}
