package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same facts raise the same callbacks, whether a call ends by itself or is left. */
class BothModesTest {
  /** An engine with the same five in it. */
  private record World(TestEngine engine, Device alice, Device bob, Device tablet, Device carol)
      implements AutoCloseable {
    static World begin() {
      TestEngine engine = TestEngine.start();
      return new World(
          engine,
          engine.connect("alice"),
          engine.connect("bob"),
          engine.connect("bob", "tablet"),
          engine.connect("carol"));
    }

    /** What each heard, up to the end of the call, which comes at different times. */
    List<List<String>> heard() {
      List<List<String>> heard = new ArrayList<>();
      for (Device device : List.of(alice, bob, tablet, carol)) {
        heard.add(
            device.heard().stream().filter(w -> !w.startsWith("CallEnded(ANSWERED")).toList());
      }
      return heard;
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  static Stream<Arguments> facts() {
    return Stream.of(
        fact("all time out", (w, c) -> w.engine.passSeconds(61)),
        fact(
            "one declines, one times out",
            (w, c) -> {
              w.bob.declines(c);
              w.engine.passSeconds(61);
            }),
        fact(
            "one accepts, one times out",
            (w, c) -> {
              w.bob.accepts(c);
              w.engine.passSeconds(61);
            }),
        fact(
            "one accepts, one declines",
            (w, c) -> {
              w.tablet.accepts(c);
              w.carol.declines(c);
            }),
        fact(
            "one accepts, one is cancelled",
            (w, c) -> {
              w.bob.accepts(c);
              w.alice.cancels(c, "carol");
            }),
        fact("all are cancelled", (w, c) -> w.alice.cancels(c)),
        fact(
            "all say busy",
            (w, c) -> {
              w.bob.answersBusy(c);
              w.carol.answersBusy(c);
            }),
        fact(
            "the caller is lost",
            (w, c) -> {
              w.alice.vanishes();
              w.engine.passSeconds(15);
            }),
        fact(
            "one ignores",
            (w, c) -> {
              w.bob.does(new Operation.Ignore(c));
              w.engine.passSeconds(61);
            }));
  }

  private static Arguments fact(String name, BiConsumer<World, String> fact) {
    return Arguments.of(name, fact);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("facts")
  void shouldRaiseTheSameInBoth(String name, BiConsumer<World, String> fact) {
    assertThat(heard(CallMode.ADVANCED, fact)).isEqualTo(heard(CallMode.GENERAL, fact));
  }

  private static List<List<String>> heard(CallMode mode, BiConsumer<World, String> fact) {
    try (World world = World.begin()) {
      fact.accept(world, world.alice.invites(Invitation.voice("bob", "carol").withMode(mode)));
      return world.heard();
    }
  }
}
