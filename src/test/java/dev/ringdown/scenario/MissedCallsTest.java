package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedCalls;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a user who never answered finds, and what he does with it. */
class MissedCallsTest {
  @AutoClose private final TestEngine engine = TestEngine.start("ringdown.missed-calls = 3");
  private final CallUser caller = CallUser.of("alice", "Alice");
  private final Device alice = engine.connect(caller, "phone");
  private final Device bob = engine.connect("bob");

  @Test
  void shouldRecordAllThatIsNeededToCallBack() {
    Instant rung = engine.now();
    Invitation invitation =
        Invitation.of(CallType.VIDEO, List.of(Invitee.of("bob"), Invitee.of("carol")))
            .withRoom("room-7")
            .withCustomData("data")
            .withTimeout(Duration.ofSeconds(25));
    String call = alice.invites(invitation);
    engine.passSeconds(40);

    assertThat(bob.missedCalls())
        .containsExactly(
            new MissedCall(
                1,
                call,
                1,
                "room-7",
                caller,
                CallType.VIDEO,
                List.of(CallUser.of("bob"), CallUser.of("carol")),
                "data",
                rung,
                Duration.ofSeconds(25),
                MissedReason.TIMED_OUT));
  }

  @Test
  void shouldRecordHowLongACancelledCallRang() {
    String call = alice.invites("bob");
    engine.passSeconds(8);
    alice.cancels(call);

    assertThat(bob.missedCalls())
        .singleElement()
        .satisfies(
            missed -> {
              assertThat(missed.reason()).isEqualTo(MissedReason.CANCELLED);
              assertThat(missed.rang()).hasSeconds(8);
            });
  }

  @Test
  void shouldRecordALostCaller() {
    alice.invites("bob");
    alice.leaves();
    engine.passSeconds(10);

    assertThat(reasons(bob)).containsExactly(MissedReason.CALLER_LOST);
  }

  @Test
  void shouldRecordACallToABusyUser() {
    bob.accepts(engine.connect("carol").invites("bob"));
    alice.invites("bob");

    assertThat(reasons(bob)).containsExactly(MissedReason.BUSY);
  }

  @Test
  void shouldRecordForAUserWithoutADevice() {
    alice.invites("dave");
    engine.passSeconds(61);
    Device dave = engine.connect("dave");

    assertThat(dave.theOnly(SessionEvent.Connected.class).unreadMissedCalls()).isEqualTo(1);
    assertThat(reasons(dave)).containsExactly(MissedReason.TIMED_OUT);
  }

  @Test
  void shouldNotRecordWhatWasAnsweredOnAnyDevice() {
    Device tablet = engine.connect("bob", "tablet");
    alice.ends(accepted(tablet));
    tablet.declines(alice.invites("bob"));
    tablet.answersBusy(alice.invites("bob"));
    engine.passSeconds(120);

    assertThat(bob.missedCalls()).isEmpty();
  }

  private String accepted(Device device) {
    String call = alice.invites("bob");
    device.accepts(call);
    return call;
  }

  @Test
  void shouldRecordEachRingOfOneCall() {
    Device carol = engine.connect("carol");
    String call = alice.invites("bob", "carol");
    carol.accepts(call);
    alice.cancels(call, "bob");
    alice.invitesMore(call, "bob");
    engine.passSeconds(60);

    assertThat(bob.missedCalls()).extracting(MissedCall::ring).containsExactly(2, 1);
    assertThat(reasons(bob)).containsExactly(MissedReason.TIMED_OUT, MissedReason.CANCELLED);
  }

  @Test
  void shouldRecordOnceWhatIsToldAgain() {
    alice.invites("bob");
    engine.passSeconds(600);

    assertThat(bob.missedCalls()).hasSize(1);
  }

  @Test
  void shouldCountWhatWasNotSeen() {
    miss("1");
    miss("2");
    assertThat(page(bob, 0, 10).unread()).isEqualTo(2);
    bob.does(new Operation.MissedCallsSeen(1));
    assertThat(page(bob, 0, 10).unread()).isEqualTo(1);
    bob.does(new Operation.MissedCallsSeen(0));
    assertThat(page(bob, 0, 10).unread()).isEqualTo(1);
    Device again = engine.connect("bob", "tablet");
    assertThat(again.theOnly(SessionEvent.Connected.class).unreadMissedCalls()).isEqualTo(1);
    bob.does(new Operation.MissedCallsSeen(2));
    assertThat(page(bob, 0, 10).unread()).isZero();
    miss("3");

    assertThat(page(again, 0, 10).unread()).isEqualTo(1);
  }

  @Test
  void shouldNotSeeCallsOfTheFuture() {
    bob.does(new Operation.MissedCallsSeen(1000));
    miss("1");

    assertThat(page(bob, 0, 10).unread()).isEqualTo(1);
  }

  @Test
  void shouldPageFromTheNewest() {
    miss("1");
    miss("2");
    miss("3");

    assertThat(page(bob, 0, 2).calls()).extracting(MissedCall::callId).containsExactly("3", "2");
    assertThat(page(bob, 2, 2).calls()).extracting(MissedCall::callId).containsExactly("1");
    assertThat(page(bob, 2, 2).total()).isEqualTo(3);
    assertThat(page(bob, 3, 2).calls()).isEmpty();
    assertThat(bob.fails(new Operation.ListMissedCalls(0, 0)).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void shouldKeepTheNewest() {
    miss("1");
    miss("2");
    miss("3");
    miss("4");
    miss("5");

    assertThat(bob.missedCalls()).extracting(MissedCall::callId).containsExactly("5", "4", "3");
    assertThat(bob.missedCalls()).extracting(MissedCall::number).containsExactly(5L, 4L, 3L);
    assertThat(page(bob, 0, 10).unread()).isEqualTo(3);
    assertThat(bob.fails(new Operation.MissedCallClicked("1")).code())
        .isEqualTo(ErrorCode.UNKNOWN_CALL);
  }

  @Test
  void shouldRaiseAClickOnTheDeviceThatReportsIt() {
    Device tablet = engine.connect("bob", "tablet");
    String call = alice.invites(Invitation.video("bob", "carol").withCustomData("data"));
    alice.cancels(call);
    bob.forgets();
    tablet.forgets();
    tablet.does(new Operation.MissedCallClicked(call));

    assertThat(bob.heard()).isEmpty();
    assertThat(tablet.newEvents())
        .containsExactly(
            new SessionEvent.IncomingMissedCallClicked(
                call,
                caller,
                CallType.VIDEO,
                List.of(CallUser.of("bob"), CallUser.of("carol")),
                "data"));
  }

  @Test
  void shouldRefuseAClickOnACallThatWasNotMissed() {
    String call = accepted(bob);
    bob.forgets();

    assertThat(bob.fails(new Operation.MissedCallClicked(call)).code())
        .isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(bob.heard()).isEmpty();
  }

  private void miss(String callId) {
    alice.cancels(alice.invites(Invitation.voice("bob").withCallId(callId)));
  }

  private static List<MissedReason> reasons(Device device) {
    return device.missedCalls().stream().map(MissedCall::reason).toList();
  }

  private static MissedCalls page(Device device, int offset, int limit) {
    Result result = device.does(new Operation.ListMissedCalls(offset, limit));
    return ((Result.Missed) result).missedCalls();
  }
}
