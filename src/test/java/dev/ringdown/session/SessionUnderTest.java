package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.testkit.Words;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.UserCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** One session of Bob's, beside a user's actor that the test plays. */
final class SessionUnderTest implements AutoCloseable {
  static final CallUser BOB = CallUser.of("bob");
  static final CallUser ALICE = CallUser.of("alice");

  final TestEngine engine = TestEngine.start();
  final ScriptedUser user = new ScriptedUser(engine.system());
  final Set<ActorRef<SessionCommand>> open = ConcurrentHashMap.newKeySet();
  private final Queue<SessionEvent> events = new ConcurrentLinkedQueue<>();
  private final Queue<SessionReply> replies = new ConcurrentLinkedQueue<>();
  private final ActorRef<SessionReply> replyTo = spawn(noting(replies));
  private final ActorRef<SessionCommand> session;
  private long deliveries;

  /** Stops when it hears of an outgoing call. */
  private final ActorRef<SessionEvent> listener =
      spawn(
          Behaviors.receive(SessionEvent.class)
              .onMessage(SessionEvent.OutgoingCallSent.class, e -> Behaviors.stopped())
              .onAnyMessage(
                  e -> {
                    events.add(e);
                    return Behaviors.same();
                  })
              .build());

  SessionUnderTest(RingPermission permission) {
    this(permission, new Turns(1, Clock.systemUTC()));
  }

  SessionUnderTest(RingPermission permission, Turns turns) {
    SessionEnvironment environment =
        new SessionEnvironment(
            SessionRules.DEFAULT, permission, clock(), user, new Semaphore(1000), turns, open);
    session = spawn(SessionActor.create("session", BOB, "phone", environment, listener));
    engine.settle();
  }

  static SessionUnderTest registered() {
    return registered(RingPermission.EVERYBODY);
  }

  static SessionUnderTest registered(RingPermission permission) {
    SessionUnderTest session = new SessionUnderTest(permission);
    session.isRegistered(1);
    session.user.forget();
    session.heard();
    return session;
  }

  private static <M> Behavior<M> noting(Queue<M> messages) {
    return Behaviors.receiveMessage(
        message -> {
          messages.add(message);
          return Behaviors.same();
        });
  }

  private <M> ActorRef<M> spawn(Behavior<M> behavior) {
    return engine.system().systemActorOf(behavior, "test-" + UUID.randomUUID(), Props.empty());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return engine.now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  /** The user's actor answers this registration; the first ones as it does to a new session. */
  void isRegistered(long registration) {
    tell(
        new SessionCommand.Registered(
            registration,
            user.actor(),
            Optional.of(new SessionEvent.Connected("session", List.of(), 0))));
  }

  /** The user's actor answers when it was asked last. */
  void isRegisteredAnew() {
    List<UserCommand.Connect> asked = user.told(UserCommand.Connect.class);
    isRegistered(asked.get(asked.size() - 1).registration());
  }

  void losesItsUser() {
    deliveries = 0;
    user.stop();
    user.begin();
    engine.settle();
  }

  void hears(SessionEvent event) {
    hears(1, event);
  }

  void hears(long registration, SessionEvent event) {
    deliveries++;
    tell(new SessionCommand.Deliver(registration, deliveries, Optional.empty(), List.of(event)));
  }

  void asks(String requestId, Operation operation) {
    tell(new SessionCommand.Perform(requestId, operation, replyTo));
  }

  void isAnswered(String requestId, Result result) {
    tell(new SessionCommand.Answered(requestId, result));
  }

  void isAnswered(String requestId, ErrorCode code) {
    isAnswered(requestId, new Result.Failed(RingdownError.of(code, "on purpose")));
  }

  void tell(SessionCommand command) {
    session.tell(command);
    engine.settle();
  }

  /** What was raised since it was asked last. */
  List<String> heard() {
    List<String> heard = events.stream().map(Words::of).toList();
    events.clear();
    return heard;
  }

  /** Which calls ended by what was raised since it was asked last. */
  List<String> raised() {
    List<String> ended = events.stream().map(e -> ((SessionEvent.CallEnded) e).callId()).toList();
    events.clear();
    return ended;
  }

  /** What was answered since it was asked last. */
  List<SessionReply> answers() {
    List<SessionReply> answers = List.copyOf(replies);
    replies.clear();
    return answers;
  }

  /** The answers since they were asked for last, all of them failures. */
  List<ErrorCode> failures() {
    return answers().stream().map(r -> ((Result.Failed) r.result()).error().code()).toList();
  }

  /** What it says last, having heard so much, and of calls that may go on. */
  UserCommand lastWord(long delivered, String... live) {
    return new UserCommand.Disconnect("session", 1, delivered, List.of(live), Optional.of(session));
  }

  boolean isStopped() {
    Queue<Boolean> stopped = new ConcurrentLinkedQueue<>();
    Behavior<Boolean> watcher =
        Behaviors.setup(
            context -> {
              context.watchWith(session, true);
              return noting(stopped);
            });
    spawn(watcher);
    engine.settle();
    return !stopped.isEmpty();
  }

  SessionEvent ring(int ring, Duration left) {
    return new SessionEvent.IncomingCallReceived(
        "call",
        ALICE,
        ALICE,
        CallType.VOICE,
        List.of(BOB),
        "",
        "room",
        CallMode.ADVANCED,
        ring,
        engine.now().plus(left),
        left);
  }

  static SessionEvent ended(String callId) {
    return new SessionEvent.CallEnded(callId, EndReason.ENDED, Duration.ZERO);
  }

  static SessionEvent timeout() {
    return new SessionEvent.IncomingCallTimeout("call", ALICE);
  }

  static SessionEvent canceled() {
    return new SessionEvent.IncomingCallCanceled("call", ALICE, "", EndReason.CANCELLED);
  }

  @Override
  public void close() {
    engine.close();
  }
}
