package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a user does with his missed calls: he lists them, marks them, clicks, and dials back. */
class MissedCallOperationsTest {
  @AutoClose
  private final TestEngine engine =
      TestEngine.start("", setup -> setup.withPermission(new Nobody("eve")));

  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");
  private final Device eve = engine.connect("eve");

  @Test
  void shouldPageMissedCallsAndMoveTheSeenMark() {
    String first = missACall();
    String second = missACall();
    String third = missACall();

    MissedCalls page =
        ((Result.Missed) bob.does(new Operation.ListMissedCalls(1, 1))).missedCalls();
    assertThat(page.calls()).extracting(MissedCall::callId).containsExactly(second);
    assertThat(page.unread()).isEqualTo(3);
    assertThat(page.total()).isEqualTo(3);
    assertThat(missed(bob).calls())
        .extracting(MissedCall::callId)
        .containsExactly(third, second, first);

    bob.does(new Operation.MissedCallsSeen(page.calls().get(0).number()));
    assertThat(missed(bob).unread()).isEqualTo(1);
    bob.does(new Operation.MissedCallsSeen(1));
    assertThat(missed(bob).unread()).isEqualTo(1);
    bob.does(new Operation.MissedCallsSeen(Long.MAX_VALUE));
    assertThat(missed(bob).unread()).isZero();
    missACall();
    assertThat(missed(bob).unread()).isEqualTo(1);
  }

  @Test
  void shouldRaiseAClickedMissedCallOnTheClickingSessionOnly() {
    Device tablet = engine.connect("bob", "bob-tablet");
    String call = missACall();
    bob.heard();
    tablet.heard();

    assertThat(bob.does(new Operation.MissedCallClicked(call))).isEqualTo(new Result.Done());

    assertThat(bob.heard()).containsExactly("IncomingMissedCallClicked");
    assertThat(tablet.heard()).isEmpty();
  }

  @Test
  void shouldDialBackTheCallerInTheSameRoom() {
    String call = alice.invites(Invitation.video("bob").withRoom("room 7").withCustomData("topic"));
    alice.cancels(call);
    alice.heard();

    Result.Invited back = (Result.Invited) bob.does(new Operation.DialBack(call));

    assertThat(back.room()).isEqualTo("room 7");
    assertThat(back.callId()).isNotEqualTo(call);
    SessionEvent.IncomingCallReceived ring =
        (SessionEvent.IncomingCallReceived) alice.newEvents().get(0);
    assertThat(ring.caller().id()).isEqualTo("bob");
    assertThat(ring.callType()).isEqualTo(CallType.VIDEO);
    assertThat(ring.customData()).isEqualTo("topic");
    assertThat(ring.remaining()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldDialBackIntoAGroupCallThatStillRuns() {
    String call = alice.invites("bob", "carol");
    carol.accepts(call);
    engine.passSeconds(60);

    assertThat(bob.does(new Operation.DialBack(call))).isInstanceOf(Result.Joined.class);

    assertThat(snapshot(bob, call).member("bob").orElseThrow().state())
        .isEqualTo(MemberState.ACCEPTED);
  }

  @Test
  void shouldDialBackTheCallerOfAGroupCallThatIsOver() {
    String call = alice.invites("bob", "carol");
    alice.cancels(call);
    alice.heard();

    Result.Invited back = (Result.Invited) bob.does(new Operation.DialBack(call));

    assertThat(back.callId()).isNotEqualTo(call);
    assertThat(alice.heard()).containsExactly("IncomingCallReceived(bob)", "U(alice RINGING)");
  }

  // ---- What is refused

  @Test
  void shouldKnowOnlyCallsThatWereMissed() {
    String call = alice.invites("bob");
    bob.accepts(call);
    alice.ends(call);
    bob.heard();

    assertThat(bob.fails(new Operation.MissedCallClicked(call)).code())
        .isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(bob.fails(new Operation.DialBack(call)).code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldNotDialBackWhileEngaged() {
    String missed = alice.invites("bob");
    alice.cancels(missed);
    String other = carol.invites("bob");
    bob.accepts(other);
    bob.heard();

    assertThat(bob.fails(new Operation.DialBack(missed)).code())
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    bob.runsDefaultAction(missed);
    assertThat(bob.heard()).containsExactly("IncomingMissedCallDialBackFailed(ALREADY_IN_CALL)");
    assertThat(alice.heard()).doesNotContain("IncomingCallReceived(bob)");
  }

  @Test
  void shouldSayWhyAClickedMissedCallWasNotDialledBack() {
    eve.heard();
    String call = alice.invites("eve");
    alice.cancels(call);
    eve.heard();

    eve.runsDefaultAction(call);
    eve.runsDefaultAction("never missed");

    assertThat(eve.heard())
        .containsExactly(
            "IncomingMissedCallDialBackFailed(NOT_PERMITTED)",
            "IncomingMissedCallDialBackFailed(UNKNOWN_CALL)");
  }

  private String missACall() {
    String call = alice.invites("bob");
    alice.cancels(call);
    return call;
  }

  private static MissedCalls missed(Device device) {
    return ((Result.Missed) device.does(new Operation.ListMissedCalls(0, 100))).missedCalls();
  }

  private static CallSnapshot snapshot(Device device, String callId) {
    return ((Result.Snapshot) device.does(new Operation.GetCall(callId))).call();
  }
}
