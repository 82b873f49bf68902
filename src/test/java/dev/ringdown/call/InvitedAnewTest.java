package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who comes back to a call, by a new ring or by joining. */
class InvitedAnewTest {
  private final Story story = new Story();

  @ParameterizedTest
  @EnumSource(names = {"DECLINED", "BUSY", "TIMED_OUT", "CANCELLED", "UNREACHABLE", "QUIT"})
  void shouldRingAgainFromEveryStateThatIsNotTheLast(MemberState state) {
    running().leave("bob", state);
    assertThat(story.member("bob").state()).isEqualTo(state);

    story.inviteMore("carol", "bob");

    assertThat(story.member("bob").state()).isEqualTo(MemberState.INVITED);
    assertThat(story.member("bob").ring()).isEqualTo(2);
    assertThat(story.member("bob").inviter()).contains("carol");
    assertThat(story.accept("bob")).isInstanceOf(Result.Joined.class);
    assertThat(story.heard("carol")).contains("OutgoingCallAccepted bob");
  }

  @ParameterizedTest
  @EnumSource(names = {"DECLINED", "BUSY", "TIMED_OUT", "CANCELLED", "UNREACHABLE", "QUIT"})
  void shouldLetInWhoJoinsFromThereAndKeepHisOutcome(MemberState state) {
    running().leave("bob", state);
    Outcome outcome = story.member("bob").outcome().orElseThrow();
    int callbacks = story.heard("alice").size();

    assertThat(story.perform("bob", new Operation.Join("c1"))).isInstanceOf(Result.Joined.class);

    assertThat(story.member("bob").state()).isEqualTo(MemberState.ACCEPTED);
    assertThat(story.heard("alice")).hasSize(callbacks + 1).endsWith("U[bob ACCEPTED]");
    assertThat(error(story.accept("bob")).outcome()).contains(outcome);
  }

  @Test
  void shouldAnswerTheSecondRingNotTheFirst() {
    running().leave("bob", MemberState.TIMED_OUT);
    story.inviteMore("alice", "bob");
    story.now = story.now.plusSeconds(7);

    story.decline("bob");

    RingdownError late = error(story.accept("bob"));
    assertThat(late.outcome()).contains(Outcome.DECLINED);
    assertThat(late.decidedAt()).contains(story.now);
  }

  @Test
  void shouldOweTheMissedCallOfAnEarlierRing() {
    running().leave("bob", MemberState.TIMED_OUT);
    story.inviteMore("alice", "bob");
    story.accept("bob");

    story.perform("alice", new Operation.End("c1"));

    assertThat(story.member("bob").outcome()).contains(Outcome.ACCEPTED);
    assertThat(((Over) story.state).settled()).isFalse();
  }

  @Test
  void shouldKeepTheNameOfHisOwnSession() {
    running();
    Origin bob = new Origin(CallUser.of("bob", "Bob himself"), "d", "b1", "named");
    story.perform(bob, new Operation.Decline("c1", ""));
    assertThat(story.member("bob").user().name()).isEqualTo("Bob himself");

    story.inviteMore("alice", "bob");
    assertThat(story.member("bob").user().name()).isEqualTo("Bob himself");

    RingRequest other = new RingRequest(CallUser.of("bob", "Bobby"), Duration.ofSeconds(60), false);
    story.decline("bob");
    story.ask(new CallRequest.InviteMore(story.by("alice"), List.of(other)));
    assertThat(story.member("bob").user().name()).isEqualTo("Bob himself");
  }

  @Test
  void shouldTakeTheNameOfAnInvitationUntilHisSessionHasOne() {
    running();
    RingRequest named =
        new RingRequest(CallUser.of("dave", "David"), Duration.ofSeconds(60), false);
    story.ask(new CallRequest.InviteMore(story.by("alice"), List.of(named)));

    story.accept("dave");
    assertThat(story.member("dave").user().name()).isEqualTo("David");

    Origin session = new Origin(CallUser.of("dave", "Dave"), "d2", "dave2", "moves");
    story.perform(session, new Operation.Join("c1"));
    assertThat(story.member("dave").user().name()).isEqualTo("Dave");
  }

  @Test
  void shouldCarryWhatWasAttachedToTheLastAnswerOnly() {
    running();
    story.decline("bob");
    assertThat(story.member("bob").customData()).isEqualTo("later");

    story.perform("bob", new Operation.Join("c1"));
    assertThat(story.member("bob").customData()).isEmpty();

    story.perform("bob", new Operation.Quit("c1"));
    story.inviteMore("alice", "bob");
    story.perform("bob", new Operation.Accept("c1", "here"));
    story.perform(story.by("bob", "b2"), new Operation.Join("c1"));
    assertThat(story.member("bob").customData()).as("on another device").isEqualTo("here");
    assertThat(story.member("bob").device()).contains("b2-device");
  }

  @Test
  void shouldNotLetAGoneMemberCallHimselfBack() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");
    story.perform("alice", new Operation.Quit("c1"));
    story.inviteMore("bob", "alice");
    story.ask(new CallRequest.TurnAway("alice", 1, MissedReason.BUSY));

    Notice.Missed missed =
        story.told.stream()
            .filter(t -> t.userId().equals("alice"))
            .map(Story.Told::notice)
            .filter(Notice.Missed.class::isInstance)
            .map(Notice.Missed.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(missed.call().caller().id()).isEqualTo("bob");
  }

  @Test
  void shouldRefuseWhenEverybodyNamedRingsOrIsIn() {
    running();

    assertThat(error(story.inviteMore("alice", "bob", "carol")).code())
        .isEqualTo(ErrorCode.ALREADY_IN_CALL);
    assertThat(story.inviteMore("alice", "bob", "dave"))
        .isInstanceOfSatisfying(
            Result.Invited.class, i -> assertThat(i.refused()).containsOnlyKeys("bob"));
    assertThat(story.member("bob").ring()).isEqualTo(1);
  }

  /** Bob rings; alice and carol are in the call. */
  private Story running() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("carol");
    return story;
  }

  private static RingdownError error(Result result) {
    return ((Result.Failed) result).error();
  }
}
