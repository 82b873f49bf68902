package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The process is killed in every state of a call: it goes on where it was, and it ends in time. */
class RestartedCallTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");

  /** What may be done to the test's call. */
  interface Step extends BiConsumer<RestartedCallTest, String> {}

  private record State(String name, Step reach, boolean isLive, boolean isAnswered) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static State ringing(String name, Step reach) {
    return new State(name, reach, true, false);
  }

  private static State answered(String name, Step reach) {
    return new State(name, reach, true, true);
  }

  private static State over(String name, Step reach) {
    return new State(name, reach, false, false);
  }

  private static List<State> states() {
    return List.of(
        ringing("ringing", (t, c) -> {}),
        ringing("ringing for 59 s", (t, c) -> t.engine.passSeconds(59)),
        ringing("one declined", (t, c) -> t.carol.declines(c)),
        ringing("one busy", (t, c) -> t.carol.answersBusy(c)),
        ringing("one cancelled", (t, c) -> t.alice.cancels(c, "carol")),
        answered("one accepted", (t, c) -> t.carol.accepts(c)),
        answered("one accepted and quit", RestartedCallTest::comeAndGo),
        over("declined by all", RestartedCallTest::declined),
        over("cancelled", (t, c) -> t.alice.cancels(c)),
        over("ended", (t, c) -> t.alice.ends(c)));
  }

  private static void comeAndGo(RestartedCallTest test, String call) {
    test.carol.accepts(call);
    test.carol.quits(call);
  }

  private static void declined(RestartedCallTest test, String call) {
    test.bob.declines(call);
    test.carol.declines(call);
  }

  private String reach(State state) {
    String call = alice.invites("bob", "carol");
    state.reach().accept(this, call);
    return call;
  }

  static Stream<Arguments> everyState() {
    return states().stream().map(Arguments::of);
  }

  // ---- Nobody comes back

  /** The sweep alone wakes it, and its bounds are those of a call whose members are all lost. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("everyState")
  void shouldEndInTimeThoughNobodyConnects(State state) {
    String call = reach(state);
    engine.restart();
    engine.passSeconds((state.isAnswered() ? 60 : 10) + 15);

    assertThat(engine.history(call)).anyMatch(line -> line.contains("Ended"));
    assertOver(call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyState")
  void shouldEndInTimeThoughEveryActorIsLostInTurn(State state) {
    String call = reach(state);
    alice.vanishes();
    bob.vanishes();
    carol.vanishes();
    for (int i = 0; i < 8; i++) {
      engine.restart();
      engine.passSeconds(9);
    }
    engine.passSeconds(75);
    assertThat(engine.history(call)).anyMatch(line -> line.contains("Ended"));
    assertOver(call);
  }

  private void assertOver(String call) {
    for (Device device : List.of(alice, bob, carol)) {
      device.reconnects();
      assertThat(((Result.ActiveCalls) device.does(new Operation.ActiveCalls())).calls()).isEmpty();
      assertThat(Screen.ringing(device)).isEmpty();
    }
    assertThat(snapshot(call).isLive()).isFalse();
  }

  // ---- They come back

  private static final List<State> MOVES =
      List.of(
          answered("accept", (t, c) -> t.bob.accepts(c)),
          ringing("decline", (t, c) -> t.bob.declines(c)),
          ringing("busy", (t, c) -> t.bob.answersBusy(c)),
          ringing("cancel", (t, c) -> t.alice.cancels(c, "bob")),
          ringing("timeout", (t, c) -> t.engine.passSeconds(60)),
          over("end", (t, c) -> t.alice.ends(c)));

  static Stream<Arguments> everyMoveInEveryLiveState() {
    List<Arguments> all = new ArrayList<>();
    for (State state : states()) {
      for (State move : MOVES) {
        if (state.isLive()) {
          all.add(Arguments.of(state, move));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @MethodSource("everyMoveInEveryLiveState")
  void shouldGoOnAsIfNothingHadHappened(State state, State move) {
    String call = reach(state);
    CallSnapshot before = snapshot(call);
    engine.restart();
    List.of(alice, bob, carol).forEach(Device::reconnects);
    engine.pass(Duration.ZERO);
    assertThat(snapshot(call).members()).isEqualTo(before.members());
    assertThat(Screen.ringing(bob)).containsExactly(call);
    move.reach().accept(this, call);

    RestartedCallTest calm = new RestartedCallTest();
    try (TestEngine closed = calm.engine) {
      String same = calm.reach(state);
      move.reach().accept(calm, same);
      assertThat(outcome(snapshot(call))).isEqualTo(outcome(calm.snapshot(same)));
      assertThat(closed.history(same)).hasSameSizeAs(engine.history(call));
    }
  }

  private static List<String> outcome(CallSnapshot call) {
    List<String> outcome = new ArrayList<>(List.of(call.endReason().toString()));
    call.members().forEach(m -> outcome.add(m.user().id() + " " + m.state()));
    return outcome;
  }

  /** Also in the mode in which an answer ends the call. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("moves")
  void shouldGoOnInAGeneralCall(State move) {
    String call = alice.invites(Invitation.voice("bob").withMode(CallMode.GENERAL));
    engine.restart();
    alice.reconnects();
    bob.reconnects();
    if (!move.name().equals("end")) {
      move.reach().accept(this, call);
      assertThat(snapshot(call).isLive()).isFalse();
    }
  }

  static Stream<Arguments> moves() {
    return MOVES.stream().map(Arguments::of);
  }

  private CallSnapshot snapshot(String call) {
    return ((Result.Snapshot) alice.does(new Operation.GetCall(call))).call();
  }
}
