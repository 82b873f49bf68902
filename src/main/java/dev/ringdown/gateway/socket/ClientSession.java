package dev.ringdown.gateway.socket;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.gateway.auth.Identity;
import dev.ringdown.gateway.auth.Verdict;
import dev.ringdown.gateway.wire.FromClient;
import dev.ringdown.gateway.wire.GoodbyeReason;
import dev.ringdown.gateway.wire.ToClient;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of a client. It outlives its socket for a while, so that a client whose socket was
 * lost can go on with it on another: events are numbered, and kept until the client has seen them.
 */
final class ClientSession extends AbstractBehavior<ClientSession.Command> {
  /** One line for each event of a call: for following calls on a machine for trying. */
  private static final Logger CALLS = LoggerFactory.getLogger("dev.ringdown.gateway.calls");

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How many frames are on their way to a socket: enough to keep it busy. */
  private static final int MOST_IN_FLIGHT = 16;

  /** What a session is told by sockets, the engine, and itself. */
  sealed interface Command {}

  /**
   * A client goes on with this session on another socket. Answered with Welcome, or with {@link
   * SocketStage.CannotResume}.
   *
   * @param seen the number of the last event that the client has seen
   */
  record Resume(ActorRef<SocketStage.Command> socket, long seen, Identity identity)
      implements Command {}

  record Frame(ActorRef<SocketStage.Command> socket, FromClient frame) implements Command {}

  /** So many frames went out. */
  record Written(ActorRef<SocketStage.Command> socket, int frames) implements Command {}

  /** The socket has said goodbye by itself. */
  record Left(ActorRef<SocketStage.Command> socket, boolean resumable) implements Command {}

  private record SocketGone(ActorRef<SocketStage.Command> socket) implements Command {}

  record End(ToClient.Goodbye goodbye) implements Command {}

  private record Raised(SessionEvent event) implements Command {}

  private record Replied(SessionReply reply) implements Command {}

  private record EngineGone() implements Command {}

  private record Renewed(Verdict verdict) implements Command {}

  private record NotOpened() implements Command {}

  private record NotResumed() implements Command {}

  private record TokenDue() implements Command {}

  private final SocketEnvironment environment;
  private final Sessions.Place place;
  private final CallUser user;
  private final TimerScheduler<Command> timers;
  private final ActorRef<SessionCommand> engine;
  private final ActorRef<SessionReply> replies;
  private final Outbox outbox;
  private final DialBacks dialBacks = new DialBacks();

  /** Empty until the engine has registered it. */
  private String sessionId = "";

  private Optional<ActorRef<SocketStage.Command>> socket;
  private int inFlight;
  private int openRequests;
  private Instant expiresAt;
  private boolean warned;

  static Behavior<Command> create(
      SocketEnvironment environment,
      Sessions.Place place,
      CallUser user,
      Identity identity,
      ActorRef<SocketStage.Command> socket) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new ClientSession(
                        environment, place, user, identity, socket, context, timers)));
  }

  private ClientSession(
      SocketEnvironment environment,
      Sessions.Place place,
      CallUser user,
      Identity identity,
      ActorRef<SocketStage.Command> socket,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    super(context);
    this.environment = environment;
    this.place = place;
    this.user = user;
    this.timers = timers;
    this.socket = Optional.of(socket);
    expiresAt = identity.expiresAt();
    outbox = new Outbox(environment.settings().unseen(), environment.settings().unsent());
    replies = context.messageAdapter(SessionReply.class, Replied::new);
    engine =
        environment
            .ringdown()
            .connect(user, place.device(), context.messageAdapter(SessionEvent.class, Raised::new));
    context.watchWith(engine, new EngineGone());
    context.watchWith(socket, new SocketGone(socket));
    timers.startSingleTimer(new NotOpened(), environment.settings().helloTimeout());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Frame.class, this::onFrame)
        .onMessage(Written.class, this::onWritten)
        .onMessage(Raised.class, raised -> onRaised(raised.event()))
        .onMessage(Replied.class, replied -> onReplied(replied.reply()))
        .onMessage(Resume.class, this::onResume)
        .onMessage(Left.class, this::onLeft)
        .onMessage(SocketGone.class, gone -> onSocketGone(gone.socket()))
        .onMessage(Renewed.class, renewed -> onRenewed(renewed.verdict()))
        .onMessage(TokenDue.class, due -> onTokenDue())
        .onMessage(NotOpened.class, late -> end(cannotServe()))
        .onMessage(NotResumed.class, late -> end(closed("the resume window is over")))
        .onMessage(EngineGone.class, gone -> end(cannotServe()))
        .onMessage(End.class, end -> end(end.goodbye()))
        .onSignal(PostStop.class, stopped -> onStopped())
        .build();
  }

  // ---- What the client says

  private Behavior<Command> onFrame(Frame from) {
    if (socket.filter(from.socket()::equals).isEmpty()) {
      return this;
    }
    FromClient frame = from.frame();
    if (frame instanceof FromClient.Request request) {
      return onRequest(request);
    }
    if (frame instanceof FromClient.Seen seen) {
      return outbox.seen(seen.number())
          ? this
          : end(bad("seen.number: " + seen.number() + " (expected: of an event that was sent)"));
    }
    if (frame instanceof FromClient.Ping) {
      return say(new ToClient.Pong());
    }
    if (frame instanceof FromClient.BadRequest request) {
      return say(new ToClient.Reply(request.id(), new Result.Failed(request.error())));
    }
    if (frame instanceof FromClient.Renew renew) {
      getContext()
          .pipeToSelf(
              environment.tokens().verify(renew.token()), (verdict, failed) -> renewed(verdict));
      return this;
    }
    return frame instanceof FromClient.Close
        ? end(closed("as the client asked"))
        : end(bad("hello: a second one (expected: one, as the first frame)"));
  }

  private static Renewed renewed(Verdict verdict) {
    return new Renewed(verdict == null ? new Verdict.Unavailable() : verdict);
  }

  private Behavior<Command> onRequest(FromClient.Request request) {
    int most = environment.settings().openRequests();
    if (openRequests + outbox.waiting() >= most) {
      return end(
          ToClient.Goodbye.retry(
              GoodbyeReason.TOO_MANY_REQUESTS,
              "expected at most %d requests without an answer".formatted(most),
              RETRY));
    }
    openRequests++;
    if (request.defaultAction() && request.operation() instanceof Operation.DialBack dialBack) {
      dialBacks.begin(request.id(), dialBack.callId());
    }
    engine.tell(new SessionCommand.Perform(request.id(), request.operation(), replies));
    return this;
  }

  private Behavior<Command> onRenewed(Verdict verdict) {
    if (verdict instanceof Verdict.Verified verified
        && verified.identity().userId().equals(user.id())) {
      expiresAt = verified.identity().expiresAt();
      warned = false;
      return onTokenDue();
    }
    if (verdict instanceof Verdict.Unavailable) {
      // The old one still counts; the client is warned once more.
      warned = false;
      return onTokenDue();
    }
    return end(
        ToClient.Goodbye.of(
            GoodbyeReason.UNAUTHENTICATED,
            verdict instanceof Verdict.Refused refused
                ? refused.why()
                : "expected a token of the same user"));
  }

  // ---- What the engine says

  private Behavior<Command> onRaised(SessionEvent event) {
    if (event instanceof SessionEvent.Closed closed) {
      return end(goodbye(closed.reason()));
    }
    if (event instanceof SessionEvent.OfCall of) {
      CALLS
          .atDebug()
          .addKeyValue("call", of.callId())
          .addKeyValue("user", user.id())
          .log(event.getClass().getSimpleName());
    }
    outbox.raise(event);
    return event instanceof SessionEvent.Connected connected && sessionId.isEmpty()
        ? onOpened(connected.sessionId())
        : tell();
  }

  private Behavior<Command> onOpened(String id) {
    sessionId = id;
    timers.cancel(new NotOpened());
    environment.sessions().opened(id, user.id(), getContext().getSelf());
    socket.ifPresent(to -> welcome(to, false));
    return beginWith(tell());
  }

  /** Looks at the token, unless it is the end already. */
  private Behavior<Command> beginWith(Behavior<Command> next) {
    return next == this ? onTokenDue() : next;
  }

  private void welcome(ActorRef<SocketStage.Command> to, boolean resumed) {
    SocketSettings settings = environment.settings();
    to.tell(new SocketStage.Attached(getContext().getSelf()));
    inFlight = 1;
    to.tell(
        new SocketStage.Send(
            new ToClient.Welcome(
                sessionId,
                resumed,
                user,
                place.device(),
                settings.idleTimeout(),
                settings.resumeWindow(),
                expiresAt)));
  }

  private Behavior<Command> onReplied(SessionReply reply) {
    openRequests--;
    outbox.say(new ToClient.Reply(reply.requestId(), reply.result()));
    dialBacks.failed(reply).ifPresent(outbox::raise);
    return tell();
  }

  private static ToClient.Goodbye goodbye(CloseReason reason) {
    return switch (reason) {
      case CLOSED -> closed("the session was closed");
      case REPLACED ->
          ToClient.Goodbye.of(
              GoodbyeReason.REPLACED, "a newer session of the same device took the place");
      case SLOW_LISTENER -> slow(false);
      case SHUTDOWN -> cannotServe();
    };
  }

  // ---- To the socket

  private Behavior<Command> say(ToClient frame) {
    outbox.say(frame);
    return tell();
  }

  private Behavior<Command> onWritten(Written written) {
    if (socket.filter(written.socket()::equals).isEmpty()) {
      return this;
    }
    inFlight -= written.frames();
    return tell();
  }

  private Behavior<Command> tell() {
    if (outbox.isFull()) {
      return end(slow(false));
    }
    if (socket.isEmpty()) {
      outbox.lost();
      return this;
    }
    while (inFlight < MOST_IN_FLIGHT) {
      Optional<ToClient> next = outbox.next();
      if (next.isEmpty()) {
        return this;
      }
      inFlight++;
      socket.get().tell(new SocketStage.Send(next.get()));
    }
    if (outbox.isSlow()) {
      socket.get().tell(new SocketStage.Send(slow(true)));
      return detach();
    }
    return this;
  }

  private Behavior<Command> onSocketGone(ActorRef<SocketStage.Command> gone) {
    return socket.filter(gone::equals).isPresent() ? detach() : this;
  }

  private Behavior<Command> onLeft(Left left) {
    if (socket.filter(left.socket()::equals).isEmpty()) {
      return this;
    }
    return left.resumable() ? detach() : end(closed("the socket has ended"));
  }

  private Behavior<Command> detach() {
    socket.ifPresent(getContext()::unwatch);
    socket = Optional.empty();
    outbox.lost();
    if (sessionId.isEmpty()) {
      // Nobody knows its id, so nobody can go on with it.
      return end(closed("the socket has ended"));
    }
    timers.startSingleTimer(new NotResumed(), environment.settings().resumeWindow());
    return this;
  }

  private Behavior<Command> onResume(Resume resume) {
    if (!outbox.resume(resume.seen())) {
      resume.socket().tell(new SocketStage.CannotResume());
      return this;
    }
    socket.ifPresent(
        before -> {
          getContext().unwatch(before);
          before.tell(
              new SocketStage.Send(
                  ToClient.Goodbye.of(
                      GoodbyeReason.RESUMED_ELSEWHERE, "the session goes on with another socket")));
        });
    timers.cancel(new NotResumed());
    socket = Optional.of(resume.socket());
    getContext().watchWith(resume.socket(), new SocketGone(resume.socket()));
    expiresAt = resume.identity().expiresAt();
    warned = false;
    welcome(resume.socket(), true);
    return beginWith(tell());
  }

  // ---- Time, and the end

  private Behavior<Command> onTokenDue() {
    Instant now = environment.clock().instant();
    if (!now.isBefore(expiresAt)) {
      return end(ToClient.Goodbye.of(GoodbyeReason.UNAUTHENTICATED, "the token has expired"));
    }
    Instant warning = expiresAt.minus(environment.settings().expiryWarning());
    if (now.isBefore(warning)) {
      timers.startSingleTimer(new TokenDue(), atMostADay(Duration.between(now, warning)));
      return this;
    }
    timers.startSingleTimer(new TokenDue(), atMostADay(Duration.between(now, expiresAt)));
    if (warned || socket.isEmpty()) {
      return this;
    }
    warned = true;
    return say(new ToClient.TokenExpires(expiresAt));
  }

  /** What a timer takes; after that it is looked at again. */
  private static Duration atMostADay(Duration duration) {
    Duration day = Duration.ofDays(1);
    return duration.compareTo(day) < 0 ? duration : day;
  }

  private Behavior<Command> end(ToClient.Goodbye goodbye) {
    socket.ifPresent(to -> to.tell(new SocketStage.Send(goodbye)));
    engine.tell(new SessionCommand.Close(CloseReason.CLOSED));
    return Behaviors.stopped();
  }

  private Behavior<Command> onStopped() {
    environment.sessions().leave(place);
    environment.sessions().closed(sessionId);
    return this;
  }

  private static ToClient.Goodbye closed(String message) {
    return ToClient.Goodbye.of(GoodbyeReason.CLOSED, message);
  }

  private static ToClient.Goodbye bad(String message) {
    return ToClient.Goodbye.of(GoodbyeReason.BAD_FRAME, message);
  }

  private static ToClient.Goodbye slow(boolean resumable) {
    String message = "expected a client that reads and says Seen as fast as it is told";
    return resumable
        ? ToClient.Goodbye.resumable(GoodbyeReason.SLOW_READER, message)
        : ToClient.Goodbye.of(GoodbyeReason.SLOW_READER, message);
  }

  static ToClient.Goodbye cannotServe() {
    return ToClient.Goodbye.retry(
        GoodbyeReason.SHUTDOWN, "the gateway stops, or cannot serve now", RETRY);
  }
}
