package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a call decides, and how it ends. */
class LiveTest {
  private final Story story = new Story();

  @Test
  void shouldGiveALateAcceptTheSealedOutcome() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.perform(story.by("bob", "b2"), new Operation.Decline("c1", ""));
    story.now = story.now.plusSeconds(5);

    RingdownError error = error(story.accept("bob"));

    assertThat(error.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
    assertThat(error.outcome()).contains(Outcome.DECLINED);
    assertThat(error.decidedAt()).contains(Story.START);
    assertThat(error.decidedBy()).contains("b2");
  }

  @Test
  void shouldLetTheFirstOfManySessionsWin() {
    story.rings(CallMode.ADVANCED, "bob");

    assertThat(story.perform(story.by("bob", "b1"), new Operation.Accept("c1", "")))
        .isInstanceOf(Result.Joined.class);
    for (String late : List.of("b2", "b3", "b4")) {
      RingdownError error =
          error(story.perform(story.by("bob", late), new Operation.Accept("c1", "")));
      assertThat(error.outcome()).contains(Outcome.ACCEPTED);
      assertThat(error.decidedBy()).contains("b1");
    }
  }

  @Test
  void shouldAnswerARepeatedRequestAlikeWithoutASecondEffect() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    for (Operation.OnCall operation :
        List.of(
            new Operation.Accept("c1", ""),
            new Operation.Quit("c1"),
            new Operation.Join("c1"),
            new Operation.End("c1"))) {
      Origin bob = story.by("bob");
      Result first = story.perform(bob, operation);
      int events = story.events.size();

      assertThat(story.perform(bob, operation)).isEqualTo(first);
      assertThat(story.events).hasSize(events);
    }
  }

  @Test
  void shouldReturnTheSameCallForTheSameInvitation() {
    CallRequest create = story.create(CallMode.ADVANCED, GlarePolicy.MERGE, "bob");
    Optional<Result> first = story.ask(create);

    assertThat(story.ask(create)).isEqualTo(first);
    story.cancel("alice");
    assertThat(story.ask(create)).isEqualTo(first);
    assertThat(error(story.ask(story.create(CallMode.ADVANCED, GlarePolicy.MERGE, "carol")).get()))
        .extracting(RingdownError::code)
        .isEqualTo(ErrorCode.CALL_EXISTS);
  }

  @Test
  void shouldNotLetSomebodyElseClaimTheSameCall() {
    CallRequest.Create create = story.create(CallMode.ADVANCED, GlarePolicy.MERGE, "bob");
    story.ask(create);

    Result claimed =
        story.ask(new CallRequest.Create(story.by("mallory"), create.draft())).orElseThrow();

    assertThat(error(claimed).code()).isEqualTo(ErrorCode.CALL_EXISTS);
  }

  @ParameterizedTest
  @EnumSource(CallMode.class)
  void shouldEndWithTheOutcomeOfItsLastInvitee(CallMode mode) {
    story.rings(mode, "bob", "carol");
    story.decline("bob");
    assertThat(story.state).isInstanceOf(Live.class);

    story.decline("carol");

    assertThat(story.endReason()).isEqualTo(EndReason.DECLINED);
  }

  @Test
  void shouldEndAsNoAnswerWhenOutcomesDiffer() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.decline("bob");
    story.ask(new CallRequest.TurnAway("carol", 1, MissedReason.BUSY));

    assertThat(story.endReason()).isEqualTo(EndReason.NO_ANSWER);
  }

  @Test
  void shouldKeepAGroupUntilItsLastMemberLeaves() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");
    story.decline("carol");
    story.perform("bob", new Operation.Quit("c1"));
    assertThat(story.state).isInstanceOf(Live.class);

    story.perform("alice", new Operation.Quit("c1"));

    assertThat(story.endReason()).isEqualTo(EndReason.EVERYBODY_LEFT);
  }

  @Test
  void shouldCancelWhenTheCallerQuitsBeforeAnAnswer() {
    story.rings(CallMode.ADVANCED, "bob");

    assertThat(story.perform("alice", new Operation.Quit("c1"))).isEqualTo(new Result.Done());

    assertThat(story.endReason()).isEqualTo(EndReason.CANCELLED);
    assertThat(story.heard("alice"))
        .containsExactly(
            "OutgoingCallSent",
            "alice1: OutgoingCallCancelButtonPressed",
            "U[bob CANCELLED]",
            "CallEnded CANCELLED");
  }

  @Test
  void shouldListWhoHadAnsweredWhenCancelling() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");

    assertThat(story.cancel("alice"))
        .isEqualTo(new Result.Cancelled("c1", List.of("carol"), List.of("bob")));
    assertThat(error(story.cancel("alice")).outcome()).contains(Outcome.ACCEPTED);
  }

  @Test
  void shouldLetOnlyTheInviterCancel() {
    story.rings(CallMode.ADVANCED, "bob");
    story.accept("bob");
    story.inviteMore("bob", "carol");

    assertThat(error(story.cancel("alice", "carol")).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
    assertThat(error(story.cancel("dave")).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
    assertThat(story.cancel("bob", "carol")).isInstanceOf(Result.Cancelled.class);
  }

  @Test
  void shouldNameTheMixWhenTheCallerGivesUpAfterADecline() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.decline("bob");

    story.perform("alice", new Operation.Quit("c1"));

    assertThat(story.endReason()).isEqualTo(EndReason.NO_ANSWER);
  }

  @Test
  void shouldNotListWhoDeclinedAsNotCancelled() {
    story.rings(CallMode.ADVANCED, "bob", "carol", "dave");
    story.accept("bob");
    story.decline("carol");

    assertThat(story.cancel("alice"))
        .isEqualTo(new Result.Cancelled("c1", List.of("dave"), List.of("bob")));
  }

  @Test
  void shouldStayOneToOneWhenItsOnlyInviteeIsInvitedAgain() {
    story.rings(CallMode.ADVANCED, "bob");
    story.perform("carol", new Operation.Join("c1"));
    story.decline("bob");
    story.inviteMore("alice", "bob");
    story.decline("bob");

    story.perform("carol", new Operation.Quit("c1"));

    assertThat(story.endReason()).isEqualTo(EndReason.EVERYBODY_LEFT);
  }

  @Test
  void shouldRefuseAStrangersCancelAlikeAfterTheEnd() {
    story.rings(CallMode.ADVANCED, "bob");
    story.decline("bob");

    assertThat(error(story.cancel("dave")).code()).isEqualTo(ErrorCode.NOT_THE_INVITER);
  }

  @Test
  void shouldTimeOutAtTheDeadlineNotBefore() {
    story.rings(CallMode.ADVANCED, "bob");
    story.pass(Duration.ofSeconds(60).minusNanos(1));
    assertThat(story.state).isInstanceOf(Live.class);

    story.pass(Duration.ofNanos(1));

    assertThat(story.endReason()).isEqualTo(EndReason.NO_ANSWER);
  }

  @Test
  void shouldCountAnAnswerWithinTheGrace() {
    story.rules = new CallRules(10, false, Duration.ofSeconds(2), Duration.ofHours(1));
    story.rings(CallMode.ADVANCED, "bob");
    story.pass(Duration.ofSeconds(61));

    assertThat(story.accept("bob")).isInstanceOf(Result.Joined.class);
  }

  @Test
  void shouldNotOutliveItsLongestDuration() {
    story.rings(CallMode.ADVANCED, "bob");
    story.accept("bob");
    story.pass(Duration.ofHours(24));

    assertThat(story.endReason()).isEqualTo(EndReason.MAX_DURATION);
  }

  @Test
  void shouldRingAnewWhenInvitedAnew() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");
    story.decline("carol");
    story.inviteMore("bob", "carol");

    Member carol = ((Live) story.state).member("carol");
    assertThat(carol.ring()).isEqualTo(2);
    assertThat(carol.inviter()).contains("bob");
    assertThat(story.accept("carol")).isInstanceOf(Result.Joined.class);
  }

  @Test
  void shouldIgnoreABusyThatBelongsToAnEarlierRing() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");
    story.decline("carol");
    story.inviteMore("bob", "carol");

    story.ask(new CallRequest.TurnAway("carol", 1, MissedReason.BUSY));

    assertThat(((Live) story.state).member("carol").state()).isEqualTo(MemberState.INVITED);
  }

  @Test
  void shouldNameWhoWasNotInvitedAgain() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");

    assertThat(story.inviteMore("bob", "carol", "dave"))
        .isEqualTo(new Result.Invited("c1", "room", Map.of("carol", ErrorCode.ALREADY_IN_CALL)));
  }

  @Test
  void shouldRefuseMoreMembersThanAllowed() {
    story.rules = new CallRules(3, false, Duration.ZERO, Duration.ofHours(1));
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");

    assertThat(error(story.inviteMore("bob", "dave")).message())
        .isEqualTo("callees: would make 4 members (expected: at most 3)");
    assertThat(error(story.perform("dave", new Operation.Join("c1"))).code())
        .isEqualTo(ErrorCode.TOO_MANY_MEMBERS);
  }

  @Test
  void shouldRefuseInAGeneralCallWhatNeedsAdvancedMode() {
    story.rings(CallMode.GENERAL, "bob", "carol");
    story.accept("bob");

    for (Operation.OnCall operation :
        List.of(new Operation.Join("c1"), new Operation.Quit("c1"), new Operation.End("c1"))) {
      assertThat(error(story.perform("bob", operation)).code()).isEqualTo(ErrorCode.WRONG_MODE);
    }
    assertThat(error(story.inviteMore("bob", "dave")).code()).isEqualTo(ErrorCode.WRONG_MODE);
  }

  @Test
  void shouldLetOnlyTheCallerEndIfSoSet() {
    story.rules = new CallRules(10, true, Duration.ZERO, Duration.ofHours(1));
    story.rings(CallMode.ADVANCED, "bob");
    story.accept("bob");

    assertThat(error(story.perform("bob", new Operation.End("c1"))).code())
        .isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(story.perform("alice", new Operation.End("c1"))).isEqualTo(new Result.Done());
  }

  @Test
  void shouldPointToTheCallThatGoesOn() {
    story.rings(CallMode.ADVANCED, "bob");
    story.ask(new CallRequest.MergedInto("c0"));

    RingdownError error = error(story.accept("bob"));

    assertThat(error.code()).isEqualTo(ErrorCode.CALL_MERGED);
    assertThat(error.intoCallId()).contains("c0");
  }

  @Test
  void shouldNotMergeAgainstTheCallersWill() {
    story.ask(story.create(CallMode.ADVANCED, GlarePolicy.REJECT, "bob"));

    assertThat(story.ask(new CallRequest.Merge(story.by("bob"), "c2")))
        .containsInstanceOf(Result.Failed.class);
  }

  @Test
  void shouldAnswerARepeatedMergeAlikeEvenAfterTheEnd() {
    story.rings(CallMode.ADVANCED, "bob");
    CallRequest merge = new CallRequest.Merge(story.by("bob"), "c2");
    Result first = story.ask(merge).orElseThrow();
    assertThat(first).isInstanceOf(Result.Joined.class);

    assertThat(story.ask(merge)).contains(first);
    story.perform("alice", new Operation.End("c1"));
    assertThat(story.ask(merge)).contains(first);
  }

  @Test
  void shouldSettleOnlyWhatOwesMissedCalls() {
    story.rings(CallMode.ADVANCED, "bob");
    story.decline("bob");
    assertThat(((Over) story.state).settled()).isTrue();

    Story missed = Story.oneToOne(CallMode.ADVANCED);
    missed.cancel("alice");
    assertThat(((Over) missed.state).settled()).isFalse();
    CallState settled = missed.state.on(new CallEvent.Settled(missed.now));
    assertThat(((Over) settled).settled()).isTrue();
  }

  @Test
  void shouldShowTheCallToItsMembersOnly() {
    story.rings(CallMode.ADVANCED, "bob");
    Operation.GetCall get = new Operation.GetCall("c1");

    Result.Snapshot shown = (Result.Snapshot) story.perform("bob", get);

    assertThat(shown.call().remaining("bob")).isEqualTo(Duration.ofSeconds(60));
    assertThat(shown.call().callees()).hasSize(1);
    assertThat(error(story.perform("mallory", get)).code()).isEqualTo(ErrorCode.NOT_A_MEMBER);
    assertThat(error(story.perform("mallory", new Operation.Cancel("c1", Set.of(), ""))).code())
        .isEqualTo(ErrorCode.NOT_THE_INVITER);
    assertThat(error(story.accept("mallory")).code()).isEqualTo(ErrorCode.NOT_INVITED);
  }

  private static RingdownError error(Result result) {
    return ((Result.Failed) result).error();
  }
}
