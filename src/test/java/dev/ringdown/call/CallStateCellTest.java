package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state of a call and of who asks, against every request. The requests and the states are
 * read from the sealed types and from {@link MemberState}, so a new one without a row or column
 * fails.
 */
class CallStateCellTest {
  /** "gone" stands for every state that a user leaves an invitation or the call to. */
  private static final String TABLE =
      """
      request    | INVITED            | ACCEPTED         | gone             | stranger
      Accept     | Accepted           | ALREADY_ANSWERED | ALREADY_ANSWERED | NOT_INVITED
      Busy       | AnsweredBusy Ended | ALREADY_ANSWERED | ALREADY_ANSWERED | NOT_INVITED
      Cancel     | NOT_THE_INVITER    | NOT_THE_INVITER  | NOT_THE_INVITER  | NOT_THE_INVITER
      Create     | CALL_EXISTS        | CALL_EXISTS      | CALL_EXISTS      | CALL_EXISTS
      Decline    | Declined Ended     | ALREADY_ANSWERED | ALREADY_ANSWERED | NOT_INVITED
      Due        | nothing            | nothing          | nothing          | nothing
      End        | NOT_A_MEMBER       | Ended            | NOT_A_MEMBER     | NOT_A_MEMBER
      Finish     | Cancelled Ended    | Ended            | Ended            | Ended
      GetCall    | Snapshot           | Snapshot         | Snapshot         | NOT_A_MEMBER
      Ignore     | Done               | ALREADY_ANSWERED | ALREADY_ANSWERED | NOT_INVITED
      InviteMore | NOT_A_MEMBER       | InviteesAdded    | NOT_A_MEMBER     | NOT_A_MEMBER
      Join       | Accepted           | Joined           | Joined           | Joined
      Kick       | NOT_A_MEMBER       | Kicked Ended     | NOT_A_MEMBER     | NOT_A_MEMBER
      Lost       | nothing            | Quit Ended       | nothing          | nothing
      Merge      | Accepted           | ALREADY_ANSWERED | ALREADY_ANSWERED | NOT_INVITED
      MergedInto | Ended              | Ended            | nothing          | Ended
      Quit       | NOT_A_MEMBER       | Quit Ended       | NOT_A_MEMBER     | NOT_A_MEMBER
      Received   | Done               | ALREADY_ANSWERED | ALREADY_ANSWERED | NOT_INVITED
      Revoke     | Cancelled Ended    | Ended            | Ended            | Ended
      Show       | Snapshot           | Snapshot         | Snapshot         | Snapshot
      TakeBack   | Cancelled Ended    | ALREADY_ANSWERED | ALREADY_ANSWERED | ALREADY_ANSWERED
      TurnAway   | TurnedAway Ended   | nothing          | nothing          | nothing

      request    | caller          | GENERAL, INVITED   | GENERAL, ACCEPTED
      Accept     | NOT_INVITED     | Accepted Ended     | ALREADY_ANSWERED
      Busy       | NOT_INVITED     | AnsweredBusy Ended | ALREADY_ANSWERED
      Cancel     | Cancelled Ended | NOT_THE_INVITER    | NOT_THE_INVITER
      Create     | CALL_EXISTS     | CALL_EXISTS        | CALL_EXISTS
      Decline    | NOT_INVITED     | Declined Ended     | ALREADY_ANSWERED
      Due        | nothing         | nothing            | nothing
      End        | Cancelled Ended | NOT_A_MEMBER       | WRONG_MODE
      Finish     | Cancelled Ended | WRONG_MODE         | WRONG_MODE
      GetCall    | Snapshot        | Snapshot           | Snapshot
      Ignore     | NOT_INVITED     | Done               | ALREADY_ANSWERED
      InviteMore | InviteesAdded   | NOT_A_MEMBER       | WRONG_MODE
      Join       | Joined          | WRONG_MODE         | WRONG_MODE
      Kick       | Cancelled Ended | NOT_A_MEMBER       | WRONG_MODE
      Lost       | Cancelled Ended | nothing            | nothing
      Merge      | NOT_INVITED     | Accepted Ended     | ALREADY_ANSWERED
      MergedInto | Ended           | Ended              | nothing
      Quit       | Cancelled Ended | NOT_A_MEMBER       | WRONG_MODE
      Received   | NOT_INVITED     | Done               | ALREADY_ANSWERED
      Revoke     | Cancelled Ended | Cancelled Ended    | Cancelled Ended
      Show       | Snapshot        | Snapshot           | Snapshot
      TakeBack   | Cancelled Ended | Cancelled Ended    | Cancelled Ended
      TurnAway   | nothing         | TurnedAway Ended   | nothing

      request    | None         | over             | over, stranger  | merged away
      Accept     | UNKNOWN_CALL | ALREADY_ANSWERED | NOT_INVITED     | CALL_MERGED
      Busy       | UNKNOWN_CALL | ALREADY_ANSWERED | NOT_INVITED     | CALL_MERGED
      Cancel     | UNKNOWN_CALL | CALL_ENDED       | NOT_THE_INVITER | CALL_MERGED
      Create     | Created      | CALL_EXISTS      | CALL_EXISTS     | CALL_EXISTS
      Decline    | UNKNOWN_CALL | ALREADY_ANSWERED | NOT_INVITED     | CALL_MERGED
      Due        | UNKNOWN_CALL | nothing          | nothing         | nothing
      End        | UNKNOWN_CALL | CALL_ENDED       | NOT_A_MEMBER    | CALL_MERGED
      Finish     | UNKNOWN_CALL | CALL_ENDED       | CALL_ENDED      | CALL_MERGED
      GetCall    | UNKNOWN_CALL | Snapshot         | NOT_A_MEMBER    | Snapshot
      Ignore     | UNKNOWN_CALL | ALREADY_ANSWERED | NOT_INVITED     | CALL_MERGED
      InviteMore | UNKNOWN_CALL | CALL_ENDED       | NOT_A_MEMBER    | CALL_MERGED
      Join       | UNKNOWN_CALL | CALL_ENDED       | CALL_ENDED      | CALL_MERGED
      Kick       | UNKNOWN_CALL | CALL_ENDED       | CALL_ENDED      | CALL_MERGED
      Lost       | UNKNOWN_CALL | nothing          | nothing         | nothing
      Merge      | UNKNOWN_CALL | CALL_ENDED       | CALL_ENDED      | CALL_MERGED
      MergedInto | UNKNOWN_CALL | nothing          | nothing         | nothing
      Quit       | UNKNOWN_CALL | CALL_ENDED       | NOT_A_MEMBER    | CALL_MERGED
      Received   | UNKNOWN_CALL | ALREADY_ANSWERED | NOT_INVITED     | CALL_MERGED
      Revoke     | UNKNOWN_CALL | CALL_ENDED       | CALL_ENDED      | CALL_MERGED
      Show       | UNKNOWN_CALL | Snapshot         | Snapshot        | Snapshot
      TakeBack   | UNKNOWN_CALL | CALL_ENDED       | CALL_ENDED      | CALL_MERGED
      TurnAway   | UNKNOWN_CALL | nothing          | nothing         | nothing
      """;

  private static final Map<String, BiFunction<Story, String, CallRequest>> REQUESTS = requests();

  private static final Set<MemberState> GONE =
      EnumSet.of(
          MemberState.DECLINED,
          MemberState.BUSY,
          MemberState.TIMED_OUT,
          MemberState.CANCELLED,
          MemberState.UNREACHABLE,
          MemberState.QUIT);

  /** Told by devices, and never a state of the journal. */
  private static final Set<MemberState> TOLD =
      EnumSet.of(MemberState.NOT_YET_RECEIVED, MemberState.RINGING);

  /** A call in some state, and who asks. */
  private record Situation(Story story, String user) {}

  private record Cell(String situation, String request, String decided) {}

  @Test
  void shouldHaveARowForEveryRequest() {
    Set<String> known = new TreeSet<>();
    leaves(CallRequest.class)
        .filter(c -> c != CallRequest.Perform.class)
        .forEach(c -> known.add(c.getSimpleName()));
    leaves(Operation.OnCall.class)
        .filter(c -> c != Operation.InviteMore.class)
        .forEach(c -> known.add(c.getSimpleName()));

    assertThat(REQUESTS.keySet()).isEqualTo(known);
    Map<String, Set<String>> rows = new TreeMap<>();
    cells()
        .forEach(c -> rows.computeIfAbsent(c.situation(), s -> new TreeSet<>()).add(c.request()));
    assertThat(rows.keySet()).isEqualTo(new TreeSet<>(situations().keySet()));
    assertThat(rows.values()).allMatch(known::equals);
  }

  @Test
  void shouldHaveAColumnForEveryState() {
    Set<Class<?>> calls = new HashSet<>();
    Set<MemberState> members = EnumSet.copyOf(TOLD);
    Stream.concat(
            situations().values().stream().map(Supplier::get),
            GONE.stream().map(CallStateCellTest::situationOf))
        .forEach(
            situation -> {
              CallState state = situation.story().state;
              calls.add(state.getClass());
              Live call = state instanceof Over over ? over.last() : null;
              call = state instanceof Live live ? live : call;
              if (call != null && call.member(situation.user()) != null) {
                members.add(call.member(situation.user()).state());
              }
            });

    assertThat(calls).isEqualTo(leaves(CallState.class).collect(Collectors.toSet()));
    assertThat(members).isEqualTo(EnumSet.allOf(MemberState.class));
  }

  @TestFactory
  Stream<DynamicTest> shouldDecideEveryCell() {
    return cells().stream()
        .flatMap(
            cell ->
                cell.situation().equals("gone")
                    ? GONE.stream().map(state -> test(state.name(), () -> situationOf(state), cell))
                    : Stream.of(test(cell.situation(), situations().get(cell.situation()), cell)));
  }

  private static DynamicTest test(String name, Supplier<Situation> situation, Cell cell) {
    return DynamicTest.dynamicTest(
        name + " × " + cell.request(),
        () -> assertThat(decide(situation.get(), cell.request())).isEqualTo(cell.decided()));
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    List<String> situations = List.of();
    for (String line : TABLE.lines().filter(l -> !l.isBlank()).toList()) {
      List<String> row = Arrays.stream(line.split("\\|")).map(String::strip).toList();
      if (row.get(0).equals("request")) {
        situations = row;
      } else {
        for (int column = 1; column < row.size(); column++) {
          cells.add(new Cell(situations.get(column), row.get(0), row.get(column)));
        }
      }
    }
    return cells;
  }

  private static String decide(Situation situation, String request) {
    Story story = situation.story();
    CallRequest asked = REQUESTS.get(request).apply(story, situation.user());
    Decision decision = story.state.decide(asked, story.rules, story.now);
    if (!decision.events().isEmpty()) {
      return String.join(
          " ", decision.events().stream().map(e -> e.getClass().getSimpleName()).toList());
    }
    return decision.answer().map(CallStateCellTest::word).orElse("nothing");
  }

  private static String word(Result answer) {
    return answer instanceof Result.Failed failed
        ? failed.error().code().name()
        : answer.getClass().getSimpleName();
  }

  private static Map<String, Supplier<Situation>> situations() {
    return Map.ofEntries(
        when("None", "bob", Story::new),
        when("INVITED", "bob", () -> Story.oneToOne(CallMode.ADVANCED)),
        when("ACCEPTED", "bob", () -> accepted(CallMode.ADVANCED, "bob")),
        when("gone", "bob", () -> gone(MemberState.DECLINED)),
        when("stranger", "dave", () -> accepted(CallMode.ADVANCED, "bob")),
        when("caller", "alice", () -> Story.oneToOne(CallMode.ADVANCED)),
        when("GENERAL, INVITED", "bob", () -> Story.oneToOne(CallMode.GENERAL)),
        when("GENERAL, ACCEPTED", "bob", () -> accepted(CallMode.GENERAL, "bob", "carol")),
        when("over", "bob", CallStateCellTest::ended),
        when("over, stranger", "dave", CallStateCellTest::ended),
        when("merged away", "bob", CallStateCellTest::merged));
  }

  private static Map.Entry<String, Supplier<Situation>> when(
      String name, String user, Supplier<Story> story) {
    return Map.entry(name, () -> new Situation(story.get(), user));
  }

  private static Situation situationOf(MemberState gone) {
    return new Situation(gone(gone), "bob");
  }

  private static Story accepted(CallMode mode, String... callees) {
    Story story = new Story().rings(mode, callees);
    story.accept("bob");
    return story;
  }

  private static Story ended() {
    Story story = accepted(CallMode.ADVANCED, "bob");
    story.perform("bob", new Operation.End("c1"));
    return story;
  }

  private static Story merged() {
    Story story = Story.oneToOne(CallMode.ADVANCED);
    story.ask(new CallRequest.MergedInto("c0"));
    return story;
  }

  /** Alice and carol are in the call; bob is no longer. */
  private static Story gone(MemberState state) {
    Story story = new Story().rings(CallMode.ADVANCED, "bob", "carol");
    story.accept("carol");
    return story.leave("bob", state);
  }

  private static Map<String, BiFunction<Story, String, CallRequest>> requests() {
    Map<String, BiFunction<Story, String, CallRequest>> requests = new TreeMap<>();
    requests.put("Create", (s, u) -> s.create(CallMode.GENERAL, GlarePolicy.REJECT, "dave"));
    requests.put(
        "InviteMore", (s, u) -> new CallRequest.InviteMore(s.by(u), List.of(Story.ring("erin"))));
    requests.put("TurnAway", (s, u) -> new CallRequest.TurnAway(u, 1, MissedReason.UNREACHABLE));
    requests.put("Merge", (s, u) -> new CallRequest.Merge(s.by(u), "c2"));
    requests.put("MergedInto", (s, u) -> new CallRequest.MergedInto("c0"));
    requests.put("Lost", (s, u) -> new CallRequest.Lost(u));
    requests.put("TakeBack", (s, u) -> new CallRequest.TakeBack(Set.of(), "sorry"));
    requests.put("Finish", (s, u) -> new CallRequest.Finish());
    requests.put("Kick", (s, u) -> new CallRequest.Kick(u, "abuse"));
    requests.put("Show", (s, u) -> new CallRequest.Show());
    requests.put("Revoke", (s, u) -> new CallRequest.Revoke());
    requests.put("Due", (s, u) -> new CallRequest.Due());
    for (Operation.OnCall operation :
        List.of(
            new Operation.Received("c1"),
            new Operation.Accept("c1", ""),
            new Operation.Decline("c1", ""),
            new Operation.Busy("c1", ""),
            new Operation.Ignore("c1"),
            new Operation.Cancel("c1", Set.of(), ""),
            new Operation.Join("c1"),
            new Operation.Quit("c1"),
            new Operation.End("c1"),
            new Operation.GetCall("c1"))) {
      requests.put(
          operation.getClass().getSimpleName(),
          (s, u) -> new CallRequest.Perform(s.by(u), operation));
    }
    return requests;
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(CallStateCellTest::leaves)
        : Stream.of(type);
  }
}
