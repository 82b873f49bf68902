package dev.ringdown.entity;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a node out of its cluster whose process was paused for so long that the others must have
 * removed it. They speak to it no longer, so it would not learn that; and while one of them still
 * looks alive to it, it takes the rest for lost, and goes on as a cluster of its own.
 */
final class LongPause {
  private static final Logger LOG = LoggerFactory.getLogger(LongPause.class);
  private static final Duration EACH = Duration.ofSeconds(1);

  record Tick() {}

  private final Duration longest;
  private final LongSupplier nanoTime;
  private final Runnable leave;
  private long last;

  private LongPause(Duration longest, LongSupplier nanoTime, Runnable leave) {
    this.longest = longest;
    this.nanoTime = nanoTime;
    this.leave = leave;
    last = nanoTime.getAsLong();
  }

  /** Does nothing where no resolver removes who is silent. */
  static void watch(ActorSystem<?> system) {
    Config config = system.settings().config().getConfig("akka.cluster");
    if (!config.getString("downing-provider-class").isEmpty()) {
      Cluster cluster = Cluster.get(system);
      Runnable leave = () -> cluster.manager().tell(new Down(cluster.selfMember().address()));
      // Where the heartbeats are sent: what only the others are waiting for is no pause.
      system.systemActorOf(
          create(longest(config), System::nanoTime, leave),
          "ringdown-long-pause",
          DispatcherSelector.fromConfig("akka.actor.internal-dispatcher"));
    }
  }

  /** From the last heartbeat until the others have suspected it, and decided. */
  static Duration longest(Config config) {
    Config detector = config.getConfig("failure-detector");
    return detector
        .getDuration("heartbeat-interval")
        .plus(detector.getDuration("acceptable-heartbeat-pause"))
        .plus(config.getDuration("split-brain-resolver.stable-after"));
  }

  static Behavior<Tick> create(Duration longest, LongSupplier nanoTime, Runnable leave) {
    return Behaviors.withTimers(
        timers -> {
          timers.startTimerWithFixedDelay(new Tick(), EACH);
          LongPause pause = new LongPause(longest, nanoTime, leave);
          return Behaviors.receiveMessage(tick -> pause.onTick());
        });
  }

  private Behavior<Tick> onTick() {
    long now = nanoTime.getAsLong();
    Duration since = Duration.ofNanos(now - last);
    last = now;
    if (since.compareTo(longest) <= 0) {
      return Behaviors.same();
    }
    LOG.warn("This process was paused for {}, and so removed by the others: it leaves", since);
    leave.run();
    return Behaviors.stopped();
  }
}
