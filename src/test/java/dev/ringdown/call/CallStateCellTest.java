package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state against every request. The requests and states are read from the sealed types, so a
 * new one without a row here fails.
 */
class CallStateCellTest {
  private static final Map<String, Function<Story, CallRequest>> REQUESTS = requests();

  /** Bob's answer to each request: in a call that never was, that rings him, that he is in. */
  private static final Map<String, List<String>> CELLS =
      Map.ofEntries(
          row("Create", "Created", "CALL_EXISTS", "CALL_EXISTS", "CALL_EXISTS"),
          row("InviteMore", "UNKNOWN_CALL", "NOT_A_MEMBER", "InviteesAdded", "CALL_ENDED"),
          row("TurnAway", "UNKNOWN_CALL", "TurnedAway Ended", "nothing", "nothing"),
          row("Merge", "UNKNOWN_CALL", "Accepted", "ALREADY_ANSWERED", "CALL_ENDED"),
          row("MergedInto", "UNKNOWN_CALL", "Ended", "nothing", "nothing"),
          row("Lost", "UNKNOWN_CALL", "nothing", "Quit Ended", "nothing"),
          row("Revoke", "UNKNOWN_CALL", "Cancelled Ended", "Ended", "CALL_ENDED"),
          row("Due", "UNKNOWN_CALL", "nothing", "nothing", "nothing"),
          row("Received", "UNKNOWN_CALL", "Done", "ALREADY_ANSWERED", "ALREADY_ANSWERED"),
          row("Accept", "UNKNOWN_CALL", "Accepted", "ALREADY_ANSWERED", "ALREADY_ANSWERED"),
          row("Decline", "UNKNOWN_CALL", "Declined Ended", "ALREADY_ANSWERED", "ALREADY_ANSWERED"),
          row("Busy", "UNKNOWN_CALL", "AnsweredBusy Ended", "ALREADY_ANSWERED", "ALREADY_ANSWERED"),
          row("Ignore", "UNKNOWN_CALL", "Done", "ALREADY_ANSWERED", "ALREADY_ANSWERED"),
          row("Cancel", "UNKNOWN_CALL", "NOT_THE_INVITER", "NOT_THE_INVITER", "CALL_ENDED"),
          row("Join", "UNKNOWN_CALL", "Accepted", "Joined", "CALL_ENDED"),
          row("Quit", "UNKNOWN_CALL", "NOT_A_MEMBER", "Quit Ended", "CALL_ENDED"),
          row("End", "UNKNOWN_CALL", "NOT_A_MEMBER", "Ended", "CALL_ENDED"),
          row("GetCall", "UNKNOWN_CALL", "Snapshot", "Snapshot", "Snapshot"));

  private static final List<String> STATES = List.of("None", "Live, rings", "Live, in it", "Over");

  @Test
  void shouldHaveARowForEveryRequestAndAColumnForEveryState() {
    List<String> known = new ArrayList<>();
    leaves(CallRequest.class)
        .filter(c -> c != CallRequest.Perform.class)
        .forEach(c -> known.add(c.getSimpleName()));
    leaves(Operation.OnCall.class)
        .filter(c -> c != Operation.InviteMore.class)
        .forEach(c -> known.add(c.getSimpleName()));

    assertThat(CELLS.keySet()).containsExactlyInAnyOrderElementsOf(known);
    assertThat(REQUESTS.keySet()).isEqualTo(new TreeMap<>(CELLS).keySet());
    assertThat(leaves(CallState.class).map(Class::getSimpleName))
        .allMatch(name -> STATES.stream().anyMatch(column -> column.startsWith(name)));
  }

  @TestFactory
  Stream<DynamicTest> shouldDecideEveryCell() {
    return CELLS.keySet().stream()
        .sorted()
        .flatMap(
            request ->
                Stream.of(0, 1, 2, 3)
                    .map(
                        column ->
                            DynamicTest.dynamicTest(
                                STATES.get(column) + " × " + request,
                                () ->
                                    assertThat(decide(column, request))
                                        .isEqualTo(CELLS.get(request).get(column)))));
  }

  private static String decide(int column, String request) {
    Story story = new Story();
    if (column > 0) {
      story.rings(CallMode.ADVANCED, "bob");
    }
    if (column > 1) {
      story.accept("bob");
    }
    if (column > 2) {
      story.perform("alice", new Operation.End("c1"));
    }
    CallRequest asked = REQUESTS.get(request).apply(story);
    Decision decision = story.state.decide(asked, story.rules, story.now);
    if (!decision.events().isEmpty()) {
      return String.join(
          " ", decision.events().stream().map(e -> e.getClass().getSimpleName()).toList());
    }
    return decision
        .answer()
        .map(
            answer ->
                answer instanceof Result.Failed failed
                    ? failed.error().code().name()
                    : answer.getClass().getSimpleName())
        .orElse("nothing");
  }

  private static Map<String, Function<Story, CallRequest>> requests() {
    BiFunction<Story, Operation.OnCall, CallRequest> bob =
        (story, operation) -> new CallRequest.Perform(story.by("bob"), operation);
    Map<String, Function<Story, CallRequest>> requests = new TreeMap<>();
    requests.put("Create", s -> s.create(CallMode.GENERAL, GlarePolicy.REJECT, "dave"));
    requests.put(
        "InviteMore", s -> new CallRequest.InviteMore(s.by("bob"), List.of(Story.ring("carol"))));
    requests.put("TurnAway", s -> new CallRequest.TurnAway("bob", 1, MissedReason.UNREACHABLE));
    requests.put("Merge", s -> new CallRequest.Merge(s.by("bob"), "c2"));
    requests.put("MergedInto", s -> new CallRequest.MergedInto("c0"));
    requests.put("Lost", s -> new CallRequest.Lost("bob"));
    requests.put("Revoke", s -> new CallRequest.Revoke());
    requests.put("Due", s -> new CallRequest.Due());
    requests.put("Received", s -> bob.apply(s, new Operation.Received("c1")));
    requests.put("Accept", s -> bob.apply(s, new Operation.Accept("c1", "")));
    requests.put("Decline", s -> bob.apply(s, new Operation.Decline("c1", "")));
    requests.put("Busy", s -> bob.apply(s, new Operation.Busy("c1", "")));
    requests.put("Ignore", s -> bob.apply(s, new Operation.Ignore("c1")));
    requests.put("Cancel", s -> bob.apply(s, new Operation.Cancel("c1", Set.of(), "")));
    requests.put("Join", s -> bob.apply(s, new Operation.Join("c1")));
    requests.put("Quit", s -> bob.apply(s, new Operation.Quit("c1")));
    requests.put("End", s -> bob.apply(s, new Operation.End("c1")));
    requests.put("GetCall", s -> bob.apply(s, new Operation.GetCall("c1")));
    return requests;
  }

  private static Map.Entry<String, List<String>> row(String request, String... cells) {
    return Map.entry(request, List.of(cells));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(CallStateCellTest::leaves)
        : Stream.of(type);
  }
}
