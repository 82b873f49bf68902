package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
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
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One connected device. Forwards what its application asks to the user's actor, and raises what
 * comes back, in order. It outlives the user's actor: it watches it, and registers anew.
 */
public final class SessionActor extends AbstractBehavior<SessionCommand> {
  private static final String TICK = "tick";
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

  /** What a session tells itself. */
  sealed interface Own extends SessionCommand {}

  record UserGone(long registration) implements Own {}

  record ListenerGone() implements Own {}

  record Tick() implements Own {}

  /** What the application's hook said; empty if it failed. */
  record Allowed(String requestId, Optional<Verdicts> verdicts) implements Own {}

  /** An actor's mailbox takes everything; it is the actor's own business. */
  private record ToActor(ActorRef<SessionEvent> actor) implements Listener {
    @Override
    public boolean raise(SessionEvent event) {
      actor.tell(event);
      return true;
    }

    @Override
    public boolean stopsWhenClosed() {
      return false;
    }
  }

  private final String sessionId;
  private final CallUser user;
  private final String device;
  private final SessionEnvironment environment;
  private final Listener listener;
  private final TimerScheduler<SessionCommand> timers;

  private final Arguments arguments;
  private final Permission permission;
  private final Forwarding forwarding;
  private final Requests requests = new Requests();
  private final Rings rings = new Rings();
  private final ProgressLog progress = new ProgressLog();

  private Optional<ActorRef<UserCommand>> userActor = Optional.empty();
  private long registration;
  private boolean connected;
  private Duration retry = FIRST_RETRY;
  private Instant retryAt = Instant.MAX;
  private Instant tickAt = Instant.MAX;
  private long ownRequests;

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
    environment.sessions().add(context.getSelf());
    SessionRules rules = environment.rules();
    arguments = new Arguments(user.id(), rules);
    permission =
        new Permission(environment.permission(), user, rules.hookTimeout(), context.getSystem());
    forwarding = new Forwarding(sessionId, rules);
    register();
    rest();
  }

  @Override
  public Receive<SessionCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionCommand.Perform.class, this::onPerform)
        .onMessage(SessionCommand.Tell.class, this::onTell)
        .onMessage(SessionCommand.RunDefaultAction.class, this::onRunDefaultAction)
        .onMessage(SessionCommand.Close.class, c -> close(c.reason(), true))
        .onMessage(Allowed.class, this::onAllowed)
        .onMessage(SessionCommand.Registered.class, this::onRegistered)
        .onMessage(SessionCommand.Deliver.class, this::onDeliver)
        .onMessage(SessionCommand.Answered.class, this::onAnswered)
        .onMessage(SessionCommand.MissedCallFound.class, this::onMissedCallFound)
        .onMessage(SessionCommand.Replaced.class, c -> close(CloseReason.REPLACED, false))
        .onMessage(UserGone.class, this::onUserGone)
        .onMessage(ListenerGone.class, c -> onListenerGone())
        .onMessage(Tick.class, c -> onTick())
        .build();
  }

  // ---- What the application asks

  private Behavior<SessionCommand> onPerform(SessionCommand.Perform perform) {
    String id = perform.requestId();
    Consumer<Result> reply = result -> perform.replyTo().tell(new SessionReply(id, result));
    Optional<RingdownError> badId = Arguments.id("requestId", id);
    if (badId.isPresent()) {
      reply.accept(new Result.Failed(badId.get()));
    } else if (requests.answered(id).isPresent()) {
      reply.accept(requests.answered(id).get());
    } else if (requests.pending(id).isPresent()) {
      requests.pending(id).get().awaitedBy(reply);
    } else {
      begin(id, perform.operation(), reply);
    }
    return rest();
  }

  private Behavior<SessionCommand> onTell(SessionCommand.Tell tell) {
    begin(ownRequestId(), tell.operation(), ifFailed(e -> raise(new SessionEvent.Error(e))));
    return rest();
  }

  private Behavior<SessionCommand> onRunDefaultAction(SessionCommand.RunDefaultAction run) {
    String callId = run.callId();
    begin(
        ownRequestId(),
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

  private String ownRequestId() {
    return sessionId + ":" + ++ownRequests;
  }

  private void begin(String id, Operation operation, Consumer<Result> waiter) {
    Instant expires = environment.clock().instant().plus(environment.rules().requestTimeout());
    Request request = new Request(id, operation, expires);
    request.awaitedBy(waiter);
    Optional<RingdownError> bad = arguments.check(operation);
    if (bad.isPresent()) {
      answer(request, new Result.Failed(bad.get()));
    } else if (requests.isFull()) {
      answer(request, unavailable("expected at most " + Requests.MOST_PENDING + " at a time"));
    } else {
      requests.add(request);
      askOrSend(request);
    }
  }

  /** Sends at once what nobody needs to allow. */
  private void askOrSend(Request request) {
    permission
        .of(request.step())
        .ifPresentOrElse(
            asked ->
                getContext()
                    .pipeToSelf(
                        asked,
                        (verdicts, failure) ->
                            new Allowed(request.id(), Optional.ofNullable(verdicts))),
            () -> send(request, Verdicts.NONE));
  }

  private Behavior<SessionCommand> onAllowed(Allowed allowed) {
    requests.pending(allowed.requestId()).ifPresent(r -> proceed(r, allowed.verdicts()));
    return rest();
  }

  private void proceed(Request request, Optional<Verdicts> verdicts) {
    if (verdicts.isEmpty()) {
      answer(request, unavailable("expected an answer of the permission hook, but it failed"));
    } else if (verdicts.get().refuseAll()) {
      answer(
          request,
          new Result.Failed(
              RingdownError.of(ErrorCode.NOT_PERMITTED, "expected what the application permits")));
    } else {
      send(request, verdicts.get());
    }
  }

  private void send(Request request, Verdicts verdicts) {
    UserCommand.FromSession command = forwarding.command(request.id(), request.step(), verdicts);
    request.sent(command, Forwarding.refused(request.step(), verdicts));
    userActor.ifPresent(actor -> actor.tell(command));
  }

  // ---- What the user's actor tells

  private Behavior<SessionCommand> onRegistered(SessionCommand.Registered registered) {
    if (registered.registration() != registration || userActor.isPresent()) {
      return this;
    }
    userActor = Optional.of(registered.user());
    retry = FIRST_RETRY;
    retryAt = Instant.MAX;
    getContext().watchWith(registered.user(), new UserGone(registration));
    if (!connected) {
      connected = true;
      registered.connected().ifPresent(this::raise);
    }
    requests.all().forEach(r -> r.sent().ifPresent(registered.user()::tell));
    return rest();
  }

  private Behavior<SessionCommand> onDeliver(SessionCommand.Deliver deliver) {
    if (deliver.registration() != registration) {
      return this;
    }
    deliver.progress().ifPresent(progress::hears);
    Instant now = environment.clock().instant();
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
      begin(ownRequestId(), new Operation.Received(ring.callId()), result -> {});
    }
  }

  private Behavior<SessionCommand> onAnswered(SessionCommand.Answered answered) {
    requests
        .pending(answered.requestId())
        .ifPresent(request -> onAnswer(request, answered.result()));
    return rest();
  }

  private void onAnswer(Request request, Result result) {
    if (request.ringsInstead(result)) {
      askOrSend(request);
    } else {
      answer(request, result);
    }
  }

  private Behavior<SessionCommand> onMissedCallFound(SessionCommand.MissedCallFound found) {
    requests
        .pending(found.requestId())
        .ifPresent(
            request -> {
              request.dialsBack(new DialBack(found.call(), environment.rules()));
              askOrSend(request);
            });
    return rest();
  }

  private void answer(Request request, Result result) {
    Result complete = request.complete(result);
    requests.answer(request, complete);
    if (!(complete instanceof Result.Failed)) {
      silence(request.step());
    }
    request.answer(complete);
  }

  /** These have no callback here that would end the ring. */
  private void silence(Operation done) {
    if (done instanceof Operation.Busy busy) {
      rings.silence(busy.callId());
    } else if (done instanceof Operation.Ignore ignore) {
      rings.silence(ignore.callId());
    }
  }

  private void raise(SessionEvent event) {
    if (!listener.raise(event)) {
      getContext().getSelf().tell(new SessionCommand.Close(CloseReason.SLOW_LISTENER));
    }
  }

  // ---- Time, and the user's actor

  private void register() {
    registration++;
    userActor = Optional.empty();
    retryAt = environment.clock().instant().plus(retry);
    retry = retry.multipliedBy(2);
    retry = retry.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry;
    environment
        .users()
        .tell(
            user.id(),
            new UserCommand.Connect(
                sessionId,
                registration,
                device,
                user,
                connected ? Optional.of(progress.all()) : Optional.empty(),
                getContext().getSelf()));
  }

  private Behavior<SessionCommand> onUserGone(UserGone gone) {
    if (gone.registration() == registration) {
      register();
    }
    return rest();
  }

  private Behavior<SessionCommand> onTick() {
    tickAt = Instant.MAX;
    Instant now = environment.clock().instant();
    for (SessionEvent.IncomingCallReceived ring : rings.overdue(now)) {
      raise(new SessionEvent.IncomingCallTimeout(ring.callId(), ring.caller()));
      userActor.ifPresent(a -> a.tell(new UserCommand.Overdue(sessionId, ring.callId())));
    }
    for (Request request : requests.expired(now)) {
      userActor.ifPresent(
          a -> forwarding.takeBack(request.sent(), ownRequestId()).ifPresent(a::tell));
      answer(
          request,
          unavailable("expected an answer within " + environment.rules().requestTimeout()));
    }
    if (!retryAt.isAfter(now)) {
      register();
    }
    return rest();
  }

  private static Result unavailable(String message) {
    return new Result.Failed(RingdownError.unavailable(message, Optional.empty()));
  }

  private Behavior<SessionCommand> rest() {
    Instant next =
        Stream.of(requests.nextExpiry(), rings.nextStop(), Optional.of(retryAt))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    if (next.isBefore(tickAt)) {
      tickAt = next;
      Duration delay = Duration.between(environment.clock().instant(), next);
      timers.startSingleTimer(TICK, new Tick(), delay.isNegative() ? Duration.ZERO : delay);
    }
    return this;
  }

  private Behavior<SessionCommand> onListenerGone() {
    close(CloseReason.CLOSED, true);
    return Behaviors.stopped();
  }

  private Behavior<SessionCommand> close(CloseReason reason, boolean tellUser) {
    if (tellUser) {
      environment.users().tell(user.id(), new UserCommand.Disconnect(sessionId));
    }
    Result closed =
        new Result.Failed(
            RingdownError.of(
                ErrorCode.SESSION_CLOSED, "expected an open session, but it is closed: " + reason));
    requests.all().forEach(request -> request.answer(closed));
    listener.raise(new SessionEvent.Closed(reason));
    environment.sessions().remove(getContext().getSelf());
    return listener.stopsWhenClosed() ? closed(closed) : Behaviors.stopped();
  }

  /** Waits until the listener has heard the last event; he may be slow. */
  private static Behavior<SessionCommand> closed(Result closed) {
    return Behaviors.receive(SessionCommand.class)
        .onMessage(
            SessionCommand.Perform.class,
            late -> {
              late.replyTo().tell(new SessionReply(late.requestId(), closed));
              return Behaviors.same();
            })
        .onMessage(ListenerGone.class, gone -> Behaviors.stopped())
        .onAnyMessage(late -> Behaviors.same())
        .build();
  }
}
