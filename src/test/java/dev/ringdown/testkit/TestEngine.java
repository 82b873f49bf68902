package dev.ringdown.testkit;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallUser;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The engine in one process, with virtual time and a journal in memory. All its actors run on one
 * thread, and every step of a test ends when none of them has anything left to do: what a device
 * has not heard by then, it will not hear before time passes.
 */
public final class TestEngine implements AutoCloseable {
  private final Quiet world = new Quiet();
  private final ActorSystem<Void> system;
  private final Ringdown ringdown;

  private TestEngine(Config settings, UnaryOperator<RingdownSetup> setup) {
    Config config =
        settings
            .withFallback(world.config())
            .withFallback(PersistenceTestKitPlugin.config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load());
    system =
        ActorSystem.create(
            Behaviors.empty(),
            "test",
            ActorSystemSetup.create(
                BootstrapSetup.create(config),
                setup.apply(RingdownSetup.create()).withClock(world.clock())));
    ringdown = Ringdown.get(system);
  }

  public static TestEngine start() {
    return start("");
  }

  /**
   * @param settings in HOCON, such as {@code ringdown.busy-policy = ring}
   */
  public static TestEngine start(String settings) {
    return start(settings, UnaryOperator.identity());
  }

  /**
   * @param setup adds what the application plugs in
   */
  public static TestEngine start(String settings, UnaryOperator<RingdownSetup> setup) {
    return new TestEngine(ConfigFactory.parseString(settings), setup);
  }

  /** Connects a user's only device, or another one. */
  public Device connect(String userId) {
    return connect(userId, userId + "-device");
  }

  /** Connects this device; if it is connected, the new session takes the old one's place. */
  public Device connect(String userId, String device) {
    return connect(CallUser.of(userId), device);
  }

  public Device connect(CallUser user, String device) {
    Device connected = new Device(this, user, device);
    settle();
    return connected;
  }

  /** Lets time pass; what falls due on the way happens at its instant. */
  public void pass(Duration duration) {
    world.pass(duration);
  }

  public void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  public Instant now() {
    return world.clock().instant();
  }

  /** Waits until no actor has anything left to do. */
  public void settle() {
    world.settle();
  }

  /** Lets nothing happen until the next step settles. */
  void hold() {
    world.hold();
  }

  /** The journal in memory: what is in it, and how to make it fail. */
  public PersistenceTestKit journal() {
    return PersistenceTestKit.create(system);
  }

  public Ringdown ringdown() {
    return ringdown;
  }

  public ActorSystem<Void> system() {
    return system;
  }

  @Override
  public void close() {
    settle();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    world.end();
  }
}
