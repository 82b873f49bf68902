package dev.ringdown.testkit;

import akka.actor.ActorRef;
import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Backend;
import dev.ringdown.CallUser;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownError;
import dev.ringdown.RingdownException;
import dev.ringdown.RingdownSetup;
import dev.ringdown.journal.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The engine in one process, with virtual time and a journal in memory. All its actors run on one
 * thread, and every step of a test ends when none of them has anything left to do: what a device
 * has not heard by then, it will not hear before time passes.
 *
 * <p>For one thread, that of the test. There is one node and no cluster: calls, users and sessions
 * send each other objects, not bytes, and the journal keeps nothing beyond {@link #close()}.
 */
public final class TestEngine implements AutoCloseable {
  private final Quiet world = new Quiet();
  private final Config config;
  private final RingdownSetup setup;
  private final List<Device> devices = new ArrayList<>();
  private ActorSystem<Void> system;
  private Ringdown ringdown;

  private TestEngine(Config settings, UnaryOperator<RingdownSetup> setup) {
    RingdownSetup own = RingdownSetup.create().withOpenCalls(new CallsInMemory(this::stored));
    this.setup = setup.apply(own).withClock(world.clock());
    config =
        settings
            .withFallback(world.config())
            .withFallback(PersistenceTestKitPlugin.config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load());
    system = begin();
    ringdown = Ringdown.get(system);
  }

  private ActorSystem<Void> begin() {
    return ActorSystem.create(
        Behaviors.empty(), "test", ActorSystemSetup.create(BootstrapSetup.create(config), setup));
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

  // ---- Devices

  /** Connects a user's only device, or another one. */
  public Device connect(String userId) {
    return connect(userId, userId + "-device");
  }

  /** Connects this device; if it is connected, the new session takes the old one's place. */
  public Device connect(String userId, String device) {
    return connect(CallUser.of(userId), device);
  }

  /** Connects this device of a user with a name. */
  public Device connect(CallUser user, String device) {
    Device connected = new Device(this, user, device, new Diary(world.clock()));
    devices.add(connected);
    settle();
    return connected;
  }

  List<Device> devices() {
    return List.copyOf(devices);
  }

  // ---- Back ends

  /** What a back end does to calls, without a session. Another after a restart. */
  public Backend backend() {
    return ringdown.backend();
  }

  /**
   * What a back end is answered, as in {@code engine.answer(engine.backend().call(id))}. It fails
   * the test if the engine refuses it, or has not answered when no actor has anything left to do.
   */
  public <T> T answer(CompletionStage<T> asked) {
    CompletableFuture<T> answer = settled(asked);
    if (answer.isCompletedExceptionally()) {
      throw new Failure("expected an answer, but it was refused: " + error(answer), this);
    }
    return answer.join();
  }

  /** Why a back end is refused what must be refused. */
  public RingdownError refusal(CompletionStage<?> asked) {
    CompletableFuture<?> answer = settled(asked);
    if (!answer.isCompletedExceptionally()) {
      throw new Failure("expected a refusal, but the answer was " + answer.join(), this);
    }
    return error(answer);
  }

  private <T> CompletableFuture<T> settled(CompletionStage<T> asked) {
    settle();
    CompletableFuture<T> answer = asked.toCompletableFuture();
    if (!answer.isDone()) {
      throw new Failure("expected an answer to a back end, but got none", this);
    }
    return answer;
  }

  private static RingdownError error(CompletableFuture<?> refused) {
    try {
      refused.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RingdownException refusal) {
        return refusal.error();
      }
      throw e;
    }
    throw new IllegalStateException("it was not refused");
  }

  // ---- Time

  /** Lets time pass; what falls due on the way happens at its instant. */
  public void pass(Duration duration) {
    world.pass(duration);
  }

  public void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** The instant of virtual time; it begins at 2030-01-01T00:00:00Z. */
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

  // ---- What goes wrong

  /**
   * Kills the process and starts it again, at the same instant. Every actor and session is gone
   * without a goodbye, and what they had not worked off is lost; the journal stays. Devices are
   * disconnected until each {@link Device#reconnects()}. Open calls are woken, as after any
   * failure.
   */
  public void restart() {
    kill();
    world.beginAnew();
    StoredJournal before = stored();
    system = begin();
    before.into(stored());
    ringdown = Ringdown.get(system);
    // What is overdue is due now.
    pass(Duration.ZERO);
  }

  private void kill() {
    world.kill();
    devices.forEach(device -> device.isCutOff("the process was killed"));
    terminate();
  }

  private void terminate() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
    world.settle();
  }

  /**
   * Kills the actor of a call, as when its node is lost. Nobody is told; what wakes it is its
   * users' next word to it, or {@link #wakeOpenCalls()}, which happens by itself every {@code
   * ringdown.sweep.interval}.
   *
   * @throws AssertionError if no actor of this call runs
   */
  public void loseCall(String callId) {
    settle();
    lose(world.wire().call(callId).orElse(null), "call " + callId);
  }

  /**
   * Kills the actor of a user, as when its node is lost. His sessions notice and register anew at
   * once, where a real cluster takes some seconds.
   *
   * @throws AssertionError if no actor of this user runs
   */
  public void loseUser(String userId) {
    settle();
    lose(world.wire().user(userId).orElse(null), "user " + userId);
  }

  private void lose(ActorRef actor, String whose) {
    if (actor == null) {
      throw new Failure("expected a running actor of " + whose + ", but there is none", this);
    }
    kill(actor);
  }

  void kill(ActorRef actor) {
    Adapter.toClassic(system).stop(actor);
    settle();
  }

  /** Wakes every call that is not done with, as a cluster does when it has lost a node. */
  public void wakeOpenCalls() {
    Adapter.toClassic(system)
        .actorSelection(Actor.SWEEP)
        .tell(Sweep.nodesChanged(), ActorRef.noSender());
    settle();
    pass(Duration.ZERO);
  }

  /** What goes wrong between calls, users and sessions. They stay as they are in a restart. */
  public Faults faults() {
    return world.faults();
  }

  // ---- What there is to see

  /** What a call decided, one line for each event in its journal; empty if there is none. */
  public List<String> history(String callId) {
    settle();
    return History.lines(stored().call(callId));
  }

  /** What every device did and heard, and what every call decided: for the message of a failure. */
  public String story() {
    return Story.of(this);
  }

  StoredJournal stored() {
    return StoredJournal.of(system);
  }

  /** The journal in memory: what is in it, and how to make it fail. Another after a restart. */
  public PersistenceTestKit journal() {
    return PersistenceTestKit.create(system);
  }

  /** The engine, for an application's own code. Another after a restart. */
  public Ringdown ringdown() {
    return ringdown;
  }

  /** The engine's actor system. Another after a restart. */
  public ActorSystem<Void> system() {
    return system;
  }

  @Override
  public void close() {
    settle();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(ringdown::close);
    while (!closed.isDone()) {
      // A session waits for its user's actor, which may never answer, for a second.
      pass(Duration.ofMillis(100));
    }
    closed.join();
    terminate();
    world.end();
  }
}
