package dev.ringdown.session;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.InvitationEvents;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.observe.Observed;
import dev.ringdown.timer.Alarm;
import dev.ringdown.turn.Turn;
import dev.ringdown.turn.Urgency;
import dev.ringdown.user.UserCommand;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected device. Forwards what its application asks to the user's actor, and raises what
 * comes back, in order. It outlives the user's actor: it watches it, and registers anew.
 */
public final class SessionActor extends AbstractBehavior<SessionCommand> {
  private static final Logger LOG = LoggerFactory.getLogger(SessionActor.class);

  /** What a session tells itself. */
  sealed interface Own extends SessionCommand {}

  record UserGone(long registration) implements Own {}

  record ListenerGone() implements Own {}

  record Tick() implements Own {}

  /** It may register. */
  record YourTurn() implements Own {}

  /** What the application's hook said; empty if it failed. */
  record Allowed(String requestId, Optional<Verdicts> verdicts) implements Own {}

  private static final SessionCommand YOUR_TURN = new YourTurn();

  private final String sessionId;
  private final CallUser user;
  private final String device;
  private final SessionEnvironment environment;
  private final Listener listener;
  private final TimerScheduler<SessionCommand> timers;
  private final Alarm<SessionCommand> alarm;

  private final Operations operations;
  private final Rings rings = new Rings();
  private final ProgressLog progress = new ProgressLog();
  private final Registration registration = new Registration();
  private final Turn<SessionCommand> turn;
  private final Deliveries deliveries = new Deliveries();
  private final Instant began;
  private boolean connected;

  /**
   * A session whose events go to an actor, and which ends with it.
   *
   * @param sessionId unique among all sessions of the user
   */
  public static Behavior<SessionCommand> create(
      String sessionId,
      CallUser user,
      String device,
      SessionEnvironment environment,
      ActorRef<SessionEvent> listener) {
    return Behaviors.setup(
        context -> {
          context.watchWith(listener, new ListenerGone());
          return create(sessionId, user, device, environment, new ToActor(listener));
        });
  }

  /**
   * A session whose events are an application's callbacks, called on threads of their own. If the
   * application falls too far behind, the session closes.
   */
  public static Behavior<SessionCommand> create(
      String sessionId,
      CallUser user,
      String device,
      SessionEnvironment environment,
      InvitationEvents events) {
    return Behaviors.setup(
        context -> {
          AtomicInteger waiting = new AtomicInteger();
          ActorRef<SessionCommand> self = context.getSelf();
          Consumer<String> dialBack =
              callId -> self.tell(new SessionCommand.RunDefaultAction(callId));
          ActorRef<SessionEvent> callbacks =
              context.spawn(
                  Callbacks.create(events, dialBack, waiting),
                  "callbacks",
                  DispatcherSelector.fromConfig(Callbacks.DISPATCHER));
          context.watchWith(callbacks, new ListenerGone());
          return create(
              sessionId,
              user,
              device,
              environment,
              new ToCallbacks(callbacks, waiting, environment.rules().listenerBuffer()));
        });
  }

  private static Behavior<SessionCommand> create(
      String sessionId,
      CallUser user,
      String device,
      SessionEnvironment environment,
      Listener listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new SessionActor(
                        sessionId, user, device, environment, listener, context, timers)));
  }

  private SessionActor(
      String sessionId,
      CallUser user,
      String device,
      SessionEnvironment environment,
      Listener listener,
      ActorContext<SessionCommand> context,
      TimerScheduler<SessionCommand> timers) {
    super(context);
    this.sessionId = sessionId;
    this.user = user;
    this.device = device;
    this.environment = environment;
    this.listener = listener;
    this.timers = timers;
    alarm = new Alarm<>(timers, environment.clock(), new Tick());
    operations = new Operations(sessionId, user, environment, context.getSystem(), new Host());
    turn = new Turn<>(environment.turns(), context.getSelf(), YOUR_TURN);
    began = environment.clock().instant();
    environment.sessions().add(context.getSelf());
    register();
    rest();
    if (CoordinatedShutdown.get(context.getSystem()).getShutdownReason().isPresent()) {
      // All that were there are closed already, or about to be.
      context.getSelf().tell(new SessionCommand.Close(CloseReason.SHUTDOWN));
    }
  }

  private final class Host implements Operations.Host {
    @Override
    public void tell(UserCommand.FromSession command) {
      registration.actor().ifPresent(actor -> actor.tell(command));
    }

    @Override
    public void await(String requestId, CompletionStage<Verdicts> hook) {
      getContext()
          .pipeToSelf(
              hook,
              (verdicts, failure) -> {
                if (failure != null) {
                  LOG.warn("The permission hook failed for {}", user, failure);
                }
                return new Allowed(requestId, Optional.ofNullable(verdicts));
              });
    }

    @Override
    public void silence(String callId) {
      rings.silence(callId);
    }

    @Override
    public void expects(String callId) {
      progress.expects(callId);
    }

    @Override
    public void expectsNoMore(String callId) {
      progress.expectsNoMore(callId);
    }
  }

  @Override
  public Receive<SessionCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionCommand.Perform.class, this::onPerform)
        .onMessage(SessionCommand.Tell.class, this::onTell)
        .onMessage(SessionCommand.RunDefaultAction.class, this::onRunDefaultAction)
        .onMessage(SessionCommand.Close.class, c -> close(c.reason()))
        .onMessage(Allowed.class, this::onAllowed)
        .onMessage(SessionCommand.Registered.class, this::onRegistered)
        .onMessage(SessionCommand.Deliver.class, this::onDeliver)
        .onMessage(SessionCommand.Answered.class, this::onAnswered)
        .onMessage(SessionCommand.MissedCallFound.class, this::onMissedCallFound)
        .onMessage(SessionCommand.Replaced.class, c -> close(CloseReason.REPLACED))
        .onMessage(UserGone.class, this::onUserGone)
        .onMessage(YourTurn.class, yours -> onTurn())
        .onMessage(ListenerGone.class, c -> close(CloseReason.CLOSED, false))
        .onMessage(Tick.class, c -> onTick())
        .onSignal(PostStop.class, signal -> onStopped())
        .build();
  }

  // ---- What the application asks

  private Behavior<SessionCommand> onPerform(SessionCommand.Perform perform) {
    String id = perform.requestId();
    operations.perform(
        id, perform.operation(), result -> perform.replyTo().tell(new SessionReply(id, result)));
    return rest();
  }

  private Behavior<SessionCommand> onTell(SessionCommand.Tell tell) {
    operations.perform(tell.operation(), ifFailed(e -> raise(new SessionEvent.Error(e))));
    return rest();
  }

  private Behavior<SessionCommand> onRunDefaultAction(SessionCommand.RunDefaultAction run) {
    String callId = run.callId();
    operations.perform(
        new Operation.DialBack(callId),
        ifFailed(e -> raise(new SessionEvent.IncomingMissedCallDialBackFailed(callId, e))));
    return rest();
  }

  private static Consumer<Result> ifFailed(Consumer<RingdownError> then) {
    return result -> {
      if (result instanceof Result.Failed failed) {
        then.accept(failed.error());
      }
    };
  }

  private Behavior<SessionCommand> onAllowed(Allowed allowed) {
    operations.allowed(allowed.requestId(), allowed.verdicts());
    return rest();
  }

  // ---- What the user's actor tells

  private Behavior<SessionCommand> onRegistered(SessionCommand.Registered registered) {
    if (!registration.awaits(registered.registration())) {
      return this;
    }
    boolean isSameActor = registration.done(registered.registration(), registered.user());
    deliveries.begin();
    turn.end();
    getContext().watchWith(registered.user(), new UserGone(registered.registration()));
    if (!connected) {
      connected = true;
      registered.connected().ifPresent(this::raise);
    }
    operations.sendAgain(isSameActor);
    return rest();
  }

  private Behavior<SessionCommand> onDeliver(SessionCommand.Deliver deliver) {
    Instant now = environment.clock().instant();
    if (!registration.isDone(deliver.registration())) {
      return this;
    }
    if (!deliveries.isNext(deliver.number(), now)) {
      Observed.on(getContext().getSystem()).duplicate();
      return rest();
    }
    deliver.progress().ifPresent(progress::hears);
    for (SessionEvent event : deliver.events()) {
      if (rings.admits(event, now)) {
        raise(event);
        acknowledge(event);
      }
    }
    return rest();
  }

  /** Whether the call still wants to know does not matter. */
  private void acknowledge(SessionEvent event) {
    if (event instanceof SessionEvent.IncomingCallReceived ring) {
      operations.perform(new Operation.Received(ring.callId()), result -> {});
    }
  }

  private Behavior<SessionCommand> onAnswered(SessionCommand.Answered answered) {
    operations.answered(answered);
    return rest();
  }

  private Behavior<SessionCommand> onMissedCallFound(SessionCommand.MissedCallFound found) {
    operations.missedCallFound(found);
    return rest();
  }

  private void raise(SessionEvent event) {
    if (!listener.raise(event)) {
      getContext().getSelf().tell(new SessionCommand.Close(CloseReason.SLOW_LISTENER));
    }
  }

  // ---- Time, and the user's actor

  private void register() {
    registration.actor().ifPresent(getContext()::unwatch);
    registration.begin();
    deliveries.interrupt();
    if (turn.take(Urgency.CAN_WAIT.due(environment.clock().instant()))) {
      tryToRegister();
    } else {
      registration.waits(environment.rules().saysHere(), environment.clock().instant());
    }
  }

  /** While it waits for its turn, its calls must not take the user for away. */
  private void sayHere() {
    if (!progress.live().isEmpty()) {
      environment.users().tell(user.id(), new UserCommand.Here(sessionId));
    }
    registration.waitsOn(environment.clock().instant());
  }

  private Behavior<SessionCommand> onTurn() {
    turn.comes();
    tryToRegister();
    return rest();
  }

  private void tryToRegister() {
    long number = registration.tryIt(environment.clock().instant());
    environment
        .users()
        .tell(
            user.id(),
            new UserCommand.Connect(
                sessionId,
                number,
                registration.since(),
                device,
                user,
                connected ? Optional.of(heard()) : Optional.empty(),
                began,
                getContext().getSelf()));
  }

  private Heard heard() {
    return new Heard(progress.all(), registration.number(), deliveries.last());
  }

  private Behavior<SessionCommand> onUserGone(UserGone gone) {
    if (registration.isDone(gone.registration())) {
      register();
    }
    return rest();
  }

  private Behavior<SessionCommand> onTick() {
    alarm.rang();
    Instant now = environment.clock().instant();
    for (SessionEvent.IncomingCallReceived ring : rings.overdue(now)) {
      raise(new SessionEvent.IncomingCallTimeout(ring.callId(), ring.caller()));
      environment.users().tell(user.id(), new UserCommand.Overdue(sessionId, ring.callId()));
    }
    boolean askedInVain = operations.tick(now) && registration.actor().isPresent();
    deliveries.confirmed(now).ifPresent(this::confirm);
    if (deliveries.isStuck(now) || askedInVain) {
      register();
    } else if (!registration.retryAt().isAfter(now)) {
      onRetry();
    }
    return rest();
  }

  private void onRetry() {
    if (turn.isAwaited()) {
      sayHere();
    } else {
      // It had its time: whatever it waits for, others need not.
      turn.end();
      tryToRegister();
    }
  }

  private void confirm(long delivery) {
    registration
        .actor()
        .ifPresent(
            a -> a.tell(new UserCommand.Delivered(sessionId, registration.number(), delivery)));
  }

  private Behavior<SessionCommand> rest() {
    alarm.set(operations.nextDue());
    alarm.set(rings.nextStop());
    alarm.set(registration.retryAt());
    alarm.set(deliveries.nextDue());
    return this;
  }

  private Behavior<SessionCommand> close(CloseReason reason) {
    return close(reason, true);
  }

  private Behavior<SessionCommand> close(CloseReason reason, boolean isThere) {
    Result closed =
        new Result.Failed(
            RingdownError.of(
                ErrorCode.SESSION_CLOSED, "expected an open session, but it is closed: " + reason));
    // When a node stops, the device comes back elsewhere, and asks again.
    operations.close(closed, reason != CloseReason.SHUTDOWN);
    UserCommand lastWord =
        new UserCommand.Disconnect(
            sessionId,
            registration.number(),
            deliveries.last(),
            progress.live(),
            Optional.of(getContext().getSelf()));
    listener.raise(new SessionEvent.Closed(reason));
    turn.end();
    environment.sessions().remove(getContext().getSelf());
    boolean listens = isThere && listener.stopsWhenClosed();
    return new Closing(
        closed,
        () -> environment.users().tell(user.id(), lastWord),
        listens,
        reason != CloseReason.SHUTDOWN,
        getContext(),
        timers);
  }

  private Behavior<SessionCommand> onStopped() {
    operations.stopped();
    turn.end();
    environment.sessions().remove(getContext().getSelf());
    return this;
  }
}
