package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.InvitationEvents;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.Session;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Calling back who was missed: one user, or a group that may still be talking. */
class DialBackTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  @Test
  void shouldCallTheCallerWithWhatHeSent() {
    String missed = misses();
    alice.forgets();
    bob.forgets();
    bob.runsDefaultAction(missed);

    assertThat(bob.heard()).containsExactly("OutgoingCallSent", "U(alice RINGING)");
    assertThat(alice.heard()).containsExactly("IncomingCallReceived(bob)", "U(alice RINGING)");
    SessionEvent.IncomingCallReceived ring = alice.theOnly(SessionEvent.IncomingCallReceived.class);
    assertThat(ring.callId()).isNotEqualTo(missed);
    assertThat(ring.room()).isEqualTo("room-7");
    assertThat(ring.callType()).isEqualTo(CallType.VIDEO);
    assertThat(ring.customData()).isEqualTo("data");
    assertThat(ring.remaining()).hasSeconds(30);
  }

  @Test
  void shouldAnswerWithTheNewCall() {
    String missed = misses();
    Result.Invited result = (Result.Invited) bob.does(new Operation.DialBack(missed));

    assertThat(result.room()).isEqualTo("room-7");
    alice.accepts(result.callId());
    assertThat(bob.heard()).endsWith("OutgoingCallAccepted(alice)", "U(alice ACCEPTED)");
  }

  @Test
  void shouldHearOfThePeerAsOfEveryCall() {
    String missed = misses();
    bob.forgets();
    bob.runsDefaultAction(missed);
    alice.declines(alice.theOnly(SessionEvent.IncomingCallReceived.class).callId());
    assertThat(bob.heard())
        .containsExactly(
            "OutgoingCallSent",
            "U(alice RINGING)",
            "OutgoingCallDeclined(alice)",
            "U(alice DECLINED)",
            "CallEnded(DECLINED)");
    bob.runsDefaultAction(missed);
    engine.passSeconds(30);
    assertThat(bob.heard())
        .containsExactly(
            "OutgoingCallSent",
            "U(alice RINGING)",
            "OutgoingCallTimeout(alice)",
            "U(alice TIMED_OUT)",
            "CallEnded(NO_ANSWER)");
    engine.connect("carol").accepts(alice.invites("carol"));
    bob.runsDefaultAction(missed);

    assertThat(bob.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(alice)",
            "U(alice BUSY)",
            "CallEnded(BUSY)");
  }

  @Test
  void shouldFailForWhoIsInAnotherCall() {
    String missed = misses();
    bob.accepts(engine.connect("carol").invites("bob"));
    alice.forgets();
    bob.forgets();
    bob.runsDefaultAction(missed);

    assertThat(bob.heard()).containsExactly("IncomingMissedCallDialBackFailed(ALREADY_IN_CALL)");
    assertThat(alice.heard()).isEmpty();
    assertThat(bob.fails(new Operation.DialBack(missed)).code())
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldNotGoIntoACallTheOtherWay() {
    String missed = misses();
    String other = alice.invites("bob");
    bob.forgets();
    bob.runsDefaultAction(missed);

    assertThat(bob.heard()).containsExactly("IncomingMissedCallDialBackFailed(ALREADY_IN_CALL)");
    bob.accepts(other);
    assertThat(alice.heard()).endsWith("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldNotMergeWithACallThatCrossesIt() {
    String missed = misses();
    alice.forgets();
    bob.forgets();
    bob.sends(new Operation.DialBack(missed));
    alice.sends(new Operation.Invite(Invitation.voice("bob")));
    engine.settle();

    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(bob)",
            "U(bob BUSY)",
            "CallEnded(BUSY)");
    assertThat(bob.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(alice)",
            "U(alice BUSY)",
            "CallEnded(BUSY)");
  }

  @Test
  void shouldFailForACallThatWasNotMissed() {
    String call = alice.invites("bob");
    bob.declines(call);
    bob.forgets();
    bob.runsDefaultAction(call);

    assertThat(bob.heard()).containsExactly("IncomingMissedCallDialBackFailed(UNKNOWN_CALL)");
    assertThat(bob.fails(new Operation.DialBack(call)).code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
  }

  @Test
  void shouldJoinAGroupThatStillTalks() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol");
    carol.accepts(call);
    engine.passSeconds(60);
    alice.forgets();
    bob.forgets();
    carol.forgets();
    bob.runsDefaultAction(call);

    assertThat(bob.heard()).containsExactly("U(bob ACCEPTED)");
    assertThat(alice.heard()).containsExactly("U(bob ACCEPTED)");
    assertThat(carol.heard()).containsExactly("U(bob ACCEPTED)");
  }

  @Test
  void shouldJoinTheVeryCallInWhichHeRingsAgain() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol");
    carol.accepts(call);
    alice.cancels(call, "bob");
    alice.invitesMore(call, "bob");
    alice.forgets();

    assertThat(bob.does(new Operation.DialBack(call))).isInstanceOf(Result.Joined.class);
    assertThat(alice.heard()).containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldCallTheCallerOfAGroupThatIsOver() {
    engine.connect("carol");
    String call =
        alice.invites(
            Invitation.video("bob", "carol").withRoom("room-7").withCustomData("group data"));
    engine.passSeconds(60);
    alice.forgets();
    bob.forgets();
    bob.runsDefaultAction(call);

    assertThat(bob.heard()).containsExactly("OutgoingCallSent", "U(alice RINGING)");
    SessionEvent.IncomingCallReceived ring = alice.theOnly(SessionEvent.IncomingCallReceived.class);
    assertThat(ring.callees()).extracting(CallUser::id).containsExactly("alice");
    assertThat(ring.room()).isEqualTo("room-7");
    assertThat(ring.callType()).isEqualTo(CallType.VIDEO);
    assertThat(ring.customData()).isEqualTo("group data");
  }

  @Test
  void shouldFailWhereTheApplicationForbidsIt() {
    try (TestEngine strict =
        TestEngine.start("", setup -> setup.withPermission(new Nobody("bob")))) {
      Device caller = strict.connect("alice");
      Device callee = strict.connect("bob");
      String call = caller.invites("bob");
      caller.cancels(call);
      callee.forgets();
      callee.runsDefaultAction(call);

      assertThat(callee.heard()).containsExactly("IncomingMissedCallDialBackFailed(NOT_PERMITTED)");
    }
  }

  @Test
  void shouldDialBackUnlessTheCallbackIsOverridden() {
    String missed = misses();
    Session plain =
        engine
            .ringdown()
            .connect(CallUser.of("bob"), "plain", session -> new InvitationEvents() {});
    alice.forgets();
    plain.missedCallClicked(missed);
    engine.settle();

    assertThat(alice.heard()).containsExactly("IncomingCallReceived(bob)", "U(alice RINGING)");
  }

  @Test
  void shouldLeaveTheActionToACallbackThatIsOverridden() {
    AtomicInteger clicks = new AtomicInteger();
    String missed = misses();
    Session own =
        engine
            .ringdown()
            .connect(
                CallUser.of("bob"),
                "own",
                session ->
                    new InvitationEvents() {
                      @Override
                      public void onIncomingMissedCallClicked(
                          String callId,
                          CallUser caller,
                          CallType callType,
                          List<CallUser> callees,
                          String customData,
                          Runnable defaultAction) {
                        // The second click is meant.
                        if (clicks.incrementAndGet() == 2) {
                          defaultAction.run();
                        }
                      }
                    });
    alice.forgets();
    own.missedCallClicked(missed);
    engine.settle();
    assertThat(alice.heard()).isEmpty();
    own.missedCallClicked(missed);
    engine.settle();

    assertThat(alice.heard()).containsExactly("IncomingCallReceived(bob)", "U(alice RINGING)");
  }

  /** Alice calls Bob, and gives up. */
  private String misses() {
    String call =
        alice.invites(
            Invitation.video("bob")
                .withRoom("room-7")
                .withCustomData("data")
                .withTimeout(Duration.ofSeconds(50)));
    engine.passSeconds(2);
    alice.cancels(call);
    return call;
  }
}
