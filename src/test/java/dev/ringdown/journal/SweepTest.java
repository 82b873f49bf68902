package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import dev.ringdown.call.CallCommand;
import dev.ringdown.spi.OpenCalls;
import dev.ringdown.spi.OpenCalls.OpenCall;
import dev.ringdown.testkit.TestEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which calls are woken when, and in what order. */
class SweepTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration TURN = Duration.ofMillis(50);

  private final TestEngine engine = TestEngine.start();
  private final Queue<CompletableFuture<List<OpenCall>>> searches = new ConcurrentLinkedQueue<>();
  private final Queue<String> woken = new ConcurrentLinkedQueue<>();
  private final Queue<Instant> dues = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    engine.close();
  }

  private ActorRef<Sweep.Command> start(int wakesPerSecond) {
    OpenCalls openCalls =
        () -> {
          CompletableFuture<List<OpenCall>> search = new CompletableFuture<>();
          searches.add(search);
          return search;
        };
    ActorRef<Sweep.Command> sweep =
        engine
            .system()
            .systemActorOf(
                Sweep.create(
                    openCalls,
                    this::wake,
                    new SweepRules(Duration.ofMinutes(5), wakesPerSecond),
                    Clock.fixed(NOW, ZoneOffset.UTC)),
                "sweep",
                Props.empty());
    engine.settle();
    return sweep;
  }

  private void wake(String callId, CallCommand command) {
    woken.add(callId);
    dues.add(((CallCommand.Wake) command).due());
  }

  private void finds(OpenCall... calls) {
    searches.remove().complete(List.of(calls));
    engine.settle();
  }

  private static OpenCall call(String id, int dueInSeconds) {
    return new OpenCall(id, NOW.plusSeconds(dueInSeconds));
  }

  @Test
  void shouldWakeTheMostUrgentFirst() {
    start(1000);

    finds(call("later", 60), call("overdue", -60), call("soon", 1));

    assertThat(woken).containsExactly("overdue", "soon", "later");
    assertThat(dues).containsExactly(NOW.minusSeconds(60), NOW.plusSeconds(1), NOW.plusSeconds(60));
  }

  @Test
  void shouldWakeNoMoreThanSoManyASecond() {
    start(40);

    finds(IntStream.range(0, 42).mapToObj(i -> call("c" + i, i / 20)).toArray(OpenCall[]::new));
    assertThat(woken).containsExactly("c0", "c1");

    engine.pass(TURN);
    assertThat(woken).containsExactly("c0", "c1", "c2", "c3");
    engine.pass(TURN.multipliedBy(18));
    assertThat(woken).hasSize(40);
    engine.pass(TURN);
    assertThat(woken).hasSize(42).endsWith("c41");
  }

  @Test
  void shouldWakeFewerOfThoseThatHaveTime() {
    start(400);
    int urgent = (int) Sweep.URGENT.toSeconds();

    finds(
        IntStream.range(0, 42)
            .mapToObj(i -> call("c" + i, i < 12 ? urgent : urgent + 1))
            .toArray(OpenCall[]::new));
    assertThat(woken).hasSize(13);

    engine.pass(TURN);
    assertThat(woken).hasSize(16);
    engine.pass(TURN.multipliedBy(8));
    assertThat(woken).hasSize(40);
    engine.pass(TURN);
    assertThat(woken).hasSize(42);
  }

  @Test
  void shouldBeSlowerThanItsTurnsIfItMust() {
    start(2);

    finds(call("a", 1), call("b", 2));
    assertThat(woken).containsExactly("a");
    engine.pass(Duration.ofMillis(499));
    assertThat(woken).containsExactly("a");
    engine.pass(Duration.ofMillis(1));

    assertThat(woken).containsExactly("a", "b");
  }

  @Test
  void shouldLookAgainFromTimeToTime() {
    start(1000);
    finds();

    engine.pass(Duration.ofMinutes(5));
    finds(call("left behind", 0));

    assertThat(woken).containsExactly("left behind");
  }

  @Test
  void shouldLookTwiceMoreSoonAfterANodeIsLost() {
    ActorRef<Sweep.Command> sweep = start(1000);
    finds();

    sweep.tell(Sweep.nodesChanged());
    engine.settle();
    finds(call("woken in vain", 0));
    engine.pass(Sweep.SECOND_LOOK.minusMillis(1));
    assertThat(searches).isEmpty();
    engine.pass(Duration.ofMillis(1));
    finds(call("woken in vain", 0));
    engine.pass(Sweep.THIRD_LOOK.minus(Sweep.SECOND_LOOK));
    finds(call("woken in vain", 0));

    assertThat(woken).hasSize(3).containsOnly("woken in vain");
  }

  @Test
  void shouldLookOnceMoreWhenANodeIsLostWhileItLooks() {
    ActorRef<Sweep.Command> sweep = start(1000);

    sweep.tell(Sweep.nodesChanged());
    sweep.tell(Sweep.nodesChanged());
    engine.settle();
    assertThat(searches).hasSize(1);
    finds();
    assertThat(searches).hasSize(1);
    finds(call("of the lost node", 0));

    assertThat(woken).containsExactly("of the lost node");
    assertThat(searches).isEmpty();
  }

  @Test
  void shouldLookOnceAndSoonForAllCallsThatAreStranded() {
    ActorRef<Sweep.Command> sweep = start(1000);
    finds();

    sweep.tell(new Sweep.Stranded("stranded"));
    engine.pass(Sweep.RETRY.dividedBy(2));
    sweep.tell(new Sweep.Stranded("too"));
    engine.pass(Sweep.RETRY.dividedBy(2));
    finds(call("too", 1), call("stranded", 0));
    assertThat(woken).containsExactlyInAnyOrder("stranded", "too");

    engine.pass(Sweep.RETRY);
    assertThat(searches).isEmpty();
  }

  /** It ended by what seemed to have failed, and nobody has been told. */
  @Test
  void shouldWakeAStrandedCallThatIsNotOpen() {
    ActorRef<Sweep.Command> sweep = start(1000);
    finds();

    sweep.tell(new Sweep.Stranded("over"));
    engine.pass(Sweep.RETRY);
    searches.remove().completeExceptionally(new IllegalStateException("no journal"));
    engine.settle();
    assertThat(woken).isEmpty();

    engine.pass(Sweep.RETRY);
    finds(call("open", 0));
    assertThat(woken).containsExactly("over", "open");

    sweep.tell(Sweep.nodesChanged());
    engine.settle();
    finds();
    assertThat(woken).hasSize(2);
  }

  @Test
  void shouldTryAgainSoonAfterAFailure() {
    start(1000);

    for (int i = 0; i < 3; i++) {
      searches.remove().completeExceptionally(new IllegalStateException("no journal"));
      engine.settle();
      assertThat(searches).isEmpty();
      engine.pass(Sweep.RETRY);
    }
    finds(call("c", 0));

    assertThat(woken).containsExactly("c");
  }
}
