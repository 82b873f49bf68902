package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has heard that he hung up is free, though the end of the call is still under way. */
class HangUpTest {
  private final Exchange exchange = new Exchange();
  private Device alice;
  private Device bob;
  private Device carol;

  @BeforeEach
  void start() {
    alice = exchange.device("alice", "a1");
    bob = exchange.device("bob", "b1");
    carol = exchange.device("carol", "c1");
    exchange.device("dora", "d1");
  }

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @Test
  void shouldLetTheCallerInviteWhenHisEndIsAnswered() {
    alice.invite("c1", "bob");
    bob.accept("c1");
    alice.heard();
    holdNewsFor("alice");
    alice.perform(new Operation.End("c1"));

    alice.invite("c2", "carol");

    assertThat(alice.heard()).isEmpty();
    exchange.release();
    assertThat(alice.heard())
        .containsExactly("U(alice ENDED)", "CallEnded(ENDED)", "OutgoingCallSent");
    assertThat(alice.activeCalls()).containsExactly("c2");
  }

  @Test
  void shouldLetTheCalleeInviteWhenHisQuitIsAnswered() {
    alice.invite("c1", "bob");
    bob.accept("c1");
    holdNewsFor("bob");
    bob.perform(new Operation.Quit("c1"));

    bob.invite("c2", "carol");

    assertThat(carol.heard()).containsExactly("IncomingCallReceived(bob)");
  }

  @Test
  void shouldLetTheCalleeInviteWhenHisDeclineIsAnswered() {
    alice.invite("c1", "bob");
    holdNewsFor("bob");
    bob.perform(new Operation.Decline("c1", ""));

    bob.invite("c2", "carol");

    assertThat(carol.heard()).containsExactly("IncomingCallReceived(bob)");
  }

  @Test
  void shouldLetTheCallerInviteWhenHisCancelIsAnswered() {
    alice.invite("c1", "bob");
    holdNewsFor("alice");
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));

    alice.invite("c2", "carol");

    assertThat(carol.heard()).containsExactly("IncomingCallReceived(alice)");
  }

  @Test
  void shouldStayEngagedWhenOthersStillRing() {
    alice.invite("c1", "bob", "dora");
    holdNewsFor("alice");
    alice.perform(new Operation.Cancel("c1", Set.of("bob"), ""));

    assertThat(alice.refusalOf(alice.sendInvite("c2", "carol")))
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
  }

  @Test
  void shouldStayEngagedWhenTheHangUpIsRefused() {
    alice.invite("c1", "bob");
    assertThat(alice.ask(new Operation.Decline("c1", ""))).isInstanceOf(Result.Failed.class);

    assertThat(alice.refusalOf(alice.sendInvite("c2", "carol")))
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
  }

  @Test
  void shouldBeEngagedAgainWhenInvitedAnew() {
    alice.invite("c1", "bob", "dora");
    holdNewsFor("bob");
    bob.perform(new Operation.Decline("c1", ""));
    exchange.lose();

    alice.inviteMore("c1", "bob");

    assertThat(bob.refusalOf(bob.sendInvite("c2", "carol"))).isEqualTo(ErrorCode.ALREADY_IN_CALL);
  }

  private void holdNewsFor(String userId) {
    exchange.settle();
    exchange.hold(m -> m.to().equals(userId) && m.command() instanceof UserCommand.Announcement);
  }
}
