package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** More than two users: who hears what of whom, and when such a call ends. */
class GroupCallsTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");

  @Test
  void shouldInviteMore() {
    String call = alice.invites(Invitation.voice("bob").withCustomData("stand-up"));
    bob.accepts(call);
    forget();
    alice.invitesMore(call, "carol");
    carol.accepts(call);

    assertThat(alice.heard())
        .containsExactly(
            "U(carol INVITED)",
            "U(carol RINGING)",
            "OutgoingCallAccepted(carol)",
            "U(carol ACCEPTED)");
    assertThat(bob.heard())
        .containsExactly("U(carol INVITED)", "U(carol RINGING)", "U(carol ACCEPTED)");
    assertThat(carol.heard())
        .containsExactly(
            "IncomingCallReceived(alice)",
            "U(carol RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(carol ACCEPTED)");
    SessionEvent.IncomingCallReceived ring = carol.theOnly(SessionEvent.IncomingCallReceived.class);
    assertThat(ring.customData()).isEqualTo("stand-up");
    assertThat(ring.callees()).extracting(CallUser::id).containsExactly("bob", "carol");
  }

  @Test
  void shouldTellWhoRingsOfANewInvitee() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    Device dave = engine.connect("dave");
    forget();
    bob.invitesMore(call, "dave");

    assertThat(carol.heard()).containsExactly("U(dave INVITED)", "U(dave RINGING)");
    assertThat(dave.heard())
        .containsExactly("Connected", "IncomingCallReceived(alice)", "U(dave RINGING)");
  }

  @Test
  void shouldListWhoIsInTheCallAlready() {
    String call = alice.invites("bob");
    bob.accepts(call);
    Result.Invited more = alice.invitesMore(call, "bob", "carol");

    assertThat(more.refused()).isEqualTo(Map.of("bob", ErrorCode.ALREADY_IN_CALL));
    assertThat(carol.heard()).contains("IncomingCallReceived(alice)");
  }

  @Test
  void shouldJoinWithoutARing() {
    String call = alice.invites("bob");
    bob.accepts(call);
    forget();
    carol.joins(call);

    assertThat(alice.heard()).containsExactly("U(carol ACCEPTED)");
    assertThat(bob.heard()).containsExactly("U(carol ACCEPTED)");
    assertThat(carol.heard()).containsExactly("U(carol ACCEPTED)");
  }

  @Test
  void shouldStopARingWhenTheCallEndsForAll() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    forget();
    alice.ends(call);

    assertThat(alice.heard())
        .containsExactly("U(carol CANCELLED)", "U(alice ENDED)", "CallEnded(ENDED)");
    assertThat(bob.heard())
        .containsExactly("U(carol CANCELLED)", "U(alice ENDED)", "CallEnded(ENDED)");
    assertThat(carol.heard()).containsExactly("IncomingCallCanceled(ENDED)");
    assertThat(carol.missedCalls())
        .extracting(MissedCall::reason)
        .containsExactly(MissedReason.CANCELLED);
  }

  @Test
  void shouldCancelOneOfSeveral() {
    String call = alice.invites("bob", "carol");
    forget();
    Result result = alice.cancels(call, "carol");

    assertThat(((Result.Cancelled) result).cancelled()).containsExactly("carol");
    assertThat(alice.heard())
        .containsExactly("OutgoingCallCancelButtonPressed", "U(carol CANCELLED)");
    assertThat(bob.heard()).containsExactly("U(carol CANCELLED)");
    assertThat(carol.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    bob.accepts(call);
    assertThat(alice.heard()).containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldSayWhoCouldNotBeCancelled() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    Result.Cancelled result = (Result.Cancelled) alice.cancels(call);

    assertThat(result.cancelled()).containsExactly("carol");
    assertThat(result.notCancelled()).containsExactly("bob");
    assertThat(bob.heard()).endsWith("U(bob ACCEPTED)", "U(carol CANCELLED)");
  }

  @Test
  void shouldRingAnewAfterADecline() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.declines(call);
    forget();
    alice.invitesMore(call, "carol");
    carol.accepts(call);

    assertThat(alice.heard())
        .containsExactly(
            "U(carol INVITED)",
            "U(carol RINGING)",
            "OutgoingCallAccepted(carol)",
            "U(carol ACCEPTED)");
    assertThat(carol.newEvents())
        .filteredOn(SessionEvent.IncomingCallReceived.class::isInstance)
        .singleElement()
        .extracting(e -> ((SessionEvent.IncomingCallReceived) e).ring())
        .isEqualTo(2);
  }

  @Test
  void shouldEndWhenAllDecline() {
    String call = alice.invites("bob", "carol");
    bob.declines(call);
    forget();
    carol.declines(call);

    assertThat(alice.heard())
        .containsExactly("OutgoingCallDeclined(carol)", "U(carol DECLINED)", "CallEnded(DECLINED)");
    assertThat(bob.heard()).isEmpty();
    assertThat(carol.heard()).containsExactly("IncomingCallDeclineButtonPressed");
  }

  @Test
  void shouldTellOfAllWhoTimeOutAtOnce() {
    alice.invites("bob", "carol");
    forget();
    engine.passSeconds(60);

    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallTimeout(bob, carol)",
            "U(bob TIMED_OUT, carol TIMED_OUT)",
            "CallEnded(NO_ANSWER)");
    assertThat(bob.heard()).containsExactly("IncomingCallTimeout");
    assertThat(carol.heard()).containsExactly("IncomingCallTimeout");
  }

  @Test
  void shouldNotAnswerForMixedOutcomes() {
    String call = alice.invites("bob", "carol");
    bob.declines(call);
    forget();
    engine.passSeconds(60);

    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallTimeout(carol)", "U(carol TIMED_OUT)", "CallEnded(NO_ANSWER)");
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldGoOnUntilTheLastMemberLeaves() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.declines(call);
    forget();
    bob.quits(call);
    assertThat(alice.heard()).containsExactly("U(bob QUIT)");
    carol.joins(call);
    alice.quits(call);
    assertThat(alice.heard()).containsExactly("U(carol ACCEPTED)", "U(alice QUIT)");
    carol.quits(call);

    assertThat(carol.heard())
        .containsExactly("U(carol ACCEPTED)", "U(alice QUIT)", "U(carol QUIT)");
    assertThat(((Result.Snapshot) alice.does(new Operation.GetCall(call))).call().isLive())
        .isFalse();
  }

  @Test
  void shouldGoOnWithoutACallerWhoQuitAfterAnAccept() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    forget();
    alice.quits(call);

    assertThat(alice.heard()).containsExactly("U(alice QUIT)");
    assertThat(bob.heard()).containsExactly("U(alice QUIT)");
    assertThat(carol.heard()).containsExactly("U(alice QUIT)");
    carol.accepts(call);
    assertThat(bob.heard()).containsExactly("U(carol ACCEPTED)");
    assertThat(alice.heard()).isEmpty();
  }

  private void forget() {
    alice.forgets();
    bob.forgets();
    carol.forgets();
  }
}
