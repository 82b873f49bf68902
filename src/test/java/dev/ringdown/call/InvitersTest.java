package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls in which several invite: what each hears of his own invitees, and may do about them. */
class InvitersTest {
  private final Story story = new Story();

  @Test
  void shouldTellEachInviterOnceOfAllHisOwnWhoTimeOutAtOnce() {
    aliceAndBobInviteTwoEach();

    story.pass(Duration.ofSeconds(60));

    String changed = "U[carol TIMED_OUT, dave TIMED_OUT, erin TIMED_OUT, frank TIMED_OUT]";
    assertThat(story.heard("alice")).endsWith("OutgoingCallTimeout [carol, dave]", changed);
    assertThat(story.heard("bob")).endsWith("OutgoingCallTimeout [erin, frank]", changed);
    assertThat(story.heard("erin")).endsWith("IncomingCallTimeout", "Missed TIMED_OUT");
  }

  @Test
  void shouldLetTheOthersSeeWhatBecomesOfTheInviteesOfWhoHasLeft() {
    aliceAndBobInviteTwoEach();
    story.perform("bob", new Operation.Quit("c1"));
    int bobHeard = story.heard("bob").size();

    story.decline("erin");
    story.pass(Duration.ofSeconds(60));

    assertThat(story.heard("bob")).hasSize(bobHeard);
    assertThat(story.heard("alice"))
        .endsWith(
            "U[erin DECLINED]",
            "OutgoingCallTimeout [carol, dave]",
            "U[carol TIMED_OUT, dave TIMED_OUT, frank TIMED_OUT]");
  }

  @Test
  void shouldLetAnInviterTakeBackHisRingsAfterHeLeft() {
    aliceAndBobInviteTwoEach();
    story.perform("bob", new Operation.Quit("c1"));

    assertThat(story.cancel("bob"))
        .isEqualTo(new Result.Cancelled("c1", List.of("erin", "frank"), List.of()));

    assertThat(story.heard("bob")).endsWith("bob1: OutgoingCallCancelButtonPressed");
    assertThat(story.member("carol").state()).isEqualTo(MemberState.INVITED);
  }

  @Test
  void shouldLetTheLastInviterCancelNotTheFirst() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");
    story.decline("carol");
    story.inviteMore("bob", "carol");

    assertThat(story.cancel("alice", "carol"))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            f -> assertThat(f.error().code()).isEqualTo(ErrorCode.NOT_THE_INVITER));
    assertThat(story.cancel("bob", "carol")).isInstanceOf(Result.Cancelled.class);
  }

  @Test
  void shouldGoOnWithoutItsCallerOnceSomebodyAccepted() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("bob");

    story.perform("alice", new Operation.Quit("c1"));

    assertThat(story.state).isInstanceOf(Live.class);
    assertThat(story.member("carol").state()).isEqualTo(MemberState.INVITED);
    assertThat(story.heard("bob")).endsWith("U[alice QUIT]");
    assertThat(story.heard("carol")).endsWith("U[bob ACCEPTED]", "U[alice QUIT]");
    assertThat(story.heard("alice")).endsWith("U[alice QUIT]");
  }

  @Test
  void shouldWaitForWhoRingsWhenOneOfTwoIsLeftAlone() {
    story.rings(CallMode.ADVANCED, "bob");
    story.accept("bob");
    story.perform("bob", new Operation.Quit("c1"));
    assertThat(story.state).isInstanceOf(Over.class);

    Story again = new Story().rings(CallMode.ADVANCED, "bob");
    again.accept("bob");
    again.perform("carol", new Operation.Join("c1"));
    again.perform("bob", new Operation.Quit("c1"));
    again.inviteMore("carol", "bob");
    again.perform("carol", new Operation.Quit("c1"));
    assertThat(again.state).as("bob still rings").isInstanceOf(Live.class);
    again.decline("bob");
    assertThat(again.state).isInstanceOf(Over.class);
  }

  @Test
  void shouldKeepSilentInviteesInTheDarkAmongOthers() {
    story.rings(CallMode.ADVANCED, "bob");
    story.accept("bob");
    story.ask(
        new CallRequest.InviteMore(
            story.by("bob"), List.of(Story.silent("carol"), Story.ring("dave"))));

    story.received("dave");
    story.decline("dave");
    story.cancel("bob");

    assertThat(story.heard("carol")).isEmpty();
    assertThat(story.heard("bob")).endsWith("U[carol CANCELLED]");
    story.perform("alice", new Operation.End("c1"));
    assertThat(((Over) story.state).settled()).as("nothing was missed").isTrue();
  }

  @Test
  void shouldTakeTheSameInvitationForTheSameWhoeverHearsIt() {
    Draft heard = draft(Story.ring("bob"));
    story.ask(new CallRequest.Create(story.by("alice"), heard));

    assertThat(story.ask(new CallRequest.Create(story.by("alice"), draft(Story.silent("bob")))))
        .containsInstanceOf(Result.Invited.class);
    assertThat(story.ask(new CallRequest.Create(story.by("alice"), draft(Story.ring("carol")))))
        .containsInstanceOf(Result.Failed.class);
  }

  private static Draft draft(RingRequest ring) {
    return new Draft(
        "c1", "room", CallType.VOICE, CallMode.ADVANCED, GlarePolicy.MERGE, "", List.of(ring));
  }

  /** Alice rings carol and dave, bob rings erin and frank, all until the same instant. */
  private void aliceAndBobInviteTwoEach() {
    story.rings(CallMode.ADVANCED, "bob", "carol", "dave");
    story.accept("bob");
    story.inviteMore("bob", "erin", "frank");
  }
}
