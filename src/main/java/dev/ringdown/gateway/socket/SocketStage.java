package dev.ringdown.gateway.socket;

import akka.actor.Terminated;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.http.javadsl.model.ws.BinaryMessage;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import dev.ringdown.CallUser;
import dev.ringdown.RingdownError;
import dev.ringdown.gateway.auth.Identity;
import dev.ringdown.gateway.auth.Verdict;
import dev.ringdown.gateway.wire.BinaryFrames;
import dev.ringdown.gateway.wire.FromClient;
import dev.ringdown.gateway.wire.GoodbyeReason;
import dev.ringdown.gateway.wire.JsonFrames;
import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.ToClient;
import dev.ringdown.session.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import scala.Tuple2;
import scala.runtime.BoxedUnit;

/**
 * One socket: takes its Hello, finds or begins the session, and then carries frames between the
 * two. Frames are written when the socket can take them, so that what they say of time is true.
 */
final class SocketStage extends GraphStage<FlowShape<FromClient, Message>> {
  private static final Duration RETRY = Duration.ofSeconds(5);

  /** What a socket is told by its session. */
  sealed interface Command {}

  /** From now on frames go to this session. */
  record Attached(ActorRef<ClientSession.Command> session) implements Command {}

  /** The session that was asked for does not know any more what the client has missed. */
  record CannotResume() implements Command {}

  /** After a Goodbye the socket closes. */
  record Send(ToClient frame) implements Command {}

  private enum Phase {
    HELLO,
    VERIFYING,
    OPENING,
    ATTACHED,
    LEAVING
  }

  private enum Timer {
    HELLO,
    IDLE,
    GOODBYE
  }

  private final SocketEnvironment environment;
  private final Subprotocol subprotocol;
  private final Optional<String> bearer;
  private final Inlet<FromClient> in = Inlet.create("frames");
  private final Outlet<Message> out = Outlet.create("messages");
  private final FlowShape<FromClient, Message> shape = FlowShape.of(in, out);

  /**
   * @param bearer the token that the socket's request carried
   */
  SocketStage(SocketEnvironment environment, Subprotocol subprotocol, Optional<String> bearer) {
    this.environment = environment;
    this.subprotocol = subprotocol;
    this.bearer = bearer;
  }

  @Override
  public FlowShape<FromClient, Message> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Socket();
  }

  private final class Socket extends TimerGraphStageLogic {
    private final SocketSettings settings = environment.settings();
    private final Deque<ToClient> waiting = new ArrayDeque<>(2);
    private final RateLimit limit =
        new RateLimit(settings.framesPerSecond(), settings.burst(), System.nanoTime());
    private final AsyncCallback<Verdict> verified = createAsyncCallback(this::onVerdict);
    private ActorRef<Command> self;
    private Phase phase = Phase.HELLO;
    private FromClient.Hello hello;
    private Identity identity;
    private ActorRef<ClientSession.Command> session;
    private akka.actor.ActorRef awaited;
    private boolean resuming;
    private long heardAt = System.nanoTime();
    private int written;

    Socket() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              FromClient frame = grab(in);
              if (phase != Phase.LEAVING) {
                onFrame(frame);
              }
              if (phase == Phase.ATTACHED) {
                pull(in);
              }
            }

            @Override
            public void onUpstreamFailure(Throwable lost) {
              completeStage();
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              write();
            }
          });
    }

    @Override
    public void preStart() {
      self = Adapter.toTyped(getStageActor(this::onMessage).ref());
      environment.sessions().sockets().incrementAndGet();
      environment.sessions().unauthenticated().incrementAndGet();
      scheduleOnce(Timer.HELLO, settings.helloTimeout());
      scheduleOnce(Timer.IDLE, settings.idleTimeout());
      pull(in);
    }

    @Override
    public void postStop() {
      environment.sessions().sockets().decrementAndGet();
      if (session == null) {
        environment.sessions().unauthenticated().decrementAndGet();
      }
    }

    // ---- Hello

    private void onFrame(FromClient frame) {
      heardAt = System.nanoTime();
      if (!limit.admits(heardAt)) {
        leave(
            ToClient.Goodbye.retry(
                GoodbyeReason.TOO_MANY_REQUESTS,
                "expected at most %d frames a second".formatted(settings.framesPerSecond()),
                RETRY));
      } else if (frame instanceof FromClient.BadFrame bad) {
        leave(ToClient.Goodbye.of(GoodbyeReason.BAD_FRAME, bad.problem()));
      } else if (phase == Phase.ATTACHED) {
        session.tell(new ClientSession.Frame(self, frame));
      } else if (frame instanceof FromClient.Hello first) {
        onHello(first);
      } else {
        leave(
            ToClient.Goodbye.of(
                GoodbyeReason.BAD_FRAME, "frame: out of order (expected: hello first)"));
      }
    }

    private void onHello(FromClient.Hello first) {
      if (first.version() != Subprotocol.VERSION) {
        leave(
            ToClient.Goodbye.of(
                GoodbyeReason.UNSUPPORTED_VERSION,
                "hello.version: %d (expected: %d)"
                    .formatted(first.version(), Subprotocol.VERSION)));
        return;
      }
      hello = first;
      phase = Phase.VERIFYING;
      String token = first.token().isEmpty() ? bearer.orElse("") : first.token();
      environment
          .tokens()
          .verify(token)
          .whenComplete(
              (verdict, failure) ->
                  verified.invoke(failure == null ? verdict : new Verdict.Unavailable()));
    }

    private void onVerdict(Verdict verdict) {
      if (phase != Phase.VERIFYING) {
        return;
      }
      if (verdict instanceof Verdict.Verified good) {
        identity = good.identity();
        phase = Phase.OPENING;
        resume().ifPresentOrElse(this::resume, this::open);
      } else if (verdict instanceof Verdict.Refused refused) {
        leave(ToClient.Goodbye.of(GoodbyeReason.UNAUTHENTICATED, refused.why()));
      } else {
        leave(ClientSession.cannotServe());
      }
    }

    private Optional<ActorRef<ClientSession.Command>> resume() {
      return hello
          .resume()
          .flatMap(resume -> environment.sessions().find(resume.sessionId(), identity.userId()));
    }

    private void resume(ActorRef<ClientSession.Command> old) {
      resuming = true;
      await(old);
      old.tell(new ClientSession.Resume(self, hello.resume().orElseThrow().seen(), identity));
    }

    private void open() {
      resuming = false;
      String device = hello.device().isEmpty() ? UUID.randomUUID().toString() : hello.device();
      CallUser user = CallUser.of(identity.userId(), identity.name().orElse(hello.name()));
      Optional<RingdownError> bad =
          Arguments.id("hello.device", device).or(() -> Arguments.user("user", user));
      if (bad.isPresent()) {
        leave(ToClient.Goodbye.of(GoodbyeReason.BAD_FRAME, bad.get().message()));
        return;
      }
      String key = UUID.randomUUID().toString();
      Sessions.Place place = new Sessions.Place(identity.userId(), device, key);
      if (!environment.sessions().take(place)) {
        leave(
            ToClient.Goodbye.retry(
                GoodbyeReason.TOO_MANY_REQUESTS,
                "expected at most %d sessions of a user".formatted(settings.sessionsPerUser()),
                RETRY));
        return;
      }
      await(
          environment
              .system()
              .systemActorOf(
                  ClientSession.create(environment, place, user, identity, self),
                  "ringdown-client-" + key,
                  Props.empty()));
    }

    private void await(ActorRef<ClientSession.Command> opening) {
      awaited = Adapter.toClassic(opening);
      stageActor().watch(awaited);
    }

    // ---- What the session says

    private BoxedUnit onMessage(Tuple2<akka.actor.ActorRef, Object> message) {
      if (message._2() instanceof Terminated gone) {
        onSessionGone(gone.actor());
      } else if (message._2() instanceof Attached attached) {
        onAttached(attached.session());
      } else if (message._2() instanceof CannotResume && phase == Phase.OPENING) {
        open();
      } else if (message._2() instanceof Send send && phase != Phase.LEAVING) {
        send(send.frame());
      }
      return BoxedUnit.UNIT;
    }

    private void onAttached(ActorRef<ClientSession.Command> to) {
      if (phase != Phase.OPENING) {
        return;
      }
      session = to;
      phase = Phase.ATTACHED;
      hello = null;
      environment.sessions().unauthenticated().decrementAndGet();
      cancelTimer(Timer.HELLO);
      pull(in);
    }

    private void onSessionGone(akka.actor.ActorRef gone) {
      if (phase == Phase.LEAVING || !gone.equals(awaited)) {
        return;
      }
      if (phase == Phase.OPENING && resuming) {
        open();
      } else {
        leave(ClientSession.cannotServe());
      }
    }

    private void send(ToClient frame) {
      if (frame instanceof ToClient.Goodbye goodbye) {
        say(goodbye);
      } else {
        waiting.add(frame);
        if (isAvailable(out)) {
          write();
        }
      }
    }

    private void write() {
      ToClient frame = waiting.poll();
      if (frame == null) {
        return;
      }
      push(out, message(frame));
      if (frame instanceof ToClient.Goodbye) {
        completeStage();
        return;
      }
      written++;
      if (session != null && (waiting.isEmpty() || written > 8)) {
        session.tell(new ClientSession.Written(self, written));
        written = 0;
      }
    }

    private Message message(ToClient frame) {
      Instant now = environment.clock().instant();
      return subprotocol == Subprotocol.JSON
          ? TextMessage.create(JsonFrames.write(frame, now))
          : BinaryMessage.create(ByteString.fromArrayUnsafe(BinaryFrames.write(frame, now)));
    }

    // ---- The end

    /** By this socket's own decision. */
    private void leave(ToClient.Goodbye goodbye) {
      if (session != null) {
        session.tell(new ClientSession.Left(self, goodbye.resumable()));
      }
      say(goodbye);
    }

    private void say(ToClient.Goodbye goodbye) {
      phase = Phase.LEAVING;
      if (goodbye.reason() == GoodbyeReason.SLOW_READER || goodbye.resumable()) {
        waiting.clear();
      }
      waiting.add(goodbye);
      scheduleOnce(Timer.GOODBYE, settings.goodbyeTimeout());
      if (isAvailable(out)) {
        write();
      }
    }

    @Override
    public void onTimer(Object timer) {
      if (timer == Timer.GOODBYE) {
        completeStage();
      } else if (phase == Phase.LEAVING) {
        return;
      } else if (timer == Timer.HELLO) {
        leave(
            phase == Phase.HELLO
                ? ToClient.Goodbye.of(
                    GoodbyeReason.BAD_FRAME, "expected hello within " + settings.helloTimeout())
                : ClientSession.cannotServe());
      } else {
        onIdle();
      }
    }

    private void onIdle() {
      Duration left = settings.idleTimeout().minusNanos(System.nanoTime() - heardAt);
      if (left.isNegative() || left.isZero()) {
        leave(
            ToClient.Goodbye.resumable(
                GoodbyeReason.IDLE, "nothing came for " + settings.idleTimeout()));
      } else {
        scheduleOnce(Timer.IDLE, left);
      }
    }
  }
}
