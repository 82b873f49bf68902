package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallUser;
import dev.ringdown.Operation;
import dev.ringdown.call.Call;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Origin;
import dev.ringdown.call.Patience;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Users and calls on one table, in virtual time. Their messages can be held back or lost, their
 * actors killed; whoever is spoken to is started.
 */
final class Exchange {
  private static final String BARRIER = "barrier";
  private static final Origin ASKING = new Origin(CallUser.of(BARRIER), BARRIER, BARRIER, BARRIER);

  final ActorTestKit testKit =
      ActorTestKit.create(
          PersistenceTestKitPlugin.config()
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(VirtualTime.config())
              .withFallback(ConfigFactory.load()));
  final PersistenceTestKit journal = PersistenceTestKit.create(testKit.system());
  final VirtualTime time = VirtualTime.get(testKit);

  /** Who asked to be stopped, once for each time. */
  final List<String> idle = new CopyOnWriteArrayList<>();

  UserRules rules = UserRules.DEFAULT;
  DoNotDisturb doNotDisturb = DoNotDisturb.NEVER;
  PushNotifier pushNotifier = PushNotifier.NONE;

  private final Map<String, ActorRef<UserCommand>> users = new ConcurrentHashMap<>();
  private final Map<String, ActorRef<CallCommand>> calls = new ConcurrentHashMap<>();
  private final TestProbe<Object> barrier = testKit.createTestProbe();
  private final AtomicLong sent = new AtomicLong();
  private final List<Runnable> held = new ArrayList<>();
  private Predicate<Object> holds = message -> false;

  Device device(String userId, String device) {
    return new Device(this, userId, device);
  }

  // ---- The actors

  void tellUser(String userId, UserCommand command) {
    users.computeIfAbsent(userId, this::startUser).tell(command);
  }

  void tellCall(String callId, CallCommand command) {
    calls.computeIfAbsent(callId, this::startCall).tell(command);
  }

  private ActorRef<UserCommand> startUser(String userId) {
    return testKit.spawn(
        User.create(
            userId,
            rules,
            doNotDisturb,
            pushNotifier,
            time,
            this::fromUser,
            () -> idle.add(userId)));
  }

  private ActorRef<CallCommand> startCall(String callId) {
    return testKit.spawn(
        Call.create(callId, CallRules.DEFAULT, Patience.DEFAULT, time, this::fromCall, () -> {}));
  }

  void killUser(String userId) {
    testKit.stop(users.remove(userId));
  }

  void killCall(String callId) {
    testKit.stop(calls.remove(callId));
  }

  /** Waits for an actor to die of itself; the next word starts it anew. */
  void awaitDeathOfUser(String userId) {
    barrier.expectTerminated(users.get(userId));
    users.remove(userId);
  }

  // ---- The messages between them

  private void fromUser(String callId, CallCommand command) {
    if (callId.equals(BARRIER)) {
      barrier.ref().tell(command);
    } else {
      send(command, () -> tellCall(callId, command));
    }
  }

  private void fromCall(String userId, UserCommand command) {
    if (userId.equals(BARRIER)) {
      barrier.ref().tell(command);
    } else {
      send(command, () -> tellUser(userId, command));
    }
  }

  private void send(Object message, Runnable delivery) {
    sent.incrementAndGet();
    synchronized (held) {
      if (holds.test(message)) {
        held.add(delivery);
        return;
      }
    }
    delivery.run();
  }

  /** From now on, keeps such messages under way. */
  void hold(Predicate<Object> which) {
    synchronized (held) {
      holds = which;
    }
  }

  /** Delivers what is under way, and holds no more. */
  void release() {
    List<Runnable> late;
    synchronized (held) {
      holds = message -> false;
      late = List.copyOf(held);
      held.clear();
    }
    late.forEach(Runnable::run);
  }

  /** Loses what is under way, and holds no more. */
  void lose() {
    synchronized (held) {
      holds = message -> false;
      held.clear();
    }
  }

  // ---- Time

  void pass(Duration duration) {
    settle();
    time.pass(duration);
    settle();
  }

  /** Second by second, so that whoever repeats or renews something is heard in between. */
  void passSlowly(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      pass(Duration.ofSeconds(1));
    }
  }

  /** Returns when every message was handled, and so was all that followed from it. */
  void settle() {
    for (int quiet = 0; quiet < 2; quiet++) {
      long before = sent.get();
      Set<String> everybody = Set.copyOf(users.keySet());
      everybody.forEach(id -> tellUser(id, new UserCommand.Renewal(BARRIER, 0, 0)));
      everybody.forEach(id -> barrier.receiveMessage());
      Set<String> every = Set.copyOf(calls.keySet());
      CallRequest look = new CallRequest.Perform(ASKING, new Operation.GetCall(BARRIER));
      every.forEach(id -> tellCall(id, new CallCommand.Ask(ASKING, look)));
      every.forEach(id -> barrier.receiveMessage());
      quiet = sent.get() == before ? quiet : -1;
    }
  }

  // ---- What can be seen

  List<Object> journalOf(String userId) {
    return journal.persistedInStorage("user:" + userId);
  }

  void assertNothingIsUnderWay() {
    synchronized (held) {
      assertThat(held).isEmpty();
    }
  }

  void stop() {
    testKit.shutdownTestKit();
  }
}
