package dev.ringdown.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.session.SessionEvent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an assertion of the kit says when it fails. */
class StoryTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice", "phone");
  private final Device bob = engine.connect("bob", "phone");

  private static String message(ThrowingCallable assertion) {
    Throwable failure = catchThrowable(assertion);
    assertThat(failure).isInstanceOf(AssertionError.class);
    return failure.getMessage();
  }

  @Test
  void shouldTellWhatWasHeardAndDecided() {
    alice.does(new Operation.Invite(Invitation.voice("bob").withCallId("c1")));
    engine.passSeconds(3);
    bob.accepts("c1");
    engine.passSeconds(90_000);

    assertThat(message(() -> bob.expects("Connected", "IncomingCallReceived(carol)")))
        .isEqualTo(
            """
            expected bob/phone to hear
                  Connected
              --> IncomingCallReceived(carol)
            but it heard
                  Connected
              --> IncomingCallReceived(alice)
              --> U(bob RINGING)
              --> IncomingCallAcceptButtonPressed
              --> U(bob ACCEPTED)
              --> CallEnded(MAX_DURATION)

            What every device did (>) and heard, until 2030-01-02 01:00:03.000

            alice/phone
              00:00:00.000  > connects
              00:00:00.000    Connected
              00:00:00.000  > invite bob
              00:00:00.000    OutgoingCallSent
              00:00:00.000    U(bob RINGING)
              00:00:03.000    OutgoingCallAccepted(bob)
              00:00:03.000    U(bob ACCEPTED)
              2030-01-02 00:00:00.000    CallEnded(MAX_DURATION)

            bob/phone
              00:00:00.000  > connects
              00:00:00.000    Connected
              00:00:00.000    IncomingCallReceived(alice)
              00:00:00.000    U(bob RINGING)
              00:00:03.000  > accept
              00:00:03.000    IncomingCallAcceptButtonPressed
              00:00:03.000    U(bob ACCEPTED)
              2030-01-02 00:00:00.000    CallEnded(MAX_DURATION)

            call 1, c1
              00:00:00.000  Created by alice/phone: ADVANCED VOICE, rings bob until 00:01:00.000
              00:00:03.000  Accepted by bob/phone
              2030-01-02 00:00:00.000  Ended: MAX_DURATION
            """);
  }

  @Test
  void shouldSayWhichCallWhereThereAreSeveral() {
    alice.does(new Operation.Invite(Invitation.voice("bob").withCallId("c1")));
    alice.cancels("c1");
    engine.passSeconds(1);
    alice.does(new Operation.Invite(Invitation.voice("bob").withCallId("c2")));

    assertThat(message(bob::expectsNothing))
        .contains("IncomingCallReceived(alice)  (call 1)\n")
        .contains("IncomingCallReceived(alice)  (call 2)\n")
        .contains("call 1, c1\n", "call 2, c2\n");
  }

  @Test
  void shouldTellTheStoryWithEveryAssertion() {
    Operation unknown = new Operation.Accept("unknown", "");
    Operation good = new Operation.ActiveCalls();
    Device.Answer answer = alice.sends(good);
    for (ThrowingCallable assertion :
        new ThrowingCallable[] {
          answer::get,
          () -> alice.does(unknown),
          () -> alice.fails(good),
          () -> alice.expectsNext(SessionEvent.CallEnded.class),
          () -> alice.theOnly(SessionEvent.CallEnded.class),
          bob::expectsNothing,
          () -> engine.loseCall("unknown"),
          () -> engine.loseUser("unknown"),
        }) {
      assertThat(message(assertion)).contains("expected", "What every device did", "bob/phone");
    }
  }

  @Test
  void shouldTellOfFaultsAndWhatWasCutOff() {
    engine.faults().next(1, Link.SESSION_TO_USER).drop();
    alice.sends(new Operation.ActiveCalls());
    engine.settle();
    engine.restart();

    assertThat(engine.story())
        .contains("00:00:00.000  > the process was killed\n")
        .contains("faults\n  00:00:00.000  dropped: Perform alice/phone -> alice\n")
        .doesNotContain("seed");
  }

  @Test
  void shouldExpectInOrderAndEachOnce() {
    String call = alice.invites("bob");
    bob.expects("Connected", "IncomingCallReceived(alice)", "U(bob RINGING)").expectsNothing();
    alice.cancels(call);
    assertThat(bob.expectsNext(SessionEvent.IncomingCallCanceled.class).callId()).isEqualTo(call);
    bob.expectsNothing();
  }

  @Test
  void shouldGiveTheHistoryOfACall() {
    Device carol = engine.connect("carol", "phone");
    alice.does(new Operation.Invite(Invitation.video("bob").withCallId("c1")));
    bob.accepts("c1");
    alice.invitesMore("c1", "carol", "dora");
    carol.declines("c1");
    engine.passSeconds(60);
    bob.quits("c1");
    alice.ends("c1");

    assertThat(engine.history("c1"))
        .containsExactly(
            "00:00:00.000  Created by alice/phone: ADVANCED VIDEO, rings bob until 00:01:00.000",
            "00:00:00.000  Accepted by bob/phone",
            "00:00:00.000  InviteesAdded by alice/phone: rings carol until 00:01:00.000,"
                + " dora until 00:01:00.000",
            "00:00:00.000  Declined by carol/phone",
            "00:01:00.000  TimedOut: dora",
            "00:01:00.000  Quit: bob by bob/phone",
            "00:01:00.000  Ended: ENDED by alice/phone, missed calls to be recorded",
            "00:01:00.000  Settled");
    assertThat(engine.history("unknown")).isEmpty();
  }
}
