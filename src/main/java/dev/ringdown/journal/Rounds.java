package dev.ringdown.journal;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on the journal that is never done: from time to time, in rounds, with a pause after each as
 * long as it took. None begins once the system stops: the database may be closed by then.
 */
public final class Rounds extends AbstractBehavior<Rounds.Command> {

  public sealed interface Command {}

  /** Begins now, not at the next interval; does nothing while it is at it. */
  public record Begin() implements Command {}

  private record Done(boolean more, Duration took) implements Command {}

  private record Failed(Throwable why) implements Command {}

  private record NextRound() implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final String work;
  private final BooleanSupplier round;
  private final Duration interval;
  private final Executor blocking;
  private final TimerScheduler<Command> timers;
  private boolean running;
  private boolean failing;

  /**
   * @param work what it is, for the log, as in "cannot …"
   * @param round does some of the work and says whether there may be more; may block
   */
  static Behavior<Command> create(String work, BooleanSupplier round, Duration interval) {
    return Behaviors.setup(
        context ->
            create(
                work,
                round,
                interval,
                context.getSystem().dispatchers().lookup(DispatcherSelector.blocking())));
  }

  static Behavior<Command> create(
      String work, BooleanSupplier round, Duration interval, Executor blocking) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Begin(), interval);
                  return new Rounds(work, round, interval, blocking, timers, context);
                }));
  }

  private Rounds(
      String work,
      BooleanSupplier round,
      Duration interval,
      Executor blocking,
      TimerScheduler<Command> timers,
      ActorContext<Command> context) {
    super(context);
    this.work = work;
    this.round = round;
    this.interval = interval;
    this.blocking = blocking;
    this.timers = timers;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Begin.class, begin -> onBegin())
        .onMessage(NextRound.class, next -> onNextRound())
        .onMessage(Done.class, this::onDone)
        .onMessage(Failed.class, this::onFailed)
        .build();
  }

  private Behavior<Command> onBegin() {
    return running ? this : onNextRound();
  }

  private Behavior<Command> onNextRound() {
    if (CoordinatedShutdown.get(getContext().getSystem()).getShutdownReason().isPresent()) {
      return Behaviors.stopped();
    }
    running = true;
    getContext().pipeToSelf(doRound(), (done, why) -> why == null ? done : new Failed(why));
    return this;
  }

  private CompletionStage<Done> doRound() {
    return CompletableFuture.supplyAsync(
        () -> {
          long begun = System.nanoTime();
          boolean more = round.getAsBoolean();
          return new Done(more, Duration.ofNanos(System.nanoTime() - begun));
        },
        blocking);
  }

  private Behavior<Command> onDone(Done done) {
    if (failing) {
      LOG.info("Can {} again", work);
      failing = false;
    }
    running = done.more();
    if (done.more()) {
      timers.startSingleTimer(new NextRound(), done.took());
    }
    return this;
  }

  private Behavior<Command> onFailed(Failed failed) {
    if (!failing) {
      LOG.warn("Cannot {}; trying every {}", work, interval, failed.why());
      failing = true;
    }
    running = false;
    return this;
  }
}
