package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user missed outlives the process: whole, once, seen or not, and good for a click. */
class MissedAfterARestartTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect(CallUser.of("alice", "Alice A."), "phone");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");

  private static final Invitation INVITATION =
      Invitation.video("bob").withRoom("room").withCustomData("about lunch");

  static Stream<Arguments> ways() {
    return Stream.of(
        way(MissedReason.TIMED_OUT, (t, c) -> t.engine.passSeconds(60)),
        way(MissedReason.CANCELLED, (t, c) -> t.alice.cancels(c)),
        way(MissedReason.CALLER_LOST, MissedAfterARestartTest::lose));
  }

  private static Arguments way(
      MissedReason reason, BiConsumer<MissedAfterARestartTest, String> way) {
    return Arguments.of(reason, way);
  }

  private static void lose(MissedAfterARestartTest test, String call) {
    test.alice.vanishes();
    test.engine.passSeconds(10);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void shouldKeepTheWholeRecord(
      MissedReason reason, BiConsumer<MissedAfterARestartTest, String> way) {
    String call = alice.invites(INVITATION);
    way.accept(this, call);
    engine.restart();
    bob.reconnects();

    assertWhole(call, reason);
  }

  private void assertWhole(String call, MissedReason reason) {
    assertThat(bob.missedCalls())
        .singleElement()
        .returns(call, MissedCall::callId)
        .returns("room", MissedCall::room)
        .returns(CallUser.of("alice", "Alice A."), MissedCall::caller)
        .returns(CallType.VIDEO, MissedCall::callType)
        .returns("about lunch", MissedCall::customData)
        .returns(reason, MissedCall::reason)
        .satisfies(m -> assertThat(m.callees()).extracting(CallUser::id).containsExactly("bob"));
  }

  /** The process dies between the end of the call and the record of it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void shouldRecordWhatTheKilledProcessCouldNot(
      MissedReason reason, BiConsumer<MissedAfterARestartTest, String> way) {
    String call = alice.invites(INVITATION);
    engine.faults().every(UserCommand.Announcement.class).to("bob").drop();
    way.accept(this, call);
    engine.faults().stop();
    engine.restart();
    bob.reconnects();
    engine.passSeconds(2);

    assertWhole(call, reason);
  }

  @Test
  void shouldKeepTheSeenMark() {
    alice.cancels(alice.invites("bob"));
    alice.cancels(alice.invites("bob"));
    bob.does(new Operation.MissedCallsSeen(1));
    engine.restart();
    bob.forgets();
    bob.reconnects();
    assertThat(bob.expectsNext(SessionEvent.Connected.class).unreadMissedCalls()).isEqualTo(1);
    bob.does(new Operation.MissedCallsSeen(2));
    engine.restart();
    bob.reconnects();
    assertThat(bob.expectsNext(SessionEvent.Connected.class).unreadMissedCalls()).isZero();
  }

  @Test
  void shouldTakeAClick() {
    String missed = alice.invites(INVITATION);
    alice.cancels(missed);
    engine.restart();
    bob.reconnects();
    alice.reconnects();
    bob.does(new Operation.MissedCallClicked(missed));
    var click = bob.theOnly(SessionEvent.IncomingMissedCallClicked.class);
    assertThat(click.caller()).isEqualTo(CallUser.of("alice", "Alice A."));
    assertThat(click.callType()).isEqualTo(CallType.VIDEO);
    assertThat(click.customData()).isEqualTo("about lunch");
    bob.runsDefaultAction(missed);

    var ring = alice.theOnly(SessionEvent.IncomingCallReceived.class);
    assertThat(ring.room()).isEqualTo("room");
    assertThat(ring.customData()).isEqualTo("about lunch");
    assertThat(ring.remaining()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldGoIntoAGroupThatStillTalks() {
    String call = alice.invites("bob", "carol");
    carol.accepts(call);
    engine.passSeconds(60);
    engine.restart();
    List.of(alice, bob, carol).forEach(Device::reconnects);
    bob.runsDefaultAction(call);
    assertThat(alice.heard()).contains("U(bob ACCEPTED)");
  }

  @Test
  void shouldCallTheCallerOfAGroupThatDiedWithTheProcess() {
    String call = alice.invites("bob", "carol");
    carol.accepts(call);
    engine.passSeconds(60);
    engine.restart();
    engine.passSeconds(90);
    List.of(alice, bob, carol).forEach(Device::reconnects);
    bob.runsDefaultAction(call);

    assertThat(Screen.ringing(alice)).hasSize(1).doesNotContain(call);
    assertThat(Screen.ringing(carol)).isEmpty();
  }

  // ---- Who is invited in mid-call knows as much

  @Test
  void shouldTellANewInviteeAllAfterARestartToo() {
    String call = alice.invites(INVITATION);
    bob.accepts(call);
    engine.passSeconds(20);
    engine.restart();
    List.of(alice, bob, carol).forEach(Device::reconnects);
    Operation more =
        new Operation.InviteMore(
            call,
            List.of(Invitee.of("carol").withTimeout(Duration.ofSeconds(25))),
            Optional.empty());
    assertThat(bob.does(more)).isInstanceOf(Result.Invited.class);

    var ring = carol.theOnly(SessionEvent.IncomingCallReceived.class);
    assertThat(ring.caller()).isEqualTo(CallUser.of("alice", "Alice A."));
    assertThat(ring.inviter().id()).isEqualTo("bob");
    assertThat(ring.callees()).extracting(CallUser::id).containsExactly("bob", "carol");
    assertThat(ring.customData()).isEqualTo("about lunch");
    assertThat(ring.remaining()).isEqualTo(Duration.ofSeconds(25));
  }
}
