package dev.ringdown.testkit;

import akka.actor.AbstractScheduler;
import akka.actor.Cancellable;
import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import akka.event.LoggingAdapter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * A world of its own for one actor system: every actor runs on one thread, time passes only when
 * told to, and a test can wait until nothing is left to do.
 */
final class Quiet {
  private static final List<String> DISPATCHERS =
      List.of(
          "akka.actor.default-dispatcher",
          "akka.actor.internal-dispatcher",
          "akka.actor.default-blocking-io-dispatcher",
          "akka.persistence.dispatchers.default-plugin-dispatcher",
          "akka.persistence.dispatchers.default-replay-dispatcher",
          "ringdown.listener-dispatcher");

  /**
   * Akka makes its parts by reflection, from a configuration: this is how they find their world.
   */
  private static final Map<String, Quiet> WORLDS = new ConcurrentHashMap<>();

  private static final String ID = "quiet-id";

  private final String id = UUID.randomUUID().toString();
  private final OneThread thread = new OneThread("quiet-" + id);
  private final Timeline timeline = new Timeline();
  private final Faults faults = new Faults(this);
  private Wire wire = new Wire(this, faults);
  private CountDownLatch gate = new CountDownLatch(0);

  Quiet() {
    WORLDS.put(id, this);
  }

  static Quiet of(Config config) {
    return WORLDS.get(config.getString(ID));
  }

  /** What the actor system's configuration must contain. */
  Config config() {
    Map<String, Object> config = new HashMap<>();
    config.put(ID, id);
    config.put("akka.actor.provider", "local");
    config.put("akka.actor.default-mailbox.mailbox-type", Mailbox.class.getName());
    config.put("akka.actor.typed.default-mailbox.mailbox-type", Mailbox.class.getName());
    // Its steps wait for time that does not pass by itself; and who is killed takes none.
    config.put("akka.coordinated-shutdown.run-by-actor-system-terminate", false);
    config.put("akka.scheduler.implementation", Scheduler.class.getName());
    for (String dispatcher : DISPATCHERS) {
      config.put(dispatcher + ".type", "Dispatcher");
      config.put(dispatcher + ".executor", Executor.class.getName());
      config.put(dispatcher + "." + ID, id);
    }
    return ConfigFactory.parseMap(config);
  }

  Clock clock() {
    return timeline;
  }

  Faults faults() {
    return faults;
  }

  Wire wire() {
    return wire;
  }

  /** Whether an actor is at work here, and not a test. */
  boolean isHere() {
    return thread.isHere();
  }

  /** Something that is to happen among the actors. */
  void plan(Duration delay, Runnable work) {
    timeline.plan(delay, () -> thread.execute(work));
  }

  /** From now on every actor is dead; each is still to be removed. */
  void kill() {
    wire.cut();
    gate.countDown();
  }

  /** A new actor system can begin, at the instant at which the old one was killed. */
  void beginAnew() {
    timeline.clear();
    faults.forgetWhatIsUnderWay();
    wire = new Wire(this, faults);
  }

  /**
   * Lets nothing happen until the next {@link #settle()}: what is sent meanwhile is simultaneous.
   */
  void hold() {
    if (gate.getCount() == 0) {
      gate = new CountDownLatch(1);
      thread.execute(new Held(gate));
    }
  }

  /** Waits until nothing is left to do before time passes. */
  void settle() {
    gate.countDown();
    thread.await();
  }

  /** Lets time pass; what falls due on the way happens at its instant. */
  void pass(Duration duration) {
    settle();
    Instant end = timeline.instant().plus(duration);
    Optional<Timeline.Plan> next = timeline.next(end);
    while (next.isPresent()) {
      next.get().work().run();
      settle();
      next = timeline.next(end);
    }
  }

  void end() {
    gate.countDown();
    WORLDS.remove(id);
    // Akka's own last steps come after it says that it has ended; nobody waits for them.
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  private record Held(CountDownLatch gate) implements Runnable {
    @Override
    public void run() {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** For Akka: one for each dispatcher. */
  public static final class Executor extends ExecutorServiceConfigurator {
    private final Quiet world;

    public Executor(Config config, DispatcherPrerequisites prerequisites) {
      super(config, prerequisites);
      world = of(config);
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(
        String dispatcher, ThreadFactory threads) {
      return new ExecutorServiceFactory() {
        @Override
        public ExecutorService createExecutorService() {
          return world.thread.shared();
        }
      };
    }
  }

  /** For Akka: the timers of every actor. */
  public static final class Scheduler extends AbstractScheduler {
    private final Quiet world;

    public Scheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
      world = of(config);
    }

    @Override
    public double maxFrequency() {
      return 1000;
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract, though: it must be there.
    public Cancellable schedule(
        FiniteDuration first, FiniteDuration pause, Runnable work, ExecutionContext context) {
      return scheduleWithFixedDelay(first, pause, work, context);
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable work, ExecutionContext context) {
      Timeline.Plan plan =
          world.timeline.plan(Duration.ofNanos(delay.toNanos()), () -> context.execute(work));
      return new Cancellable() {
        private boolean cancelled;

        @Override
        public boolean cancel() {
          boolean dropped = world.timeline.drop(plan);
          cancelled |= dropped;
          return dropped;
        }

        @Override
        public boolean isCancelled() {
          return cancelled;
        }
      };
    }
  }
}
