package dev.ringdown.journal;

import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes ended calls from the journal when their retention is over: from time to time, in rounds,
 * with a pause after each as long as it took. One in a cluster is enough; more do no harm.
 */
public final class Purger extends AbstractBehavior<Purger.Command> {

  public sealed interface Command {}

  /** Begins now, not at the next interval; does nothing while it is at it. */
  public record Begin() implements Command {}

  private record Done(boolean more, Duration took) implements Command {}

  private record Failed(Throwable why) implements Command {}

  private record NextRound() implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(Purger.class);

  private final BooleanSupplier round;
  private final Duration interval;
  private final Executor blocking;
  private final TimerScheduler<Command> timers;
  private boolean running;
  private boolean failing;

  /**
   * Only where the journal is {@code jdbc-journal}; where nothing is ever too old, it does nothing.
   */
  public static Behavior<Command> create(PurgeRules rules, Clock clock) {
    return rules
        .retention()
        .map(
            retention ->
                Behaviors.<Command>setup(
                    context -> {
                      Purge purge =
                          new Purge(context.getSystem().settings().config(), retention, clock);
                      Executor blocking =
                          context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
                      return create(purge::round, rules.interval(), blocking);
                    }))
        .orElseGet(Behaviors::empty);
  }

  /**
   * @param round does some of the work and says whether there may be more
   */
  static Behavior<Command> create(BooleanSupplier round, Duration interval, Executor blocking) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Begin(), interval);
                  return new Purger(round, interval, blocking, timers, context);
                }));
  }

  private Purger(
      BooleanSupplier round,
      Duration interval,
      Executor blocking,
      TimerScheduler<Command> timers,
      ActorContext<Command> context) {
    super(context);
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
      LOG.info("Ended calls can be removed from the journal again");
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
      LOG.warn(
          "Cannot remove ended calls from the journal; trying every {}", interval, failed.why());
      failing = true;
    }
    running = false;
    return this;
  }
}
