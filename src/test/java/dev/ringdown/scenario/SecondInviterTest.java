package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice called Bob, and Bob invites Carol: Carol's answer is Bob's, her state is everybody's. */
class SecondInviterTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");
  private String call;

  @BeforeEach
  void invite() {
    call = alice.invites("bob");
    bob.accepts(call);
    bob.invitesMore(call, "carol");
    alice.forgets();
    bob.forgets();
  }

  @Test
  void shouldNameCallerAndInviter() {
    SessionEvent.IncomingCallReceived ring = carol.theOnly(SessionEvent.IncomingCallReceived.class);

    assertThat(ring.caller().id()).isEqualTo("alice");
    assertThat(ring.inviter().id()).isEqualTo("bob");
  }

  @Test
  void shouldTellTheInviterOfAnAccept() {
    carol.accepts(call);

    assertThat(bob.heard()).containsExactly("OutgoingCallAccepted(carol)", "U(carol ACCEPTED)");
    assertThat(alice.heard()).containsExactly("U(carol ACCEPTED)");
  }

  @Test
  void shouldTellTheInviterOfADecline() {
    carol.declines(call);

    assertThat(bob.heard()).containsExactly("OutgoingCallDeclined(carol)", "U(carol DECLINED)");
    assertThat(alice.heard()).containsExactly("U(carol DECLINED)");
  }

  @Test
  void shouldTellTheInviterOfBusy() {
    carol.answersBusy(call);

    assertThat(bob.heard())
        .containsExactly("OutgoingCallRejectedCauseBusy(carol)", "U(carol BUSY)");
    assertThat(alice.heard()).containsExactly("U(carol BUSY)");
  }

  @Test
  void shouldTellTheInviterOfATimeout() {
    engine.passSeconds(60);

    assertThat(bob.heard()).containsExactly("OutgoingCallTimeout(carol)", "U(carol TIMED_OUT)");
    assertThat(alice.heard()).containsExactly("U(carol TIMED_OUT)");
  }

  @Test
  void shouldLetOnlyTheInviterCancel() {
    assertThat(alice.fails(new Operation.Cancel(call, Set.of("carol"), "")).code())
        .isEqualTo(ErrorCode.NOT_THE_INVITER);
    bob.cancels(call, "carol");

    assertThat(bob.heard())
        .containsExactly("OutgoingCallCancelButtonPressed", "U(carol CANCELLED)");
    assertThat(alice.heard()).containsExactly("U(carol CANCELLED)");
    assertThat(carol.heard()).endsWith("IncomingCallCanceled(CANCELLED)");
  }

  @Test
  void shouldTellEachInviterOfHisOwnTimeouts() {
    Device dave = engine.connect("dave");
    alice.invitesMore(call, "dave");
    alice.forgets();
    bob.forgets();
    engine.passSeconds(60);

    assertThat(alice.heard())
        .containsExactly("OutgoingCallTimeout(dave)", "U(carol TIMED_OUT, dave TIMED_OUT)");
    assertThat(bob.heard())
        .containsExactly("OutgoingCallTimeout(carol)", "U(carol TIMED_OUT, dave TIMED_OUT)");
    assertThat(dave.heard()).endsWith("IncomingCallTimeout");
  }

  @Test
  void shouldTellNobodyOfAnAnswerWhoseInviterLeft() {
    bob.quits(call);
    alice.forgets();
    bob.forgets();
    carol.accepts(call);

    assertThat(bob.heard()).isEmpty();
    assertThat(alice.heard()).containsExactly("U(carol ACCEPTED)");
  }
}
