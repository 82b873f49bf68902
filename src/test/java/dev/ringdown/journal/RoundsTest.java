package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When a round is done, and what happens if it cannot be. */
class RoundsTest {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final TestEngine engine = TestEngine.start();
  private final Queue<Boolean> more = new ArrayDeque<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Rounds.class);
  private boolean databaseIsDown;
  private int rounds;

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    engine.close();
    logger.detachAppender(log);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private ActorRef<Rounds.Command> start(Executor blocking) {
    ActorRef<Rounds.Command> worker =
        engine
            .system()
            .systemActorOf(
                Rounds.create("do it", this::round, INTERVAL, blocking), "worker", Props.empty());
    engine.settle();
    return worker;
  }

  private boolean round() {
    rounds++;
    if (databaseIsDown) {
      throw new JournalException("no database", null);
    }
    return !more.isEmpty() && more.remove();
  }

  @Test
  void shouldDoARoundAtEachInterval() {
    start(Runnable::run);
    assertThat(rounds).isZero();

    engine.pass(INTERVAL);
    assertThat(rounds).isEqualTo(1);
    engine.pass(INTERVAL);
    assertThat(rounds).isEqualTo(2);
  }

  @Test
  void shouldGoOnUntilNothingIsLeft() {
    more.addAll(List.of(true, true, false, true));
    start(Runnable::run);

    engine.pass(INTERVAL);
    engine.pass(Duration.ofSeconds(1));

    assertThat(rounds).isEqualTo(3);
  }

  @Test
  void shouldDoOneRoundAtATime() {
    Queue<Runnable> slow = new ArrayDeque<>();
    ActorRef<Rounds.Command> worker = start(slow::add);
    worker.tell(new Rounds.Begin());
    worker.tell(new Rounds.Begin());
    engine.pass(INTERVAL);
    assertThat(slow).hasSize(1);

    slow.remove().run();
    engine.settle();
    engine.pass(INTERVAL);

    assertThat(slow).hasSize(1);
  }

  @Test
  void shouldTryAgainAfterAnOutageAndSayOnceThatThereIsOne() {
    databaseIsDown = true;
    start(Runnable::run);
    engine.pass(INTERVAL);
    engine.pass(INTERVAL);
    assertThat(rounds).isEqualTo(2);
    assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);

    databaseIsDown = false;
    more.add(true);
    engine.pass(INTERVAL);
    engine.pass(Duration.ofSeconds(1));

    assertThat(rounds).isEqualTo(4);
    assertThat(log.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.INFO);
  }
}
