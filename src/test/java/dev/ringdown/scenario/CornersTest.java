package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where two rules meet. */
class CornersTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device laptop = engine.connect("alice", "laptop");
  private final Device bob = engine.connect(CallUser.of("bob", "Bob"), "phone");
  private final Device carol = engine.connect("carol");

  @Test
  void shouldHearOfAnswersWhereTheCallerMovedTo() {
    String call = alice.invites("bob");
    laptop.joins(call);
    alice.forgets();
    laptop.forgets();
    bob.accepts(call);

    assertThat(laptop.heard()).containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(alice.heard()).isEmpty();
  }

  @Test
  void shouldNotLoseACallerWhoHasAnotherDevice() {
    String call = alice.invites("bob");
    alice.leaves();
    engine.passSeconds(30);
    bob.accepts(call);

    assertThat(bob.heard()).endsWith("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
    assertThat(engine.connect("alice").heard())
        .containsExactly("Connected", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldShowAQuitOnTheDeviceInTheCall() {
    Device tablet = engine.connect("bob", "tablet");
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    bob.forgets();
    tablet.forgets();
    tablet.quits(call);

    assertThat(bob.heard()).containsExactly("U(bob QUIT)");
    assertThat(tablet.heard()).isEmpty();
  }

  @Test
  void shouldInviteMoreWhileTheFirstStillRings() {
    String call = alice.invites("bob");
    alice.forgets();
    bob.forgets();
    alice.invitesMore(call, "carol");
    bob.declines(call);

    assertThat(bob.heard())
        .containsExactly(
            "U(carol INVITED)", "U(carol RINGING)", "IncomingCallDeclineButtonPressed");
    assertThat(alice.heard()).endsWith("OutgoingCallDeclined(bob)", "U(bob DECLINED)");
    carol.accepts(call);
    assertThat(alice.heard()).containsExactly("OutgoingCallAccepted(carol)", "U(carol ACCEPTED)");
  }

  @Test
  void shouldNameWhoIsKnownToNewInvitees() {
    String call = alice.invites("bob");
    bob.accepts(call);
    alice.invitesMore(call, "carol");

    assertThat(carol.theOnly(SessionEvent.IncomingCallReceived.class).callees())
        .containsExactly(CallUser.of("bob", "Bob"), CallUser.of("carol"));
  }

  @Test
  void shouldDecideOnceWhenAnswerAndCancelMeet() {
    String call = alice.invites("bob");
    alice.forgets();
    bob.forgets();
    Device.Answer cancel = alice.sends(new Operation.Cancel(call, Set.of(), ""));
    Device.Answer accept = bob.sends(new Operation.Accept(call, ""));
    engine.settle();

    assertThat(cancel.get()).asString().startsWith("Cancelled");
    assertThat(accept.get()).asString().contains("ALREADY_ANSWERED", "CANCELLED");
    assertThat(bob.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallCancelButtonPressed", "U(bob CANCELLED)", "CallEnded(CANCELLED)");
  }

  @Test
  void shouldDecideOnceTheOtherWayRound() {
    String call = alice.invites("bob");
    alice.forgets();
    bob.forgets();
    Device.Answer accept = bob.sends(new Operation.Accept(call, ""));
    Device.Answer cancel = alice.sends(new Operation.Cancel(call, Set.of(), ""));
    engine.settle();

    assertThat(accept.get()).asString().startsWith("Joined");
    assertThat(cancel.get()).asString().contains("ALREADY_ANSWERED", "ACCEPTED");
    assertThat(alice.heard()).containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    assertThat(bob.heard()).containsExactly("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
  }

  @Test
  void shouldSealWhatWasCancelledInARunningCall() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    alice.cancels(call, "carol");
    engine.passSeconds(30);
    var error = carol.fails(new Operation.Accept(call, ""));

    assertThat(error.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(error.outcome()).contains(Outcome.CANCELLED);
    assertThat(error.decidedAt()).contains(engine.now().minusSeconds(30));
  }

  @Test
  void shouldRingEachNewInviteeForHisOwnTime() {
    String call = alice.invites("bob");
    bob.accepts(call);
    engine.passSeconds(100);
    bob.does(
        new Operation.InviteMore(
            call, List.of(Invitee.of("carol")), Optional.of(Duration.ofSeconds(7))));
    engine.pass(Duration.ofMillis(6_999));
    assertThat(carol.heard()).endsWith("U(carol RINGING)");
    engine.pass(Duration.ofMillis(1));

    assertThat(carol.heard()).containsExactly("IncomingCallTimeout");
    assertThat(bob.heard()).endsWith("OutgoingCallTimeout(carol)", "U(carol TIMED_OUT)");
  }

  @Test
  void shouldRingAgainAtOnceAfterADecline() {
    bob.declines(alice.invites("bob"));
    bob.forgets();
    String second = alice.invites("bob");
    bob.accepts(second);

    assertThat(bob.heard())
        .containsExactly(
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)");
  }

  @Test
  void shouldRingTheOtherWayAtOnceAfterADecline() {
    bob.declines(alice.invites("bob"));
    String back = bob.invites("alice");
    alice.forgets();
    alice.accepts(back);

    assertThat(alice.heard())
        .containsExactly("IncomingCallAcceptButtonPressed", "U(alice ACCEPTED)");
  }

  @Test
  void shouldRingWhoLeftTheCallAgain() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.accepts(call);
    bob.quits(call);
    bob.forgets();
    carol.forgets();
    carol.invitesMore(call, "bob");
    bob.accepts(call);

    assertThat(bob.heard())
        .containsExactly(
            "IncomingCallReceived(alice)",
            "U(bob RINGING)",
            "IncomingCallAcceptButtonPressed",
            "U(bob ACCEPTED)");
    assertThat(carol.heard())
        .containsExactly(
            "U(bob INVITED)", "U(bob RINGING)", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldGoOnForTheLastOfAGroupAndLetHimInvite() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.declines(call);
    bob.quits(call);
    alice.forgets();
    alice.invitesMore(call, "bob");
    bob.declines(call);

    assertThat(alice.heard()).endsWith("OutgoingCallDeclined(bob)", "U(bob DECLINED)");
    alice.quits(call);
    assertThat(alice.heard()).containsExactly("U(alice QUIT)");
  }
}
