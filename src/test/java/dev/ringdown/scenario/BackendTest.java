package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Backend;
import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a back end does to calls, and what devices hear of it. */
class BackendTest {
  private static final CallUser ALICE = CallUser.of("alice", "Alice");

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");

  private Backend backend() {
    return engine.backend();
  }

  private String invites(Invitation invitation) {
    return engine.answer(backend().invite(ALICE, invitation)).callId();
  }

  private ErrorCode refused(CompletionStage<?> asked) {
    return engine.refusal(asked).code();
  }

  // ---- Calling in a user's name

  @Test
  void shouldRingForACallerWhoIsNotThereUntilTheDeadline() {
    String call = invites(Invitation.video("bob").withCustomData("callback"));
    bob.expects("Connected", "IncomingCallReceived(alice)", "U(bob RINGING)");

    engine.passSeconds(59);
    bob.expectsNothing();
    engine.passSeconds(1);

    bob.expects("IncomingCallTimeout");
    assertThat(engine.answer(backend().call(call)).endReason()).contains(EndReason.NO_ANSWER);
    MissedCall missed = bob.missedCalls().get(0);
    assertThat(missed.caller()).isEqualTo(ALICE);
    assertThat(missed.reason()).isEqualTo(MissedReason.TIMED_OUT);
  }

  @Test
  void shouldGiveACallerWhoIsNotThereAMembersGraceFromTheFirstAccept() {
    String call = invites(Invitation.voice("bob"));
    engine.passSeconds(50);
    bob.accepts(call);
    bob.forgets();

    engine.passSeconds(44);
    bob.expectsNothing();
    engine.passSeconds(2);

    bob.expects("U(alice QUIT)", "CallEnded(EVERYBODY_LEFT)");
  }

  @Test
  void shouldTellEveryDeviceOfTheCallerUntilOneJoins() {
    Device phone = engine.connect("alice", "phone");
    Device desk = engine.connect("alice", "desk");
    String call = invites(Invitation.voice("bob", "carol"));
    phone.expects("Connected", "OutgoingCallSent", "U(bob RINGING)", "U(carol RINGING)");
    desk.expects("Connected", "OutgoingCallSent", "U(bob RINGING)", "U(carol RINGING)");

    phone.joins(call);
    bob.accepts(call);

    phone.expects("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    desk.expectsNothing();
  }

  @Test
  void shouldShowACallerWhoComesLaterHisCallAndLoseHimLikeAnyMember() {
    String call = invites(Invitation.voice("bob"));
    Device alice = engine.connect("alice");
    assertThat(alice.theOnly(SessionEvent.Connected.class).calls())
        .extracting(CallSnapshot::callId)
        .containsExactly(call);
    alice.joins(call);

    alice.leaves();
    engine.passSeconds(11);

    assertThat(engine.answer(backend().call(call)).endReason()).contains(EndReason.CALLER_LOST);
  }

  @Test
  void shouldHaveTheNameOfTheCallersSessionWhereTheBackEndNamesNone() {
    engine.connect(ALICE, "phone");
    String call =
        engine.answer(backend().invite(CallUser.of("alice"), Invitation.voice("bob"))).callId();

    assertThat(engine.answer(backend().call(call)).caller()).isEqualTo(ALICE);
  }

  @Test
  void shouldReturnTheSameCallForTheSameIdAndRefuseAnother() {
    Invitation invitation = Invitation.voice("bob").withCallId("order-7");
    assertThat(invites(invitation)).isEqualTo("order-7");
    assertThat(invites(invitation)).isEqualTo("order-7");

    RingdownError error =
        engine.refusal(backend().invite(ALICE, invitation.withCustomData("other")));

    assertThat(error.code()).isEqualTo(ErrorCode.CALL_EXISTS);
    assertThat(bob.heard()).containsOnlyOnce("IncomingCallReceived(alice)");
  }

  @Test
  void shouldNotCallForAUserWhoIsEngaged() {
    Device alice = engine.connect("alice");
    alice.invites("bob");

    assertThat(refused(backend().invite(ALICE, Invitation.voice("carol"))))
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(carol.heard()).containsExactly("Connected");
  }

  @Test
  void shouldEngageTheCallerInWhoseNameItCalls() {
    String call = invites(Invitation.voice("bob"));

    Device alice = engine.connect("alice");
    assertThat(alice.fails(new Operation.Invite(Invitation.voice("carol"))).code())
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(alice.does(new Operation.Cancel(call, Set.of(), "")))
        .isInstanceOf(Result.Cancelled.class);
  }

  @Test
  void shouldRefuseWhatIsTooMuchAtATime() {
    try (TestEngine small = TestEngine.start("ringdown.invitation.max-in-flight = 1")) {
      // Until the next step nothing is worked off.
      small.connect("dave").sends(new Operation.ActiveCalls());
      CompletionStage<Result.Invited> first =
          small.backend().invite(ALICE, Invitation.voice("bob"));
      RingdownError error =
          small.refusal(small.backend().invite(CallUser.of("zoe"), Invitation.voice("yan")));

      assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(error.retryAfter()).isPresent();
      small.answer(first);
      small.answer(small.backend().invite(CallUser.of("zoe"), Invitation.voice("yan")));
    }
  }

  @Test
  void shouldRefuseABadInvitation() {
    RingdownError error =
        engine.refusal(
            backend().invite(ALICE, Invitation.voice("bob").withTimeout(Duration.ofHours(1))));

    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(error.field()).contains("timeout");
    assertThat(error.limit()).contains("1 s to 600 s");
    assertThat(engine.refusal(backend().invite(CallUser.of(""), Invitation.voice("bob"))).field())
        .contains("caller.id");
    assertThat(engine.refusal(backend().invite(ALICE, Invitation.voice("alice"))).field())
        .contains("callees[0].id");
  }

  @Test
  void shouldGoOnAfterARestartThoughNobodyConnects() {
    String call = invites(Invitation.voice("bob"));
    engine.passSeconds(30);

    engine.restart();
    engine.passSeconds(29);
    assertThat(engine.answer(backend().call(call)).isLive()).isTrue();
    engine.passSeconds(1);

    assertThat(engine.answer(backend().call(call)).endReason()).contains(EndReason.NO_ANSWER);
  }

  // ---- Taking back, ending, kicking, revoking

  @Test
  void shouldTakeBackInvitationsWhoeverMadeThem() {
    Device alice = engine.connect("alice");
    String call = alice.invites("bob", "carol");
    alice.forgets();
    bob.forgets();

    Result.Cancelled answer =
        engine.answer(backend().cancel(call, Set.of("bob"), "the shop has closed"));

    assertThat(answer.cancelled()).containsExactly("bob");
    assertThat(bob.expectsNext(SessionEvent.IncomingCallCanceled.class))
        .satisfies(e -> assertThat(e.customData()).isEqualTo("the shop has closed"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(EndReason.CANCELLED));
    alice.expects("U(bob CANCELLED)");
    assertThat(refused(backend().cancel(call, Set.of("bob"), "")))
        .isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(refused(backend().cancel(call, Set.of("dave"), "")))
        .isEqualTo(ErrorCode.NOT_INVITED);
    assertThat(engine.answer(backend().cancel(call)).cancelled()).containsExactly("carol");
    alice.expects("U(carol CANCELLED)", "CallEnded(CANCELLED)");
    assertThat(refused(backend().cancel(call))).isEqualTo(ErrorCode.CALL_ENDED);
  }

  @Test
  void shouldEndACallForAll() {
    Device alice = engine.connect("alice");
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    alice.forgets();
    bob.forgets();
    carol.forgets();

    engine.answer(backend().end(call));

    alice.expects("U(carol CANCELLED)", "CallEnded(ENDED)");
    bob.expects("U(carol CANCELLED)", "CallEnded(ENDED)");
    carol.expects("IncomingCallCanceled(ENDED)");
    assertThat(refused(backend().end(call))).isEqualTo(ErrorCode.CALL_ENDED);
  }

  @Test
  void shouldKickAMemberAndSayWhy() {
    Device alice = engine.connect("alice");
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    carol.accepts(call);
    alice.forgets();
    bob.forgets();

    engine.answer(backend().kick(call, "bob", "abuse"));

    for (Device device : List.of(alice, bob)) {
      SessionEvent.UserState user =
          device.expectsNext(SessionEvent.InvitationUserStateChanged.class).users().get(0);
      assertThat(user.state()).isEqualTo(MemberState.QUIT);
      assertThat(user.customData()).isEqualTo("abuse");
    }
    assertThat(engine.answer(backend().activeCalls("bob"))).isEmpty();
    assertThat(refused(backend().kick(call, "bob", ""))).isEqualTo(ErrorCode.NOT_A_MEMBER);
    engine.answer(backend().kick(call, "carol", ""));
    engine.answer(backend().kick(call, "alice", ""));
    assertThat(engine.answer(backend().call(call)).endReason()).contains(EndReason.EVERYBODY_LEFT);
  }

  @Test
  void shouldCancelACallWhoseCallerIsKickedBeforeAnAnswer() {
    Device alice = engine.connect("alice");
    String call = alice.invites("bob");
    bob.forgets();

    engine.answer(backend().kick(call, "alice", "abuse"));

    assertThat(bob.expectsNext(SessionEvent.IncomingCallCanceled.class).customData())
        .isEqualTo("abuse");
    assertThat(alice.heard()).endsWith("U(bob CANCELLED)", "CallEnded(CANCELLED)");
  }

  @Test
  void shouldRevokeACallInEitherMode() {
    for (CallMode mode : CallMode.values()) {
      Device alice = engine.connect("alice");
      String call = alice.invites(Invitation.voice("bob").withMode(mode));
      alice.forgets();
      bob.forgets();

      engine.answer(backend().revoke(call));

      bob.expects("IncomingCallCanceled(REVOKED)");
      alice.expects("U(bob CANCELLED)", "CallEnded(REVOKED)");
      assertThat(refused(backend().revoke(call))).isEqualTo(ErrorCode.CALL_ENDED);
    }
  }

  @Test
  void shouldLeaveAGeneralCallToItself() {
    Device alice = engine.connect("alice");
    String call = alice.invites(Invitation.voice("bob", "carol").withMode(CallMode.GENERAL));
    bob.accepts(call);

    assertThat(refused(backend().end(call))).isEqualTo(ErrorCode.WRONG_MODE);
    assertThat(refused(backend().kick(call, "bob", ""))).isEqualTo(ErrorCode.WRONG_MODE);
  }

  // ---- Looking

  @Test
  void shouldShowACallToWhoIsNoMember() {
    String call = engine.connect("alice").invites("bob");

    CallSnapshot shown = engine.answer(backend().call(call));

    assertThat(shown.member("bob").map(CallMember::state)).contains(MemberState.RINGING);
    bob.declines(call);
    assertThat(engine.answer(backend().call(call)).endReason()).contains(EndReason.DECLINED);
  }

  @Test
  void shouldNotKnowWhatWasNeverCreated() {
    assertThat(refused(backend().call("none"))).isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(refused(backend().timeline("none"))).isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(refused(backend().cancel("none"))).isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(refused(backend().end("none"))).isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(refused(backend().kick("none", "bob", ""))).isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(refused(backend().revoke("none"))).isEqualTo(ErrorCode.UNKNOWN_CALL);
  }

  @Test
  void shouldShowTheCallsOfAUserWithoutASession() {
    String call = invites(Invitation.voice("dave"));

    assertThat(engine.answer(backend().activeCalls("alice")))
        .extracting(CallSnapshot::callId)
        .containsExactly(call);
    assertThat(engine.answer(backend().activeCalls("dave")))
        .extracting(CallSnapshot::callId)
        .containsExactly(call);
    engine.answer(backend().revoke(call));
    assertThat(engine.answer(backend().activeCalls("dave"))).isEmpty();
    assertThat(engine.answer(backend().missedCalls("dave", 0, 10)).calls())
        .extracting(MissedCall::callId)
        .containsExactly(call);
    assertThat(engine.answer(backend().missedCalls("nobody", 0, 10)).total()).isZero();
    assertThat(engine.refusal(backend().missedCalls("dave", 0, 101)).field()).contains("limit");
  }

  @Test
  void shouldNotTrustAJournalThatFails() {
    String call = engine.connect("alice").invites("bob");
    engine.journal().failNextRead("call:" + call);

    assertThat(refused(backend().timeline(call))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(engine.answer(backend().timeline(call))).isNotEmpty();

    engine.journal().failNextPersisted("call:" + call);
    assertThat(refused(backend().end(call))).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void shouldKnowWhetherTheJournalAnswers() {
    assertThat(engine.answer(backend().journalAnswers())).isTrue();
    engine.journal().failNextRead();

    assertThat(engine.answer(backend().journalAnswers())).isFalse();
    assertThat(engine.answer(backend().journalAnswers())).isTrue();
  }

  @Test
  void shouldFreeTheCallerOfACallThatCouldNotBeWritten() {
    engine.journal().failNextPersisted();
    assertThat(refused(backend().invite(ALICE, Invitation.voice("bob"))))
        .isEqualTo(ErrorCode.UNAVAILABLE);

    invites(Invitation.voice("bob"));
  }
}
