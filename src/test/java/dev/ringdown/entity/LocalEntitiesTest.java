package dev.ringdown.entity;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import dev.ringdown.testkit.TestEngine;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entities come with their first message, go when they ask, and miss nothing. */
class LocalEntitiesTest {
  private final TestEngine engine = TestEngine.start();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final ActorRef<LocalEntities.Command<String>> entities =
      engine
          .system()
          .systemActorOf(
              LocalEntities.create(this::entity, "stop"),
              "entities-" + UUID.randomUUID(),
              Props.empty());

  @AfterEach
  void stop() {
    engine.close();
  }

  /** Notes what it is told; leaves at "rest", fails at "fail". */
  private Behavior<String> entity(String id, Runnable passivate) {
    return Behaviors.setup(
        context -> {
          log.add(id + " starts");
          return Behaviors.receiveMessage(
              message -> {
                log.add(id + " " + message);
                if (message.startsWith("rest")) {
                  passivate.run();
                }
                if (message.equals("rest twice")) {
                  passivate.run();
                } else if (message.startsWith("fail")) {
                  RuntimeException failure = new IllegalStateException("on purpose");
                  failures.add(failure);
                  throw failure;
                }
                return message.equals("stop") ? Behaviors.stopped() : Behaviors.same();
              });
        });
  }

  private void send(String id, String... messages) {
    for (String message : messages) {
      entities.tell(new LocalEntities.Envelope<>(id, message));
    }
  }

  private List<String> log() {
    engine.settle();
    List<String> lines = List.copyOf(log);
    log.clear();
    return lines;
  }

  @Test
  void shouldStartAnEntityWithItsFirstMessage() {
    assertThat(log()).isEmpty();
    send("a", "1", "2");
    send("b", "1");

    assertThat(log()).contains("a starts", "a 1", "a 2", "b starts", "b 1");
    send("a", "3");
    assertThat(log()).containsExactly("a 3");
  }

  @Test
  void shouldLetAnEntityGoWhenItAsks() {
    send("a", "rest");
    assertThat(log()).containsExactly("a starts", "a rest", "a stop");

    send("a", "1");
    assertThat(log()).containsExactly("a starts", "a 1");
  }

  @Test
  void shouldStopOnceWhenAnEntityAsksTwice() {
    send("a", "rest twice");
    assertThat(log()).containsExactly("a starts", "a rest twice", "a stop");
    send("a", "1");
    assertThat(log()).containsExactly("a starts", "a 1");
  }

  @Test
  void shouldKeepWhatComesWhileAnEntityStopsForTheNextOne() {
    entities.tell(new LocalEntities.Envelope<>("a", "1"));
    entities.tell(new LocalEntities.Passivate<>("a"));
    send("a", "2", "3");
    send("a", "4");

    assertThat(log()).containsExactly("a starts", "a 1", "a stop", "a starts", "a 2", "a 3", "a 4");
  }

  @Test
  void shouldNotStopWhatDoesNotRun() {
    entities.tell(new LocalEntities.Passivate<>("a"));
    assertThat(log()).isEmpty();
  }

  @Test
  void shouldStartAnewAfterAFailure() {
    send("a", "fail");
    assertThat(log()).containsExactly("a starts", "a fail");
    send("a", "1");
    assertThat(log()).containsExactly("a starts", "a 1");
  }

  @Test
  void shouldStartAnewWhenAnEntityFailsWhileItIsToStop() {
    send("a", "fail first");
    entities.tell(new LocalEntities.Passivate<>("a"));
    send("a", "1");
    assertThat(log()).containsExactly("a starts", "a fail first", "a starts", "a 1");
  }

  @Test
  void shouldTakeAnyId() {
    for (String id : List.of("a/b", "$", "ü 🙂", " ", "x".repeat(10_000), "a|b", "%2F", "")) {
      send(id, "1");
      assertThat(log()).containsExactly(id + " starts", id + " 1");
    }
  }

  /** Akka keeps the failures of children that are watched with a message. */
  @Test
  void shouldForgetWhatFailed() {
    send("a", "fail");
    log();
    WeakReference<Throwable> forgotten = new WeakReference<>(failures.remove());
    send("a", "1");
    log();

    for (int i = 0; i < 100 && forgotten.get() != null; i++) {
      System.gc();
    }
    assertThat(forgotten.get()).isNull();
  }
}
