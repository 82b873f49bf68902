package dev.ringdown.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each kind of fault does what it says, to those messages that it may meet, and to no others. */
class FaultsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Nobody has asked again by then. */
  private static final Duration TENTH = Duration.ofMillis(100);

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice", "phone");
  private final Device bob = engine.connect("bob", "phone");
  private final Faults faults = engine.faults();

  private Device.Answer invite(String callId) {
    Device.Answer answer =
        alice.sends(new Operation.Invite(Invitation.voice("bob").withCallId(callId)));
    engine.settle();
    return answer;
  }

  @Test
  void shouldLeaveEverythingAloneUntilAsked() {
    bob.accepts(alice.invites("bob"));
    assertThat(faults.done()).isEmpty();
    assertThat(faults.howToRepeat()).isEmpty();
  }

  // ---- Aimed

  @Test
  void shouldDropTheNextOnly() {
    Aim aim = faults.next(1, UserCommand.Announcement.class).to("bob").drop();
    bob.forgets();
    alice.invites("bob");
    bob.expectsNothing();
    assertThat(aim.met()).isEqualTo(1);

    // Told again, and not met again.
    engine.passSeconds(1);
    bob.expects("IncomingCallReceived(alice)", "U(bob RINGING)");
    assertThat(aim.met()).isEqualTo(1);
  }

  @Test
  void shouldDropBetweenSessionAndUser() {
    faults.next(1, Link.SESSION_TO_USER).from("alice/phone").to("alice").drop();
    Device.Answer answer = invite("call");
    assertThat(engine.history("call")).isEmpty();
    assertThat(answer.isThere()).isFalse();
    assertThat(faults.done()).containsExactly("00:00:00.000  dropped: Invite alice/phone -> alice");
  }

  @Test
  void shouldDropBetweenUserAndCall() {
    faults.next(1, CallCommand.Ask.class).from("alice").to("call").drop();
    invite("call");
    assertThat(engine.history("call")).isEmpty();
  }

  @Test
  void shouldDropBetweenCallAndUser() {
    faults.next(1, UserCommand.Answer.class).from("call").to("alice").drop();
    Device.Answer answer = invite("call");
    assertThat(engine.history("call")).hasSize(1);
    assertThat(answer.isThere()).isFalse();
  }

  @Test
  void shouldDropBetweenUserAndSession() {
    faults.next(1, SessionCommand.Answered.class).from("alice").to("alice/phone").drop();
    Device.Answer answer = invite("call");
    bob.expects("Connected", "IncomingCallReceived(alice)", "U(bob RINGING)");
    assertThat(answer.isThere()).isFalse();
  }

  @Test
  void shouldDropARegistration() {
    faults.next(1, UserCommand.Connect.class).to("carol").drop();
    Device carol = engine.connect("carol");
    carol.expectsNothing();
    engine.passSeconds(1);
    carol.expects("Connected");
  }

  @Test
  void shouldMeetOnlyWhatItIsAimedAt() {
    Aim other = faults.next(1, UserCommand.Announcement.class).to("carol").drop();
    Aim none = faults.next(1, UserCommand.Announcement.class).where(c -> false).drop();
    bob.accepts(alice.invites("bob"));
    assertThat(other.met()).isZero();
    assertThat(none.met()).isZero();
  }

  @Test
  void shouldDelayAndKeepTheOrderWithinAPair() {
    bob.forgets();
    faults.next(1, SessionCommand.Deliver.class).to("bob/phone").delay(SECOND);
    String call = alice.invites("bob");
    alice.cancels(call);
    bob.expectsNothing();
    engine.pass(SECOND.minusMillis(1));
    bob.expectsNothing();
    engine.pass(Duration.ofMillis(1));
    bob.expects("IncomingCallReceived(alice)", "IncomingCallCanceled(CANCELLED)");
  }

  @Test
  void shouldLetOthersOvertakeWhatIsDelayed() {
    Device carol = engine.connect("carol", "phone");
    carol.forgets();
    faults.next(1, UserCommand.Announcement.class).to("bob").delay(SECOND);
    bob.forgets();
    alice.invites("bob", "carol");
    bob.expectsNothing();
    assertThat(carol.heard()).contains("IncomingCallReceived(alice)");
  }

  @Test
  void shouldLetLaterOnesOvertakeWithinAPairOnlyIfAsked() {
    faults.next(1, UserCommand.Answer.class).to("alice").delay(TENTH);
    alice.forgets();
    Device.Answer first = invite("first");
    alice.expectsNothing();
    engine.pass(TENTH);
    assertThat(first.isThere()).isTrue();
    alice.cancels("first");

    faults.next(1, UserCommand.Answer.class).to("alice").overtakenFor(TENTH);
    alice.forgets();
    Device.Answer second = invite("second");
    alice.expects("OutgoingCallSent", "U(bob RINGING)");
    assertThat(second.isThere()).isFalse();
    engine.pass(TENTH);
    assertThat(second.isThere()).isTrue();
  }

  @Test
  void shouldDuplicate() {
    Aim twice = faults.next(1, UserCommand.Answer.class).to("alice").duplicate(TENTH);
    Aim answers = faults.every(SessionCommand.Answered.class).to("alice/phone").delay(TENTH);
    invite("call");
    assertThat(twice.met()).isEqualTo(1);
    assertThat(answers.met()).isEqualTo(1);
    engine.pass(TENTH);
    assertThat(answers.met()).isEqualTo(2);
  }

  @Test
  void shouldRefuseToAimAtWhatNeverCrosses() {
    assertThatThrownBy(() -> faults.next(1, SessionCommand.Perform.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Perform");
    assertThatThrownBy(() -> faults.next(0, Link.CALL_TO_USER))
        .isInstanceOf(IllegalArgumentException.class);
    Aim aim = faults.next(1, Link.CALL_TO_USER).drop();
    assertThatThrownBy(aim::drop).isInstanceOf(IllegalStateException.class);
  }

  // ---- By chance

  /** What was done in a fixed script with this seed. */
  private static List<String> script(long seed) {
    try (TestEngine engine = TestEngine.start()) {
      Device alice = engine.connect("alice", "phone");
      Device bob = engine.connect("bob", "phone");
      Faults faults = engine.faults().seed(seed);
      faults.drop(0.2).delay(0.2, SECOND);
      faults.beyondAkka().duplicate(0.1, SECOND).beyondAkka().reorder(0.1, SECOND);
      for (int i = 0; i < 5; i++) {
        alice.sends(new Operation.Invite(Invitation.voice("bob").withCallId("call" + i)));
        engine.passSeconds(1);
        bob.sends(new Operation.Decline("call" + i, ""));
        engine.passSeconds(30);
      }
      List<String> done = new ArrayList<>(faults.done());
      done.addAll(alice.heard());
      done.addAll(bob.heard());
      return done;
    }
  }

  @Test
  void shouldDoTheSameWithTheSameSeed() {
    assertThat(script(1)).isEqualTo(script(1)).isNotEqualTo(script(2));
    assertThat(String.join("\n", script(1)))
        .contains("dropped", "delayed", "duplicated", "overtaken");
  }

  @Test
  void shouldDropEverythingOrNothing() {
    faults.drop(1);
    invite("call");
    assertThat(engine.history("call")).isEmpty();
    faults.drop(0);
    assertThat(invite("other").isThere()).isTrue();
  }

  @Test
  void shouldKeepToTheLinksItIsGiven() {
    faults.on(Link.CALL_TO_USER).drop(1);
    bob.forgets();
    Device.Answer answer = invite("call");
    assertThat(engine.history("call")).hasSize(1);
    assertThat(answer.isThere()).isFalse();
    bob.expectsNothing();
  }

  @Test
  void shouldHealWhenStopped() {
    faults.every(UserCommand.Announcement.class).to("bob").drop();
    invite("call");
    faults.drop(0.5);
    faults.beyondAkka().duplicate(0.5, SECOND).beyondAkka().reorder(0.5, SECOND).delay(0.5, SECOND);
    engine.passSeconds(3);
    bob.forgets();
    int done = faults.done().size();
    faults.stop();
    engine.passSeconds(30);

    assertThat(bob.heard()).contains("IncomingCallReceived(alice)", "U(bob RINGING)");
    assertThat(faults.done()).hasSize(done);
  }

  @Test
  void shouldRefuseWhatIsNoProbability() {
    for (double bad : List.of(-0.1, 1.1, Double.NaN)) {
      assertThatThrownBy(() -> faults.drop(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> faults.delay(0.5, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
