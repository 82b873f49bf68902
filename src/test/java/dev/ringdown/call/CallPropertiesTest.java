package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
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

  private final Map<Rung, Ring> rings = new HashMap<>();

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void shouldKeepItsPromises(@ForAll long seed) {
    Random random = new Random(seed);
    rings.clear();
    Story story = new Story();
    CallMode mode = random.nextInt(4) == 0 ? CallMode.GENERAL : CallMode.ADVANCED;
    story.rings(mode, USERS.subList(1, 2 + random.nextInt(4)).toArray(String[]::new));
    for (int step = 0; step < 30; step++) {
      CallRequest request = request(story, random);
      int before = story.events.size();
      boolean over = story.state instanceof Over;
      Live was = story.call();
      Object answer = story.ask(request);
      int after = story.events.size();
      if (over) {
        assertThat(after).as("nothing happens after the end").isEqualTo(before);
      }
      for (Member member : story.call().members().values()) {
        checkWayBack(was.member(member.user().id()), member);
        note(member);
      }
      Object again = story.ask(request);
      assertThat(story.events).as("repeated " + request).hasSize(after);
      if (after > before && isAsked(request)) {
        assertThat(again).as("repeated " + request).isEqualTo(answer);
      }
      checkCall(story);
    }
    checkCallbacks(story);
    checkMissedCalls(story);
    assertThat(fold(story.events)).isEqualTo(story.state);
    assertThat(story.events.stream().filter(CallEvent.Ended.class::isInstance).count())
        .isLessThanOrEqualTo(1);
  }

  /** Whoever has an outcome, or has left, comes back by a new ring or by joining. */
  private static void checkWayBack(Member was, Member is) {
    if (was == null || was.isOpen() || was.isIn()) {
      return;
    }
    boolean same = is.state() == was.state();
    boolean rings = is.isOpen() && is.ring() == was.ring() + 1;
    boolean joined = is.isIn() && is.last().equals(was.last());
    assertThat(same || rings || joined).as(was + " → " + is).isTrue();
  }

  /** A verdict is final, and every ring is followed until it has one. */
  private void note(Member member) {
    member
        .last()
        .ifPresent(
            ring -> {
              Ring before = rings.put(new Rung(member.user().id(), ring.number()), ring);
              if (before != null && before.verdict().isPresent()) {
                assertThat(ring).isEqualTo(before);
              }
              assertThat(member.isOpen()).isEqualTo(ring.verdict().isEmpty());
            });
  }

  private static void checkCall(Story story) {
    Live call = story.call();
    boolean over = story.state instanceof Over;
    boolean inside = call.members().values().stream().anyMatch(Member::isIn);
    assertThat(over || inside).as("somebody is in a live call").isTrue();
    assertThat(over && !call.open().isEmpty()).as("nobody rings after the end").isFalse();
    assertThat(story.state.nextDue(story.rules).equals(Instant.MAX)).isEqualTo(over);
  }

  private static void checkCallbacks(Story story) {
    Set<String> once = new HashSet<>();
    for (Story.Told told : story.told) {
      if (told.notice() instanceof Notice.Missed) {
        continue;
      }
      SessionEvent event = Story.event(told.notice());
      String word = told.userId() + " heard " + event.getClass().getSimpleName();
      Optional<CallUser> callee = Optional.empty();
      if (event instanceof SessionEvent.OutgoingCallAccepted e) {
        callee = Optional.of(e.callee());
      } else if (event instanceof SessionEvent.OutgoingCallDeclined e) {
        callee = Optional.of(e.callee());
      } else if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e) {
        callee = Optional.of(e.callee());
      }
      boolean ofHisRing =
          event instanceof SessionEvent.IncomingCallReceived
              || event instanceof SessionEvent.IncomingCallCanceled
              || event instanceof SessionEvent.IncomingCallTimeout
              || event instanceof SessionEvent.IncomingCallHandledElsewhere
              || event instanceof SessionEvent.IncomingCallAcceptButtonPressed
              || event instanceof SessionEvent.IncomingCallDeclineButtonPressed;
      if (ofHisRing) {
        assertThat(once.add(word + " of ring " + told.ring())).as(word).isTrue();
      } else if (event instanceof SessionEvent.CallEnded
          || event instanceof SessionEvent.OutgoingCallSent) {
        assertThat(once.add(word)).as(word).isTrue();
      } else if (callee.isPresent()) {
        String about = word + " of " + callee.get().id() + told.rings().get(callee.get().id());
        assertThat(once.add(about)).as(about).isTrue();
      }
    }
  }

  private void checkMissedCalls(Story story) {
    Set<Rung> recorded = new HashSet<>();
    for (Story.Told told : story.told) {
      if (told.notice() instanceof Notice.Missed missed) {
        Rung rung = new Rung(told.userId(), missed.call().ring());
        assertThat(recorded.add(rung)).as("missed once: " + rung).isTrue();
      }
    }
    Set<Rung> unanswered = new HashSet<>();
    rings.forEach(
        (rung, ring) -> {
          boolean missed =
              ring.verdict()
                  .filter(v -> v.session().isEmpty() && v.outcome() != Outcome.MERGED)
                  .isPresent();
          if (missed && !ring.silent()) {
            unanswered.add(rung);
          }
        });
    assertThat(recorded).isEqualTo(unanswered);
    if (story.state instanceof Over over) {
      assertThat(over.settled()).as("owes nothing").isEqualTo(recorded.isEmpty());
    }
  }

  private static boolean isAsked(CallRequest request) {
    return request instanceof CallRequest.Perform
        || request instanceof CallRequest.InviteMore
        || request instanceof CallRequest.Merge;
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
    return switch (random.nextInt(19)) {
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
      case 10, 11 ->
          new CallRequest.InviteMore(
              by, List.of(random.nextInt(4) == 0 ? Story.silent(other) : Story.ring(other)));
      case 12 -> new CallRequest.TurnAway(user, 1 + random.nextInt(2), MissedReason.BUSY);
      case 13 -> new CallRequest.Lost(user);
      case 14 ->
          random.nextBoolean() ? new CallRequest.Merge(by, "c2") : new CallRequest.MergedInto("c0");
      case 15 -> story.create(CallMode.ADVANCED, GlarePolicy.MERGE, "bob");
      case 16 ->
          random.nextInt(3) == 0
              ? new CallRequest.TakeBack(Set.of(), "")
              : new CallRequest.TakeBack(Set.of(other), "");
      case 17 ->
          random.nextInt(4) == 0
              ? new CallRequest.Finish()
              : new CallRequest.Kick(user, "out of here");
      default -> {
        story.now = story.now.plus(Duration.ofSeconds(random.nextInt(30)));
        yield new CallRequest.Due();
      }
    };
  }
}
