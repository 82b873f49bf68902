package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.user.UserCommand.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call that lives long keeps its promises, and does not grow for ever. */
class BoundsTest {
  private static final Duration REPEAT = Duration.ofSeconds(1);

  private final Story story = new Story();

  @Test
  void shouldRememberEachMembersLatestRequestsOnly() {
    accepted();
    Origin first = story.by("bob");
    story.perform(first, new Operation.Join("c1"));
    for (int i = 1; i < Answers.KEPT; i++) {
      story.perform("bob", new Operation.Join("c1"));
      story.perform("alice", new Operation.Join("c1"));
      story.perform("carol", new Operation.Join("c1"));
    }
    int events = story.events.size();

    story.perform(first, new Operation.Join("c1"));
    assertThat(story.events).as("others' requests push nothing out").hasSize(events);
    story.perform("bob", new Operation.Join("c1"));
    story.perform(first, new Operation.Join("c1"));
    assertThat(story.events).hasSize(events + 2);
    assertThat(story.member("bob").answers().latest()).hasSize(Answers.KEPT);
  }

  @Test
  void shouldTellApartTheRequestsOfTwoDevices() {
    accepted();
    Origin phone = new Origin(CallUser.of("bob"), "phone", "bob1", "1");
    Origin tablet = new Origin(CallUser.of("bob"), "tablet", "bob2", "1");
    story.perform(phone, new Operation.Join("c1"));

    story.perform(tablet, new Operation.Join("c1"));

    assertThat(story.member("bob").device()).contains("tablet");
  }

  @Test
  void shouldTakeOnlySoManyInvitationsAndJoinsButLetEverybodyLeave() {
    accepted();
    for (int i = 0; i < Deciding.MOST_ADDED; i++) {
      assertThat(story.perform("carol", new Operation.Join("c1")))
          .isInstanceOf(Result.Joined.class);
    }

    RingdownError joins = error(story.perform("carol", new Operation.Join("c1")));
    RingdownError invites = error(story.inviteMore("alice", "dave"));

    assertThat(joins.code()).isEqualTo(ErrorCode.TOO_MANY_MEMBERS);
    assertThat(invites.message()).contains("1001").contains("at most 1000");
    for (String user : List.of("carol", "bob")) {
      assertThat(story.perform(user, new Operation.Quit("c1"))).isEqualTo(new Result.Done());
    }
    assertThat(story.endReason()).isEqualTo(EndReason.EVERYBODY_LEFT);
  }

  @Test
  void shouldTellALongStoryInParts() {
    accepted();
    for (int i = 0; i < 40; i++) {
      story.perform("carol", new Operation.Join("c1"));
      story.perform("carol", new Operation.Quit("c1"));
    }
    Outbox outbox = replayed();
    List<Entry> heard = new ArrayList<>();
    List<Entry> part = outbox.untold("alice", Story.START);
    while (!part.isEmpty()) {
      assertThat(part).hasSizeLessThanOrEqualTo(Outbox.AT_ONCE);
      assertThat(outbox.untold("alice", Story.START)).as("waits to be heard").isEmpty();
      heard.addAll(part);
      outbox.heard("alice", part.get(part.size() - 1).number());
      part = outbox.untold("alice", Story.START);
    }

    assertThat(heard).hasSize(story.events.size());
    assertThat(heard).extracting(Entry::number).isSorted().doesNotHaveDuplicates();
    assertThat(outbox.nextRepeat()).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldRepeatThePartThatWasNotHeard() {
    accepted();
    for (int i = 0; i < 40; i++) {
      story.perform("carol", new Operation.Join("c1"));
    }
    Outbox outbox = replayed();
    List<Entry> part = outbox.untold("alice", Story.START);
    outbox.heard("alice", 10);

    List<Entry> again = outbox.overdue("alice", Story.START.plus(REPEAT));

    assertThat(again.get(0).number()).isEqualTo(11);
    assertThat(again).startsWith(part.get(10)).hasSize(story.events.size() - 10);
  }

  @Test
  void shouldTellAMissedCallAgainAfterEverythingDied() {
    story.rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("carol");
    story.pass(Duration.ofSeconds(60));
    story.inviteMore("alice", "bob");
    story.accept("bob");
    story.perform("alice", new Operation.End("c1"));

    assertThat(((Over) story.state).settled()).isFalse();
    assertThat(replayed().untold("bob", Story.START))
        .anyMatch(entry -> entry.notices().stream().anyMatch(Notice.Missed.class::isInstance));
  }

  private Outbox replayed() {
    Outbox outbox = new Outbox(REPEAT);
    CallState state = new CallState.None();
    for (CallEvent event : story.events) {
      CallState before = state;
      state = state.on(event);
      outbox.add(event, before, state);
    }
    return outbox;
  }

  private void accepted() {
    story.rings(CallMode.ADVANCED, "bob");
    story.accept("bob");
  }

  private static RingdownError error(Result result) {
    return ((Result.Failed) result).error();
  }
}
