package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The next call rings, right after whatever became of the last one. */
class CalledAgainTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  static Stream<Arguments> ends() {
    return Stream.of(
        end("timed out", (t, c) -> t.engine.passSeconds(60)),
        end("cancelled", (t, c) -> t.alice.cancels(c)),
        end("declined", (t, c) -> t.bob.declines(c)),
        end("busy", (t, c) -> t.bob.answersBusy(c)),
        end("ended", (t, c) -> t.alice.ends(c)),
        end(
            "answered and ended",
            (t, c) -> {
              t.bob.accepts(c);
              t.bob.ends(c);
            }),
        end(
            "answered and left",
            (t, c) -> {
              t.bob.accepts(c);
              t.alice.quits(c);
            }));
  }

  private static Arguments end(String name, BiConsumer<CalledAgainTest, String> how) {
    return Arguments.of(name, how);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void shouldRingTheSameWay(String name, BiConsumer<CalledAgainTest, String> how) {
    how.accept(this, alice.invites("bob"));
    assertThatItRings(alice, bob);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void shouldRingTheOtherWay(String name, BiConsumer<CalledAgainTest, String> how) {
    how.accept(this, alice.invites("bob"));
    assertThatItRings(bob, alice);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void shouldRingForAThird(String name, BiConsumer<CalledAgainTest, String> how) {
    Device carol = engine.connect("carol");
    how.accept(this, alice.invites("bob"));
    assertThatItRings(carol, bob);
    assertThatItRings(carol, alice);
  }

  private void assertThatItRings(Device caller, Device callee) {
    String again = caller.invites(callee.toString().split("/")[0]);
    assertThat(Screen.ringing(callee)).contains(again);
    callee.accepts(again);
    assertThat(caller.heard())
        .contains("OutgoingCallAccepted(" + callee.toString().split("/")[0] + ")");
    caller.ends(again);
  }

  /** The cancel and the next call in one instant, and what they cause on its way for a while. */
  @Test
  void shouldRingAfterACancelInTheSameInstant() {
    alice.invites(Invitation.voice("bob").withCallId("first"));
    engine.faults().every(UserCommand.Announcement.class).to("bob").delay(Duration.ofMillis(700));
    Device.Answer cancelled = alice.sends(new Operation.Cancel("first", Set.of(), ""));
    Device.Answer invited =
        alice.sends(new Operation.Invite(Invitation.voice("bob").withCallId("second")));
    engine.settle();
    assertThat(cancelled.get()).isInstanceOf(Result.Cancelled.class);
    assertThat(invited.get()).isInstanceOf(Result.Invited.class);
    engine.passSeconds(2);
    engine.faults().stop();

    assertThat(Screen.ringing(bob)).containsExactly("second");
    bob.accepts("second");
    assertThat(alice.heard()).contains("OutgoingCallAccepted(bob)").doesNotContain("U(bob BUSY)");
  }

  // ---- Two taps

  @Test
  void shouldMakeOneCallOfTwoTaps() {
    Device.Answer first = alice.sends(new Operation.Invite(Invitation.voice("bob")));
    Device.Answer second = alice.sends(new Operation.Invite(Invitation.voice("bob")));
    engine.settle();

    assertThat(first.get()).isInstanceOf(Result.Invited.class);
    assertThat(((Result.Failed) second.get()).error().code()).isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(Screen.ringing(bob)).hasSize(1);
    assertThat(bob.missedCalls()).isEmpty();
  }

  @Test
  void shouldCallUnderANewIdAfterAFailure() {
    engine.faults().every(UserCommand.Answer.class).to("alice").drop();
    Device.Answer failed =
        alice.sends(new Operation.Invite(Invitation.voice("bob").withCallId("one")));
    engine.passSeconds(5);
    assertThat(((Result.Failed) failed.get()).error().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    engine.faults().stop();
    engine.passSeconds(1);
    alice.invites(Invitation.voice("bob").withCallId("two"));

    assertThat(Screen.ringing(bob)).containsExactly("two");
  }

  /** Its answer is lost, the application tries again: the same call, one ring. */
  @Test
  void shouldMakeOneCallOfATryAndANext() {
    engine.faults().every(SessionCommand.Answered.class).to("alice/alice-device").drop();
    Operation invite = new Operation.Invite(Invitation.voice("bob").withCallId("one"));
    alice.sends(invite);
    engine.passSeconds(3);
    engine.faults().stop();

    assertThat(alice.does(invite)).isInstanceOf(Result.Invited.class);
    engine.passSeconds(10);
    assertThat(Screen.count("one", SessionEvent.IncomingCallReceived.class, bob)).isEqualTo(1);
    assertThat(Screen.ringing(bob)).containsExactly("one");
  }
}
