package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionEvent.UserState;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Who hears of whose state, with what he attached, and who does not. */
class StateChangesTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");

  @Test
  void shouldShowARingThatNoDeviceAcknowledged() {
    alice.invites("bob", "dave");
    alice.forgets();
    bob.forgets();
    engine.pass(Duration.ofMillis(4_999));
    assertThat(alice.heard()).isEmpty();
    engine.pass(Duration.ofMillis(1));

    assertThat(alice.heard()).containsExactly("U(dave NOT_YET_RECEIVED)");
    assertThat(bob.heard()).containsExactly("U(dave NOT_YET_RECEIVED)");
  }

  @Test
  void shouldShowEachStateOnce() {
    Device tablet = engine.connect("bob", "tablet");
    alice.invites("bob");
    engine.passSeconds(59);

    assertThat(alice.heard()).containsExactly("Connected", "OutgoingCallSent", "U(bob RINGING)");
    assertThat(bob.heard()).endsWith("IncomingCallReceived(alice)", "U(bob RINGING)");
    assertThat(tablet.heard()).endsWith("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldCarryWhatAUserAttachedToEverybody() {
    String call = alice.invites("bob", "carol");
    bob.does(new Operation.Accept(call, "hello"));
    carol.does(new Operation.Decline(call, "sorry"));

    assertThat(last(alice)).containsExactly(state("carol", MemberState.DECLINED, "sorry"));
    assertThat(last(bob)).containsExactly(state("carol", MemberState.DECLINED, "sorry"));
    assertThat(last(carol)).containsExactly(state("bob", MemberState.ACCEPTED, "hello"));
  }

  @Test
  void shouldNotTellWhoIsNotInTheCall() {
    Device dave = engine.connect("dave");
    Device erin = engine.connect("erin");
    Device frank = engine.connect("frank");
    Invitation invitation =
        Invitation.of(
            CallType.VOICE,
            List.of(
                Invitee.of("bob"),
                Invitee.of("carol"),
                Invitee.of("dave"),
                Invitee.of("erin").withTimeout(Duration.ofSeconds(5)),
                Invitee.of("frank"),
                Invitee.of("gina")));
    String call = alice.invites(invitation);
    bob.declines(call);
    carol.answersBusy(call);
    alice.cancels(call, "dave");
    engine.passSeconds(5);
    frank.accepts(call);
    frank.quits(call);
    List<Device> outside = List.of(bob, carol, dave, erin, frank);
    outside.forEach(Device::forgets);
    engine.connect("gina").accepts(call);

    assertThat(alice.heard()).endsWith("OutgoingCallAccepted(gina)", "U(gina ACCEPTED)");
    assertThat(outside).allSatisfy(device -> assertThat(device.heard()).isEmpty());
  }

  @Test
  void shouldTellTheQuitterOfHisOwnQuitOnTheDeviceInTheCall() {
    Device tablet = engine.connect("bob", "tablet");
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.accepts(call);
    bob.forgets();
    tablet.forgets();
    carol.forgets();
    bob.quits(call);

    assertThat(bob.heard()).containsExactly("U(bob QUIT)");
    assertThat(tablet.heard()).isEmpty();
    assertThat(carol.heard()).containsExactly("U(bob QUIT)");
  }

  @Test
  void shouldTellARingingUserOnEveryDevice() {
    Device tablet = engine.connect("carol", "tablet");
    String call = alice.invites("bob", "carol");
    carol.forgets();
    tablet.forgets();
    bob.accepts(call);

    assertThat(carol.heard()).containsExactly("U(bob ACCEPTED)");
    assertThat(tablet.heard()).containsExactly("U(bob ACCEPTED)");
  }

  @Test
  void shouldTellNothingOfWhoMovesToAnotherDevice() {
    Device tablet = engine.connect("bob", "tablet");
    String call = alice.invites("bob");
    bob.accepts(call);
    alice.forgets();
    bob.forgets();
    tablet.joins(call);

    assertThat(alice.heard()).isEmpty();
    assertThat(bob.heard()).isEmpty();
  }

  @Test
  void shouldNameUsersAsTheirSessionsDo() {
    Device phone = engine.connect(CallUser.of("dave", "Dave"), "phone");
    String call = alice.invites("bob");
    phone.joins(call);
    alice.invitesMore(call, "carol");

    assertThat(alice.newEvents())
        .contains(
            new SessionEvent.InvitationUserStateChanged(
                call,
                List.of(new UserState(CallUser.of("dave", "Dave"), MemberState.ACCEPTED, ""))));
  }

  private static UserState state(String user, MemberState state, String customData) {
    return new UserState(CallUser.of(user), state, customData);
  }

  private static List<UserState> last(Device device) {
    List<SessionEvent.InvitationUserStateChanged> all =
        device.allEvents().stream()
            .filter(SessionEvent.InvitationUserStateChanged.class::isInstance)
            .map(SessionEvent.InvitationUserStateChanged.class::cast)
            .toList();
    return all.get(all.size() - 1).users();
  }
}
