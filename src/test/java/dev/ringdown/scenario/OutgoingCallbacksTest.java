package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What callers and inviters hear: with which arguments, and when not. */
class OutgoingCallbacksTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final CallUser user = CallUser.of("alice", "Alice");
  private final CallUser callee = CallUser.of("bob", "Bob");
  private final Device alice = engine.connect(user, "phone");
  private final Device bob = engine.connect(callee, "phone");

  @Test
  void shouldSendWhatTheInvitationSays() {
    Invitation invitation =
        Invitation.of(
                CallType.VIDEO, List.of(Invitee.of(CallUser.of("carol", "C.")), Invitee.of("dave")))
            .withCustomData("data");
    String call = alice.invites(invitation);

    assertThat(alice.theOnly(SessionEvent.OutgoingCallSent.class))
        .isEqualTo(
            new SessionEvent.OutgoingCallSent(
                call,
                user,
                CallType.VIDEO,
                List.of(CallUser.of("carol", "C."), CallUser.of("dave")),
                "data"));
  }

  @Test
  void shouldSendToTheInvitingDeviceOnly() {
    Device tablet = engine.connect(user, "tablet");
    alice.invites("bob");

    assertThat(tablet.heard()).containsExactly("Connected");
  }

  @Test
  void shouldNotSendWhatWasRefused() {
    Device carol = engine.connect("carol");
    alice.invites("bob");
    alice.forgets();
    bob.forgets();
    carol.forgets();

    assertThat(alice.fails(new Operation.Invite(Invitation.voice("carol"))).code())
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(bob.fails(new Operation.Invite(Invitation.voice("carol"))).code())
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(carol.fails(new Operation.Invite(Invitation.voice("carol"))).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
    assertThat(carol.heard()).isEmpty();
  }

  @Test
  void shouldCreateOneCallForOneId() {
    Invitation invitation = Invitation.voice("bob").withCallId("call-1");
    alice.invites(invitation);
    alice.invites(invitation);

    assertThat(alice.heard()).containsExactly("Connected", "OutgoingCallSent", "U(bob RINGING)");
    assertThat(bob.heard())
        .containsExactly("Connected", "IncomingCallReceived(alice)", "U(bob RINGING)");
    assertThat(
            alice.fails(new Operation.Invite(Invitation.video("bob").withCallId("call-1"))).code())
        .isEqualTo(ErrorCode.CALL_EXISTS);
  }

  @Test
  void shouldAnswerWithTheRoom() {
    Result.Invited defaults =
        (Result.Invited) alice.does(new Operation.Invite(Invitation.voice("bob")));
    assertThat(defaults.room()).isEqualTo(defaults.callId());
    Result.Joined joined = (Result.Joined) bob.accepts(defaults.callId());

    assertThat(joined.room()).isEqualTo(defaults.callId());
    assertThat(joined.at()).isEqualTo(engine.now());
  }

  @Test
  void shouldNameWhoAcceptedAsHisSessionDoes() {
    String call = alice.invites(invitationOfBobby());
    bob.does(new Operation.Accept(call, "from the car"));

    assertThat(alice.theOnly(SessionEvent.OutgoingCallAccepted.class))
        .isEqualTo(new SessionEvent.OutgoingCallAccepted(call, callee));
    assertThat(lastState(alice))
        .isEqualTo(new SessionEvent.UserState(callee, MemberState.ACCEPTED, "from the car"));
  }

  @Test
  void shouldKeepAnInvitedNameWhereTheSessionHasNone() {
    Device carol = engine.connect("carol");
    String call =
        alice.invites(
            Invitation.of(CallType.VOICE, List.of(Invitee.of(CallUser.of("carol", "Carol C.")))));
    carol.accepts(call);

    assertThat(alice.theOnly(SessionEvent.OutgoingCallAccepted.class).callee().name())
        .isEqualTo("Carol C.");
  }

  @Test
  void shouldSayWhoDeclinedWithWhat() {
    String call = alice.invites(invitationOfBobby());
    bob.does(new Operation.Decline(call, "in a meeting"));

    assertThat(alice.theOnly(SessionEvent.OutgoingCallDeclined.class))
        .isEqualTo(new SessionEvent.OutgoingCallDeclined(call, callee, "in a meeting"));
    assertThat(lastState(alice))
        .isEqualTo(new SessionEvent.UserState(callee, MemberState.DECLINED, "in a meeting"));
  }

  @Test
  void shouldSayWhoIsBusyWithWhat() {
    String call = alice.invites(invitationOfBobby());
    bob.does(new Operation.Busy(call, "on the landline"));

    assertThat(alice.theOnly(SessionEvent.OutgoingCallRejectedCauseBusy.class))
        .isEqualTo(new SessionEvent.OutgoingCallRejectedCauseBusy(call, callee, "on the landline"));
    assertThat(alice.heard()).noneMatch(word -> word.startsWith("OutgoingCallDeclined"));
  }

  @Test
  void shouldSayWhoTimedOutOfWhichKindOfCall() {
    String voice = alice.invites("bob");
    engine.passSeconds(60);
    SessionEvent.OutgoingCallTimeout timeout =
        alice.theOnly(SessionEvent.OutgoingCallTimeout.class);
    assertThat(timeout.callId()).isEqualTo(voice);
    assertThat(timeout.callees()).extracting(CallUser::id).containsExactly("bob");
    assertThat(timeout.isVideoCall()).isFalse();

    Device carol = engine.connect("carol");
    carol.invites(Invitation.video("bob"));
    engine.passSeconds(60);
    assertThat(carol.theOnly(SessionEvent.OutgoingCallTimeout.class).isVideoCall()).isTrue();
  }

  @Test
  void shouldNotConfirmACancelThatNobodyPressed() {
    String call = alice.invites("bob");
    alice.ends(call);
    alice.invites("bob");
    alice.leaves();
    engine.passSeconds(10);

    assertThat(alice.heard()).doesNotContain("OutgoingCallCancelButtonPressed");
  }

  @Test
  void shouldConfirmACancelToTheActingDeviceOnly() {
    Device tablet = engine.connect(user, "tablet");
    String call = alice.invites("bob");
    tablet.cancels(call);

    assertThat(tablet.heard())
        .containsExactly("Connected", "OutgoingCallCancelButtonPressed", "CallEnded(CANCELLED)");
    assertThat(alice.heard()).endsWith("U(bob CANCELLED)", "CallEnded(CANCELLED)");
    assertThat(alice.heard()).doesNotContain("OutgoingCallCancelButtonPressed");
  }

  @Test
  void shouldTellEachAcceptOnce() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.accepts(call);
    engine.passSeconds(120);

    assertThat(alice.heard().stream().filter(w -> w.startsWith("OutgoingCallAccepted")))
        .containsExactly("OutgoingCallAccepted(bob)", "OutgoingCallAccepted(carol)");
  }

  @Test
  void shouldNotTellOfAJoinAsAnAccept() {
    Device carol = engine.connect("carol");
    Device dave = engine.connect("dave");
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.declines(call);
    alice.forgets();
    carol.joins(call);
    dave.joins(call);

    assertThat(alice.heard()).containsExactly("U(carol ACCEPTED)", "U(dave ACCEPTED)");
  }

  @Test
  void shouldTellOfTimeoutsOnlyForWhoDidNotAnswer() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol", "dave");
    bob.accepts(call);
    carol.declines(call);
    engine.passSeconds(60);

    assertThat(alice.theOnly(SessionEvent.OutgoingCallTimeout.class).callees())
        .extracting(CallUser::id)
        .containsExactly("dave");
  }

  private static Invitation invitationOfBobby() {
    return Invitation.of(CallType.VOICE, List.of(Invitee.of(CallUser.of("bob", "Bobby"))));
  }

  private static SessionEvent.UserState lastState(Device device) {
    List<SessionEvent.InvitationUserStateChanged> all =
        device.allEvents().stream()
            .filter(SessionEvent.InvitationUserStateChanged.class::isInstance)
            .map(SessionEvent.InvitationUserStateChanged.class::cast)
            .toList();
    return all.get(all.size() - 1).users().get(0);
  }
}
