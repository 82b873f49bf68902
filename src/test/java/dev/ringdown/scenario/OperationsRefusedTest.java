package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Why each operation is refused, and that a refusal changes nothing. */
class OperationsRefusedTest {

  /** Eve may ring nobody and join nothing; nobody may ring Mallory; rings of Trudy ring out. */
  private static final RingPermission PERMISSION =
      new RingPermission() {
        @Override
        public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
          Verdict verdict =
              switch (callee.id()) {
                case "mallory" -> Verdict.REFUSE;
                case "trudy" -> Verdict.RING_OUT;
                default -> inviter.id().equals("eve") ? Verdict.REFUSE : Verdict.RING;
              };
          return CompletableFuture.completedStage(verdict);
        }

        @Override
        public CompletionStage<Boolean> mayJoin(CallUser user, String callId) {
          return CompletableFuture.completedStage(!user.id().equals("eve"));
        }
      };

  private final TestEngine engine =
      TestEngine.start("ringdown.max-members = 4", setup -> setup.withPermission(PERMISSION));
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");
  private final Device eve = engine.connect("eve");

  @AfterEach
  void stop() {
    engine.close();
  }

  // ---- invite

  @Test
  void shouldRefuseAnotherInvitationUnderTheSameCallId() {
    alice.invites(Invitation.voice("bob").withCallId("call"));
    RingdownError error = frank().fails(invite(Invitation.voice("carol").withCallId("call")));
    assertThat(error.code()).isEqualTo(ErrorCode.CALL_EXISTS);
    assertThat(error.field()).contains("callId");
    assertThat(alice.fails(invite(Invitation.video("bob").withCallId("call"))).code())
        .isEqualTo(ErrorCode.CALL_EXISTS);
    assertThat(state("bob", "call")).isEqualTo(MemberState.RINGING);
  }

  private Device frank() {
    return engine.connect("frank");
  }

  @Test
  void shouldTakeANewCallIdAfterARefusedOne() {
    alice.invites(Invitation.voice("bob").withCallId("call"));
    alice.cancels("call");
    alice.fails(invite(Invitation.voice("carol").withCallId("call")));

    assertThat(alice.invites(Invitation.voice("carol").withCallId("another"))).isEqualTo("another");
  }

  @Test
  void shouldRefuseMoreMembersThanACallMayHave() {
    RingdownError error = alice.fails(invite(Invitation.voice("b", "c", "d", "e")));
    assertThat(error.code()).isEqualTo(ErrorCode.TOO_MANY_MEMBERS);
    assertThat(error.message()).contains("at most 4");
    assertThat(alice.heard()).containsExactly("Connected");
    alice.invites("b", "c", "d");
  }

  @Test
  void shouldRefuseWhatTheApplicationDoesNotPermit() {
    assertThat(eve.fails(invite(Invitation.voice("alice", "bob"))).code())
        .isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(alice.heard()).containsExactly("Connected");
  }

  @Test
  void shouldRingTheOthersWhenOneIsNotPermitted() {
    Device mallory = engine.connect("mallory");
    Result result = alice.does(invite(Invitation.voice("bob", "mallory").withCallId("call")));

    assertThat(result)
        .isEqualTo(new Result.Invited("call", "call", Map.of("mallory", ErrorCode.NOT_PERMITTED)));
    assertThat(mallory.heard()).containsExactly("Connected");
    assertThat(bob.heard()).contains("IncomingCallReceived(alice)");
    assertThat(snapshot(alice, "call").member("mallory")).isEmpty();
  }

  @Test
  void shouldLetItRingOutWhenTheApplicationSaysSo() {
    Device trudy = engine.connect("trudy");
    String call = alice.invites("trudy");
    engine.passSeconds(60);

    assertThat(trudy.heard()).containsExactly("Connected");
    assertThat(snapshot(alice, call).endReason()).contains(EndReason.NO_ANSWER);
    assertThat(trudy.does(new Operation.ListMissedCalls(0, 10)))
        .extracting(r -> ((Result.Missed) r).missedCalls().total())
        .isEqualTo(0);
  }

  @Test
  void shouldRefuseAnInvitationOfWhoIsEngaged() {
    alice.invites("bob");
    alice.heard();
    assertThat(alice.fails(invite(Invitation.voice("carol"))).code())
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(bob.fails(invite(Invitation.voice("carol"))).code())
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(carol.heard()).containsExactly("Connected");
    assertThat(alice.heard()).isEmpty();
  }

  // ---- inviteMore

  @Test
  void shouldRefuseToInviteMore() {
    String call = alice.invites("bob");
    assertThat(bob.fails(more(call, "carol")).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    assertThat(carol.fails(more(call, "dave")).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    assertThat(alice.fails(more(call, "bob")).code()).isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(alice.fails(more(call, "c", "d", "e")).code()).isEqualTo(ErrorCode.TOO_MANY_MEMBERS);
    assertThat(alice.fails(more(call, "mallory")).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(alice.fails(more("unknown", "bob")).code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
    alice.cancels(call);
    assertThat(alice.fails(more(call, "carol")).code()).isEqualTo(ErrorCode.CALL_ENDED);
  }

  @Test
  void shouldRefuseInGeneralModeWhatNeedsAnAdvancedCall() {
    String call = alice.invites(Invitation.voice("bob", "carol").withMode(CallMode.GENERAL));
    bob.accepts(call);

    for (Operation operation :
        List.of(more(call, "dave"), new Operation.Quit(call), new Operation.End(call))) {
      assertThat(alice.fails(operation).code()).isEqualTo(ErrorCode.WRONG_MODE);
    }
    assertThat(engine.connect("dave").fails(new Operation.Join(call)).code())
        .isEqualTo(ErrorCode.WRONG_MODE);
  }

  // ---- answers

  static Stream<Operation> answers() {
    return Stream.of(
        new Operation.Received("call"),
        new Operation.Accept("call", ""),
        new Operation.Decline("call", ""),
        new Operation.Busy("call", ""),
        new Operation.Ignore("call"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void shouldRefuseAnAnswerOfWhoWasNotInvited(Operation answer) {
    assertThat(carol.fails(answer).code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
    alice.invites(Invitation.voice("bob").withCallId("call"));
    assertThat(carol.fails(answer).code()).isEqualTo(ErrorCode.NOT_INVITED);
    assertThat(alice.fails(answer).code()).isEqualTo(ErrorCode.NOT_INVITED);
    alice.cancels("call");
    assertThat(carol.fails(answer).code()).isEqualTo(ErrorCode.NOT_INVITED);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void shouldGiveALateAnswerTheSealedOutcome(Operation answer) {
    Device tablet = engine.connect("bob", "bob-tablet");
    alice.invites(Invitation.voice("bob", "carol").withCallId("call"));
    engine.passSeconds(2);
    Instant decided = engine.now();
    bob.declines("call");
    engine.passSeconds(2);

    RingdownError late = tablet.fails(answer);
    assertThat(late.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(late.outcome()).contains(Outcome.DECLINED);
    assertThat(late.decidedAt()).contains(decided);
    assertThat(late.decidedBy()).contains(sessionOf(bob));

    carol.declines("call");
    engine.passSeconds(100);
    assertThat(tablet.fails(answer)).isEqualTo(late);
    assertThat(state("bob", "call")).isEqualTo(MemberState.DECLINED);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void shouldGiveAnAnswerAfterTheDeadlineTheTimeout(Operation answer) {
    alice.invites(Invitation.voice("bob").withCallId("call"));
    engine.passSeconds(60);
    Instant deadline = engine.now();
    engine.passSeconds(5);
    bob.heard();

    RingdownError late = bob.fails(answer);
    assertThat(late.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(late.outcome()).contains(Outcome.TIMED_OUT);
    assertThat(late.decidedAt()).contains(deadline);
    assertThat(late.decidedBy()).isEmpty();
    assertThat(bob.heard()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void shouldGiveAnAnswerAfterTheCancelTheCancel(Operation answer) {
    alice.invites(Invitation.voice("bob").withCallId("call"));
    alice.cancels("call");

    assertThat(bob.fails(answer).outcome()).contains(Outcome.CANCELLED);
  }

  @Test
  void shouldLetOnlyTheFirstOfTwoAnswersAtOneInstantCount() {
    Device tablet = engine.connect("bob", "bob-tablet");
    String call = alice.invites("bob");
    Device.Answer first = bob.sends(new Operation.Accept(call, ""));
    Device.Answer second = tablet.sends(new Operation.Decline(call, ""));
    engine.settle();

    assertThat(first.get()).isInstanceOf(Result.Joined.class);
    RingdownError late = ((Result.Failed) second.get()).error();
    assertThat(late.outcome()).contains(Outcome.ACCEPTED);
    assertThat(late.decidedBy()).contains(sessionOf(bob));
    assertThat(state("bob", call)).isEqualTo(MemberState.ACCEPTED);
  }

  // ---- cancel

  @Test
  void shouldRefuseToCancel() {
    String call = alice.invites("bob", "carol");
    assertThat(bob.fails(cancel(call)).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
    assertThat(eve.fails(cancel(call)).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
    assertThat(alice.fails(cancel(call, "eve")).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
    assertThat(alice.fails(cancel(call, "bob", "eve")).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
    assertThat(state("bob", call)).isEqualTo(MemberState.RINGING);
    assertThat(alice.fails(cancel("unknown")).code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
    bob.accepts(call);
    RingdownError late = alice.fails(cancel(call, "bob"));
    assertThat(late.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(late.outcome()).contains(Outcome.ACCEPTED);
    alice.ends(call);
    assertThat(alice.fails(cancel(call)).code()).isEqualTo(ErrorCode.CALL_ENDED);
    assertThat(eve.fails(cancel(call)).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
  }

  @Test
  void shouldLetOnlyTheInviterOfEachCancel() {
    String call = alice.invites("bob");
    bob.accepts(call);
    bob.does(more(call, "carol"));

    assertThat(alice.fails(cancel(call, "carol")).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
    assertThat(bob.cancels(call))
        .isEqualTo(new Result.Cancelled(call, List.of("carol"), List.of()));
  }

  // ---- join, quit, end, call

  @Test
  void shouldRefuseToJoin() {
    String call = alice.invites("bob");
    bob.accepts(call);
    assertThat(eve.fails(new Operation.Join(call)).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(carol.fails(new Operation.Join("unknown")).code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
    carol.does(new Operation.Join(call));
    engine.connect("dave").does(new Operation.Join(call));
    assertThat(engine.connect("frank").fails(new Operation.Join(call)).code())
        .isEqualTo(ErrorCode.TOO_MANY_MEMBERS);
    alice.ends(call);
    assertThat(bob.fails(new Operation.Join(call)).code()).isEqualTo(ErrorCode.CALL_ENDED);
  }

  @Test
  void shouldRefuseToQuitOrEnd() {
    String call = alice.invites("bob", "carol");
    bob.accepts(call);
    for (Operation operation : List.of(new Operation.Quit(call), new Operation.End(call))) {
      assertThat(carol.fails(operation).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
      assertThat(eve.fails(operation).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    }
    alice.ends(call);
    for (Operation operation : List.of(new Operation.Quit(call), new Operation.End(call))) {
      assertThat(alice.fails(operation).code()).isEqualTo(ErrorCode.CALL_ENDED);
      assertThat(eve.fails(operation).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    }
    assertThat(alice.fails(new Operation.End("unknown")).code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
    assertThat(alice.fails(new Operation.Quit("unknown")).code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
  }

  @Test
  void shouldLetOnlyTheCallerEndWhereTheSettingSaysSo() {
    try (TestEngine strict = TestEngine.start("ringdown.only-caller-ends = on")) {
      Device caller = strict.connect("alice");
      Device callee = strict.connect("bob");
      String call = caller.invites("bob");
      callee.accepts(call);
      assertThat(callee.fails(new Operation.End(call)).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
      caller.ends(call);
    }
  }

  @Test
  void shouldShowACallToItsMembersOnly() {
    String call = alice.invites("bob");
    assertThat(eve.fails(new Operation.GetCall(call)).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    alice.cancels(call);
    assertThat(eve.fails(new Operation.GetCall(call)).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    assertThat(eve.fails(new Operation.GetCall("unknown")).code())
        .isEqualTo(ErrorCode.UNKNOWN_CALL);
  }

  // ---- What has no reply

  @Test
  void shouldRaiseTheFailureOfWhatHasNoReply() {
    bob.heard();
    bob.tells(new Operation.Quit("unknown"));
    bob.tells(new Operation.Accept("", ""));
    bob.tells(new Operation.ActiveCalls());

    assertThat(bob.heard()).containsExactly("Error(UNKNOWN_CALL)", "Error(INVALID_ARGUMENT)");
  }

  private static Operation invite(Invitation invitation) {
    return new Operation.Invite(invitation);
  }

  private static Operation more(String callId, String... callees) {
    return new Operation.InviteMore(
        callId, Stream.of(callees).map(Invitee::of).toList(), Optional.empty());
  }

  private static Operation cancel(String callId, String... invitees) {
    return new Operation.Cancel(callId, Set.of(invitees), "");
  }

  private static String sessionOf(Device device) {
    return ((SessionEvent.Connected) device.allEvents().get(0)).sessionId();
  }

  private MemberState state(String userId, String callId) {
    return snapshot(alice, callId).member(userId).orElseThrow().state();
  }

  private static CallSnapshot snapshot(Device device, String callId) {
    return ((Result.Snapshot) device.does(new Operation.GetCall(callId))).call();
  }
}
