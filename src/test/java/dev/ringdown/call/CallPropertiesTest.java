package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds for a call whatever its users do, in whatever order. */
class CallPropertiesTest {
  private static final List<String> USERS = List.of("alice", "bob", "carol", "dave", "erin");

  private record Rung(String userId, int number) {}

  private record Decided(Outcome outcome, Instant at) {}

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void shouldKeepItsPromises(@ForAll long seed) {
    Random random = new Random(seed);
    Story story = new Story();
    CallMode mode = random.nextInt(4) == 0 ? CallMode.GENERAL : CallMode.ADVANCED;
    story.rings(mode, USERS.subList(1, 2 + random.nextInt(4)).toArray(String[]::new));
    Map<Rung, Decided> outcomes = new HashMap<>();
    for (int step = 0; step < 30; step++) {
      CallRequest request = request(story, random);
      int before = story.events.size();
      boolean over = story.state instanceof Over;
      story.ask(request);
      if (over) {
        assertThat(story.events).as("nothing happens after the end").hasSize(before);
      }
      int after = story.events.size();
      if (!(request instanceof CallRequest.Lost) && !(request instanceof CallRequest.Due)) {
        story.ask(request);
        assertThat(story.events).as("repeated " + request).hasSize(after);
      }
      check(story, outcomes);
    }
    assertThat(fold(story.events)).isEqualTo(story.state);
    assertThat(story.events.stream().filter(CallEvent.Ended.class::isInstance).count())
        .isLessThanOrEqualTo(1);
  }

  private static void check(Story story, Map<Rung, Decided> outcomes) {
    Live call = story.state instanceof Over over ? over.last() : (Live) story.state;
    boolean over = story.state instanceof Over;
    assertThat(
            over
                || !call.open().isEmpty()
                || call.members().values().stream().anyMatch(Member::isIn))
        .as("a live call has somebody who is in it or rings")
        .isTrue();
    assertThat(over && !call.open().isEmpty()).as("nobody rings after the end").isFalse();
    assertThat(story.state.nextDue(story.rules).isPresent()).isEqualTo(!over);
    for (Member member : call.members().values()) {
      Optional<Outcome> outcome = member.ring() > 0 ? member.outcome() : Optional.empty();
      outcome.ifPresent(
          o -> {
            Decided decided =
                new Decided(o, member.last().flatMap(Ring::verdict).orElseThrow().at());
            Decided first =
                outcomes.putIfAbsent(new Rung(member.user().id(), member.ring()), decided);
            assertThat(first == null ? decided : first).isEqualTo(decided);
          });
      assertThat(member.isOpen()).isEqualTo(member.ring() > 0 && outcome.isEmpty());
    }
  }

  private static CallState fold(List<CallEvent> events) {
    CallState state = new CallState.None();
    for (CallEvent event : events) {
      state = state.on(event);
    }
    return state;
  }

  private static CallRequest request(Story story, Random random) {
    String user = USERS.get(random.nextInt(USERS.size()));
    String other = USERS.get(random.nextInt(USERS.size()));
    Origin by = story.by(user, user + random.nextInt(3));
    return switch (random.nextInt(17)) {
      case 0, 1, 2 -> new CallRequest.Perform(by, new Operation.Accept("c1", "yes"));
      case 3 -> new CallRequest.Perform(by, new Operation.Decline("c1", "no"));
      case 4 -> new CallRequest.Perform(by, new Operation.Busy("c1", ""));
      case 5 -> new CallRequest.Perform(by, new Operation.Cancel("c1", Set.of(other), ""));
      case 6 -> new CallRequest.Perform(by, new Operation.Cancel("c1", Set.of(), ""));
      case 7 -> new CallRequest.Perform(by, new Operation.Join("c1"));
      case 8 -> new CallRequest.Perform(by, new Operation.Quit("c1"));
      case 9 ->
          random.nextInt(3) == 0
              ? new CallRequest.Perform(by, new Operation.End("c1"))
              : new CallRequest.Perform(by, new Operation.GetCall("c1"));
      case 10, 11 -> new CallRequest.InviteMore(by, List.of(Story.ring(other)));
      case 12 -> new CallRequest.TurnAway(user, 1 + random.nextInt(2), MissedReason.BUSY);
      case 13 -> new CallRequest.Lost(user);
      case 14 ->
          random.nextBoolean() ? new CallRequest.Merge(by, "c2") : new CallRequest.MergedInto("c0");
      case 15 -> story.create(CallMode.ADVANCED, GlarePolicy.MERGE, "bob");
      default -> {
        story.now = story.now.plus(Duration.ofSeconds(random.nextInt(30)));
        yield new CallRequest.Due();
      }
    };
  }
}
