package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each operation does: its answer, and what the others see of it. */
class OperationsTest {
  private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect(CallUser.of("alice", "Alice"), "alice-phone");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void shouldInviteWithEverythingThatTheInvitationSays() {
    Invitation invitation =
        Invitation.video("bob", "carol")
            .withTimeout(Duration.ofSeconds(20))
            .withCustomData("{\"topic\":1}")
            .withRoom("room 7")
            .withMode(CallMode.GENERAL)
            .withCallId("call 7");

    Result result = alice.does(new Operation.Invite(invitation));

    assertThat(result).isEqualTo(new Result.Invited("call 7", "room 7", Map.of()));
    SessionEvent.IncomingCallReceived ring =
        (SessionEvent.IncomingCallReceived) bob.allEvents().get(1);
    assertThat(ring.callId()).isEqualTo("call 7");
    assertThat(ring.caller()).isEqualTo(CallUser.of("alice", "Alice"));
    assertThat(ring.callees()).containsExactly(CallUser.of("bob"), CallUser.of("carol"));
    assertThat(ring.customData()).isEqualTo("{\"topic\":1}");
    assertThat(ring.room()).isEqualTo("room 7");
    assertThat(ring.mode()).isEqualTo(CallMode.GENERAL);
    assertThat(ring.remaining()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void shouldFillInTheDefaults() {
    String call = alice.invites("bob");

    CallSnapshot snapshot = snapshot(alice, call);
    assertThat(snapshot.room()).isEqualTo(call);
    assertThat(snapshot.mode()).isEqualTo(CallMode.ADVANCED);
    assertThat(snapshot.customData()).isEmpty();
    assertThat(snapshot.remaining("bob")).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void shouldLetEachInviteeRingForHisOwnTime() {
    alice.invites(
        Invitation.of(
            CallType.VOICE,
            List.of(Invitee.of("bob").withTimeout(Duration.ofSeconds(5)), Invitee.of("carol"))));
    bob.heard();
    carol.heard();

    engine.passSeconds(5);

    assertThat(bob.heard()).containsExactly("IncomingCallTimeout");
    assertThat(carol.heard()).containsExactly("U(bob TIMED_OUT)");
  }

  @Test
  void shouldInviteMoreWithTheOriginalCustomData() {
    String call = alice.invites(Invitation.voice("bob").withCustomData("original"));
    bob.accepts(call);

    Result result =
        bob.does(
            new Operation.InviteMore(
                call, List.of(Invitee.of("carol")), Optional.of(Duration.ofSeconds(7))));

    assertThat(result).isEqualTo(new Result.Invited(call, call, Map.of()));
    SessionEvent.IncomingCallReceived ring =
        (SessionEvent.IncomingCallReceived) carol.allEvents().get(1);
    assertThat(ring.customData()).isEqualTo("original");
    assertThat(ring.caller().id()).isEqualTo("alice");
    assertThat(ring.inviter().id()).isEqualTo("bob");
    assertThat(ring.callees()).containsExactly(CallUser.of("bob"), CallUser.of("carol"));
    assertThat(ring.remaining()).isEqualTo(Duration.ofSeconds(7));
    bob.heard();
    carol.declines(call);
    assertThat(bob.heard()).containsExactly("OutgoingCallDeclined(carol)", "U(carol DECLINED)");
  }

  @Test
  void shouldListWhoWasInvitedMoreButRangAlready() {
    engine.connect("dave");
    String call = alice.invites("bob", "carol");

    Result.Invited result =
        (Result.Invited)
            alice.does(
                new Operation.InviteMore(
                    call, List.of(Invitee.of("carol"), Invitee.of("dave")), Optional.empty()));

    assertThat(result.refused()).isEqualTo(Map.of("carol", ErrorCode.ALREADY_IN_CALL));
  }

  @Test
  void shouldAcceptWithCustomDataAndTellTheRoom() {
    String call = alice.invites(Invitation.voice("bob").withRoom("room 7"));
    engine.passSeconds(3);

    Result result = bob.does(new Operation.Accept(call, "on my way"));

    assertThat(result).isEqualTo(new Result.Joined(call, "room 7", engine.now()));
    SessionEvent.InvitationUserStateChanged changed =
        (SessionEvent.InvitationUserStateChanged) last(alice);
    assertThat(changed.users())
        .containsExactly(
            new SessionEvent.UserState(CallUser.of("bob"), MemberState.ACCEPTED, "on my way"));
  }

  @Test
  void shouldDeclineWithCustomData() {
    String call = alice.invites("bob");
    alice.heard();

    assertThat(bob.does(new Operation.Decline(call, "later"))).isEqualTo(new Result.Done());

    assertThat(alice.newEvents())
        .contains(new SessionEvent.OutgoingCallDeclined(call, CallUser.of("bob"), "later"));
    assertThat(snapshot(alice, call).endReason()).contains(EndReason.DECLINED);
  }

  @Test
  void shouldAnswerBusyWithCustomDataAndRecordNoMissedCall() {
    Device tablet = engine.connect("bob", "bob-tablet");
    String call = alice.invites("bob");
    bob.heard();
    tablet.heard();

    assertThat(bob.does(new Operation.Busy(call, "meeting"))).isEqualTo(new Result.Done());

    assertThat(alice.newEvents())
        .contains(
            new SessionEvent.OutgoingCallRejectedCauseBusy(call, CallUser.of("bob"), "meeting"));
    assertThat(bob.heard()).isEmpty();
    assertThat(tablet.heard()).containsExactly("HandledElsewhere(BUSY)");
    assertThat(bob.missedCalls()).isEmpty();
    engine.passSeconds(70);
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldIgnoreOnOneSessionOnly() {
    Device tablet = engine.connect("bob", "bob-tablet");
    String call = alice.invites("bob");
    alice.heard();
    bob.heard();
    tablet.heard();

    assertThat(bob.does(new Operation.Ignore(call))).isEqualTo(new Result.Done());
    assertThat(alice.heard()).isEmpty();

    engine.passSeconds(62);
    assertThat(bob.heard()).isEmpty();
    assertThat(tablet.heard()).containsExactly("IncomingCallTimeout");
    assertThat(bob.missedCalls()).hasSize(1);
  }

  @Test
  void shouldAcceptOnASessionThatIgnored() {
    String call = alice.invites("bob");
    bob.does(new Operation.Ignore(call));
    bob.accepts(call);

    assertThat(bob.heard())
        .containsExactly(
            "Connected",
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)");
  }

  @Test
  void shouldConfirmAReceivedRingWithoutASecondEffect() {
    String call = alice.invites("bob");
    alice.heard();

    assertThat(bob.does(new Operation.Received(call))).isEqualTo(new Result.Done());

    assertThat(alice.heard()).isEmpty();
  }

  @Test
  void shouldCancelOnlyWhoStillRings() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.heard();

    Result result = alice.cancels(call);

    assertThat(result).isEqualTo(new Result.Cancelled(call, List.of("carol"), List.of("bob")));
    assertThat(carol.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    assertThat(carol.missedCalls()).hasSize(1);
  }

  @Test
  void shouldCancelOneInvitee() {
    String call = alice.invites("bob", "carol");
    bob.heard();

    assertThat(alice.cancels(call, "carol"))
        .isEqualTo(new Result.Cancelled(call, List.of("carol"), List.of()));
    assertThat(bob.heard()).containsExactly("U(carol CANCELLED)");
  }

  @Test
  void shouldJoinARunningCall() {
    String call = alice.invites("bob");
    bob.accepts(call);
    alice.heard();
    engine.passSeconds(1);

    assertThat(carol.does(new Operation.Join(call)))
        .isEqualTo(new Result.Joined(call, call, engine.now()));

    assertThat(alice.heard()).containsExactly("U(carol ACCEPTED)");
    assertThat(activeCalls(carol)).containsExactly(call);
  }

  @Test
  void shouldQuit() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.accepts(call);
    bob.heard();

    assertThat(carol.quits(call)).isEqualTo(new Result.Done());

    assertThat(bob.heard()).containsExactly("U(carol QUIT)");
    assertThat(activeCalls(carol)).isEmpty();
    assertThat(snapshot(carol, call).isLive()).isTrue();
  }

  @Test
  void shouldCancelWhenTheCallerQuitsBeforeAnyAnswer() {
    String call = alice.invites("bob");
    bob.heard();
    alice.quits(call);

    assertThat(bob.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    assertThat(snapshot(alice, call).endReason()).contains(EndReason.CANCELLED);
  }

  @Test
  void shouldEndForAll() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    engine.passSeconds(9);
    carol.heard();
    alice.heard();

    assertThat(bob.ends(call)).isEqualTo(new Result.Done());

    assertThat(carol.heard()).containsExactly("IncomingCallCanceled(ENDED)");
    assertThat(last(alice))
        .isEqualTo(new SessionEvent.CallEnded(call, EndReason.ENDED, Duration.ofSeconds(9)));
    assertThat(snapshot(alice, call).member("bob").orElseThrow().state())
        .isEqualTo(MemberState.ENDED);
  }

  @Test
  void shouldShowACallWithWhoRingsAndWhatIsLeft() {
    engine.connect("dave").leaves();
    String call = alice.invites("bob", "carol", "dave");
    bob.accepts(call);
    engine.passSeconds(10);

    CallSnapshot snapshot = snapshot(carol, call);

    assertThat(snapshot.members())
        .extracting(m -> m.user().id() + " " + m.state())
        .containsExactly(
            "alice ACCEPTED", "bob ACCEPTED", "carol RINGING", "dave NOT_YET_RECEIVED");
    assertThat(snapshot.remaining("carol")).isEqualTo(Duration.ofSeconds(50));
    assertThat(snapshot.remaining("bob")).isZero();
    assertThat(snapshot.asOf()).isEqualTo(engine.now());
  }

  @Test
  void shouldShowACallLongAfterItsEnd() {
    String call = alice.invites("bob");
    bob.declines(call);
    engine.pass(Duration.ofHours(1));

    CallSnapshot snapshot = snapshot(bob, call);
    assertThat(snapshot.isLive()).isFalse();
    assertThat(snapshot.endedAt()).contains(engine.now().minus(Duration.ofHours(1)));
    assertThat(snapshot.member("bob").orElseThrow().state()).isEqualTo(MemberState.DECLINED);
  }

  @Test
  void shouldListTheCallsThatEngageAUser() {
    assertThat(activeCalls(bob)).isEmpty();
    String call = alice.invites("bob");
    assertThat(activeCalls(alice)).containsExactly(call);
    assertThat(activeCalls(bob)).containsExactly(call);
    alice.cancels(call);
    assertThat(activeCalls(alice)).isEmpty();
    assertThat(activeCalls(bob)).isEmpty();
  }

  private static CallSnapshot snapshot(Device device, String callId) {
    return ((Result.Snapshot) device.does(new Operation.GetCall(callId))).call();
  }

  private static List<String> activeCalls(Device device) {
    return ((Result.ActiveCalls) device.does(new Operation.ActiveCalls()))
        .calls().stream().map(CallSnapshot::callId).toList();
  }

  private static SessionEvent last(Device device) {
    List<SessionEvent> events = device.allEvents();
    return events.get(events.size() - 1);
  }
}
