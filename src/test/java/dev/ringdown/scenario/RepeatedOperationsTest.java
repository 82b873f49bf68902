package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallSnapshot;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same request again: the same answer, and no second effect. */
class RepeatedOperationsTest {
  private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void shouldCreateOneCallForTheSameRequest() {
    Operation invite = new Operation.Invite(Invitation.voice("bob"));
    Result first = alice.asks("request", invite);
    Result second = alice.asks("request", invite);
    bob.declines(((Result.Invited) first).callId());
    Result third = alice.asks("request", invite);

    assertThat(second).isEqualTo(first);
    assertThat(third).isEqualTo(first);
    assertThat(rings(bob)).isEqualTo(1);
  }

  @Test
  void shouldAnswerBothWhoAskTheSameAtOnce() {
    Operation invite = new Operation.Invite(Invitation.voice("bob"));
    Device.Answer first = alice.sends("request", invite);
    Device.Answer second = alice.sends("request", invite);
    engine.settle();

    assertThat(second.get()).isEqualTo(first.get());
    assertThat(rings(bob)).isEqualTo(1);
  }

  @Test
  void shouldRepeatARefusalToo() {
    Operation accept = new Operation.Accept("call", "");
    Result refused = bob.asks("request", accept);
    alice.invites(Invitation.voice("bob").withCallId("call"));

    assertThat(bob.asks("request", accept)).isEqualTo(refused);
    assertThat(bob.asks("another", accept)).isInstanceOf(Result.Joined.class);
  }

  @Test
  void shouldKeepTheLastAnswersOfASession() {
    Operation invite = new Operation.Invite(Invitation.voice("bob"));
    Result first = alice.asks("request", invite);
    bob.declines(((Result.Invited) first).callId());
    for (int i = 1; i < 64; i++) {
      alice.asks("other " + i, new Operation.ActiveCalls());
      alice.tells(new Operation.ActiveCalls());
    }

    assertThat(alice.asks("request", invite)).isEqualTo(first);
    assertThat(rings(bob)).isEqualTo(1);
  }

  @Test
  void shouldAnswerANewSessionOfTheDeviceAsItAnsweredTheOld() {
    String call = alice.invites("bob");
    Operation accept = new Operation.Accept(call, "yes");
    Result accepted = bob.asks("a", accept);
    Device again = engine.connect("bob", "bob-device");
    engine.passSeconds(1);
    alice.heard();

    assertThat(again.asks("a", accept)).isEqualTo(accepted);
    Operation quit = new Operation.Quit(call);
    Result left = again.asks("q", quit);
    Device third = engine.connect("bob", "bob-device");
    assertThat(third.asks("q", quit)).isEqualTo(left);
    assertThat(third.asks("a", accept)).isEqualTo(accepted);
    assertThat(third.asks("new", quit))
        .isInstanceOfSatisfying(
            Result.Failed.class, f -> assertThat(f.error().code()).isEqualTo(ErrorCode.CALL_ENDED));
    assertThat(alice.heard()).containsExactly("U(bob QUIT)", "CallEnded(EVERYBODY_LEFT)");
  }

  @Test
  void shouldRepeatEveryAnswerThatChangesACall() {
    engine.connect("carol");
    engine.connect("dave");
    String call = alice.invites("bob", "carol");
    Operation decline = new Operation.Decline(call, "no");
    Operation cancel = new Operation.Cancel(call, Set.of("carol"), "");
    Operation more = new Operation.InviteMore(call, List.of(Invitee.of("dave")), Optional.empty());
    Operation end = new Operation.End(call);
    Result invited = alice.asks("m", more);
    Result declined = bob.asks("d", decline);
    Result cancelled = alice.asks("c", cancel);
    Result ended = alice.asks("e", end);
    Device newBob = engine.connect("bob", "bob-device");
    Device newAlice = engine.connect("alice", "alice-device");

    assertThat(newBob.asks("d", decline)).isEqualTo(declined).isEqualTo(new Result.Done());
    assertThat(newAlice.asks("m", more)).isEqualTo(invited).isInstanceOf(Result.Invited.class);
    assertThat(newAlice.asks("c", cancel)).isEqualTo(cancelled);
    assertThat(newAlice.asks("e", end)).isEqualTo(ended).isEqualTo(new Result.Done());
    assertThat(newAlice.heard()).containsExactly("Connected");
  }

  @Test
  void shouldNotMixTheRequestsOfTwoDevices() {
    Device tablet = engine.connect("bob", "bob-tablet");
    String call = alice.invites("bob");
    Result accepted = bob.asks("1", new Operation.Accept(call, ""));
    Result declined = tablet.asks("1", new Operation.Decline(call, ""));

    assertThat(accepted).isInstanceOf(Result.Joined.class);
    assertThat(declined)
        .isInstanceOfSatisfying(
            Result.Failed.class,
            f -> assertThat(f.error().code()).isEqualTo(ErrorCode.ALREADY_ANSWERED));
  }

  @Test
  void shouldNotMixTheRequestsOfTwoUsers() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol");
    bob.asks("1", new Operation.Accept(call, ""));

    assertThat(carol.asks("1", new Operation.Decline(call, ""))).isEqualTo(new Result.Done());
  }

  // ---- A call id of the application's own

  @Test
  void shouldReturnTheSameCallForTheSameInvitation() {
    Invitation invitation = Invitation.voice("bob").withCallId("call");
    assertThat(alice.invites(invitation)).isEqualTo("call");
    assertThat(alice.invites(invitation)).isEqualTo("call");
    assertThat(engine.connect("alice", "alice-device").invites(invitation)).isEqualTo("call");

    assertThat(rings(bob)).isEqualTo(1);
  }

  @Test
  void shouldReturnTheSameCallAlsoWhenItIsOver() {
    Invitation invitation = Invitation.voice("bob").withCallId("call");
    alice.invites(invitation);
    bob.declines("call");
    engine.pass(Duration.ofHours(1));

    assertThat(alice.invites(invitation)).isEqualTo("call");
    assertThat(rings(bob)).isEqualTo(1);
    assertThat(snapshot(alice, "call").endReason()).contains(EndReason.DECLINED);
  }

  @Test
  void shouldLeaveACallerFreeWhoRepeatsAnInvitationThatIsOver() {
    Device carol = engine.connect("carol");
    Invitation invitation = Invitation.voice("bob").withCallId("call");
    alice.invites(invitation);
    bob.declines("call");
    alice.invites(invitation);

    String other = carol.invites("alice");
    assertThat(alice.heard()).contains("IncomingCallReceived(carol)");
    alice.declines(other);
    alice.invites("carol");
  }

  private static long rings(Device device) {
    return device.allEvents().stream()
        .filter(SessionEvent.IncomingCallReceived.class::isInstance)
        .count();
  }

  private static CallSnapshot snapshot(Device device, String callId) {
    return ((Result.Snapshot) device.does(new Operation.GetCall(callId))).call();
  }
}
