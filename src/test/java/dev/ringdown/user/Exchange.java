package dev.ringdown.user;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.persistence.testkit.javadsl.SnapshotTestKit;
import dev.ringdown.BusyPolicy;
import dev.ringdown.UnreachablePolicy;
import dev.ringdown.call.Call;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Patience;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.turn.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Users and calls on one table, in virtual time. Their messages can be held back or lost, their
 * actors killed; whoever is spoken to is started.
 */
final class Exchange {
  private final TestEngine engine = TestEngine.start();
  private final Clock clock = ((InstantSource) engine::now).withZone(ZoneOffset.UTC);

  /** Who asked to be stopped, once for each time. */
  final List<String> idle = new CopyOnWriteArrayList<>();

  UserRules rules = UserRules.DEFAULT;
  DoNotDisturb doNotDisturb = DoNotDisturb.NEVER;
  PushNotifier pushNotifier = PushNotifier.NONE;

  private final Map<String, ActorRef<UserCommand>> users = new ConcurrentHashMap<>();
  private final Map<String, ActorRef<CallCommand>> calls = new ConcurrentHashMap<>();
  private final Turns turns = new Turns(1, clock);
  private final AtomicInteger started = new AtomicInteger();
  private final List<Runnable> held = new ArrayList<>();
  private Predicate<Message> holds = message -> false;

  /** The default rules, but for these four. */
  void rules(
      BusyPolicy busyPolicy,
      boolean oneCall,
      UnreachablePolicy unreachablePolicy,
      boolean doNotDisturbIsBusy) {
    rules =
        new UserRules(
            busyPolicy,
            oneCall,
            unreachablePolicy,
            doNotDisturbIsBusy,
            UserRules.DEFAULT.missedCalls(),
            UserRules.DEFAULT.renewal(),
            UserRules.DEFAULT.hookTimeout());
  }

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
    return spawn(
        User.create(
            userId,
            rules,
            doNotDisturb,
            pushNotifier,
            clock,
            (callId, command) ->
                send(new Message(callId, callId, command), () -> tellCall(callId, command)),
            (id, command) -> send(new Message(id, "", command), () -> tellUser(id, command)),
            () -> idle.add(userId),
            turns));
  }

  private ActorRef<CallCommand> startCall(String callId) {
    return spawn(
        Call.create(
            callId,
            CallRules.DEFAULT,
            Patience.DEFAULT,
            clock,
            (userId, command) ->
                send(new Message(userId, callId, command), () -> tellUser(userId, command)),
            (id, command) -> {},
            () -> {},
            stranded -> {},
            turns));
  }

  <T> ActorRef<T> spawn(Behavior<T> behavior) {
    return engine
        .system()
        .systemActorOf(behavior, "actor-" + started.incrementAndGet(), Props.empty());
  }

  /** Its memory is lost; whoever speaks to it starts it anew. */
  void killUser(String userId) {
    settle();
    Adapter.toClassic(engine.system()).stop(Adapter.toClassic(users.remove(userId)));
    settle();
  }

  /** It is stopped in good order; whoever speaks to it starts it elsewhere. */
  void moveUser(String userId) {
    settle();
    users.remove(userId).tell(new UserCommand.Passivated());
    settle();
  }

  void killCall(String callId) {
    settle();
    calls.remove(callId).tell(new CallCommand.Passivated());
    settle();
  }

  /** What is to be done when an actor stopped of itself. */
  void forgetUser(String userId) {
    settle();
    users.remove(userId);
  }

  // ---- The messages between them

  /**
   * @param to a user's id, or a call's
   * @param callId empty between two runs of a user's actor
   */
  record Message(String to, String callId, Object command) {
    boolean isRequest(Class<? extends CallRequest> type) {
      return command instanceof CallCommand.Tell tell && type.isInstance(tell.request());
    }
  }

  private void send(Message message, Runnable delivery) {
    synchronized (held) {
      if (holds.test(message)) {
        held.add(delivery);
        return;
      }
    }
    delivery.run();
  }

  /** From now on, keeps such messages under way. */
  void hold(Predicate<Message> which) {
    synchronized (held) {
      holds = which;
    }
  }

  /** How often a call is asked for everything from now on; holds nothing. */
  AtomicInteger questions() {
    AtomicInteger questions = new AtomicInteger();
    hold(m -> m.command() instanceof CallCommand.TellMe && questions.incrementAndGet() < 0);
    return questions;
  }

  /** Delivers what is under way, and holds no more. */
  void release() {
    hold(message -> false);
    deliver();
  }

  /** Delivers what is under way. */
  void deliver() {
    List<Runnable> late;
    synchronized (held) {
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
    engine.pass(duration);
  }

  /** Returns when every message was handled, and so was all that followed from it. */
  void settle() {
    engine.settle();
  }

  // ---- What can be seen

  List<Object> journalOf(String userId) {
    return engine.journal().persistedInStorage("user:" + userId);
  }

  void failNextWriteOf(String userId) {
    engine.journal().failNextPersisted("user:" + userId);
  }

  void failNextReadOfUser(String userId) {
    engine.journal().failNextRead("user:" + userId);
  }

  void failNextReadOfSnapshotOfUser(String userId) {
    SnapshotTestKit.create(engine.system()).failNextRead("user:" + userId);
  }

  void failNextWriteOfCall(String callId) {
    engine.journal().failNextPersisted("call:" + callId);
  }

  void stop() {
    engine.close();
  }
}
