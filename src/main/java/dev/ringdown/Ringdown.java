package dev.ringdown;

import akka.Done;
import akka.actor.BootstrapSetup;
import akka.actor.CoordinatedShutdown;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.Patterns;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.backend.Asking;
import dev.ringdown.entity.Entities;
import dev.ringdown.frame.Frames;
import dev.ringdown.observe.Observed;
import dev.ringdown.session.Arguments;
import dev.ringdown.session.SessionActor;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEnvironment;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import dev.ringdown.spi.Observer;
import dev.ringdown.turn.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on this node. An application without an actor system starts one with {@link #start()};
 * one that has a system gets the engine on it with {@link #get(ActorSystem)}. Safe for use by many
 * threads.
 *
 * <p>On a system whose {@code akka.actor.provider} is {@code cluster} calls and users are spread
 * over the nodes; otherwise they live in this process.
 */
public final class Ringdown implements Extension, AutoCloseable {
  private static final ExtensionId<Ringdown> ID =
      new ExtensionId<>() {
        @Override
        public Ringdown createExtension(ActorSystem<?> system) {
          return new Ringdown(system);
        }
      };

  /** Longer than a session takes to say that it timed out; only a closed one does not answer. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** At a time, on a node: few, so that what is urgent after a failure does not wait for them. */
  private static final int REGISTRATIONS = 20;

  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(Ringdown.class);

  private static final Result CLOSED =
      new Result.Failed(
          RingdownError.of(ErrorCode.SESSION_CLOSED, "expected an open session, but it is closed"));

  private final ActorSystem<?> system;
  private final RingdownSettings settings;
  private final SessionEnvironment environment;
  private final Backend backend;
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean ownsSystem;

  private Ringdown(ActorSystem<?> system) {
    this.system = system;
    settings = RingdownSettings.from(system.settings().config());
    if (Entities.isClustered(system)) {
      Frames.check(
          system.settings().config(),
          settings.call().maxMembers(),
          settings.session().customDataLimit());
    }
    RingdownSetup setup =
        system.settings().setup().get(RingdownSetup.class).orElseGet(RingdownSetup::create);
    Engine engine = Engine.start(system, settings, setup);
    environment =
        new SessionEnvironment(
            settings.session(),
            setup.permission(),
            setup.clock(),
            engine.users(),
            new Semaphore(settings.session().maxInFlight()),
            new Turns(REGISTRATIONS, setup.clock()),
            ConcurrentHashMap.newKeySet());
    Asking asking = new Asking(environment, engine.calls(), system);
    backend =
        new Backend(
            asking::invite, asking::ask, asking::look, asking::read, asking::journalAnswers);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceRequestsDone(), "ringdown-sessions", this::closeAll);
  }

  /**
   * The engine on this actor system, which is started when it is asked for the first time. That
   * takes as long as the journal's database needs to make or check the tables.
   *
   * @throws com.typesafe.config.ConfigException if a setting is out of its bounds
   * @throws dev.ringdown.journal.JournalException if the journal cannot be reached or lacks a table
   */
  public static Ringdown get(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /**
   * An engine with an actor system of its own. Its journal is the one that the application's
   * configuration names, or, if it names none, an H2 file at {@code ringdown-data/ringdown} in the
   * working directory.
   *
   * @throws com.typesafe.config.ConfigException if a setting is out of its bounds
   * @throws dev.ringdown.journal.JournalException if the journal cannot be reached or lacks a table
   */
  public static Ringdown start() {
    return start(ConfigFactory.empty(), RingdownSetup.create());
  }

  /**
   * As {@link #start()}, with settings that go before the application's configuration, and with
   * what the application plugs in.
   */
  public static Ringdown start(Config settings, RingdownSetup setup) {
    Config own = ConfigFactory.parseResourcesAnySyntax("start");
    Config config = layers(settings, own);
    if (config.getString("akka.persistence.journal.plugin").isEmpty()) {
      config = layers(settings, own.withFallback(ConfigFactory.parseResourcesAnySyntax("h2")));
    }
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "ringdown",
            ActorSystemSetup.create(BootstrapSetup.create(config), setup));
    try {
      Ringdown ringdown = get(system);
      ringdown.ownsSystem = true;
      return ringdown;
    } catch (RuntimeException e) {
      system.terminate();
      throw e;
    }
  }

  /** Resolved at the end, so that what one layer derives from a value follows a layer above. */
  private static Config layers(Config settings, Config belowApplication) {
    return settings
        .withFallback(ConfigFactory.defaultOverrides())
        .withFallback(ConfigFactory.defaultApplication())
        .withFallback(belowApplication)
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  /** The actor system that it runs on. */
  public ActorSystem<?> system() {
    return system;
  }

  /** What a back end does to calls, beside the users and without a session. */
  public Backend backend() {
    return backend;
  }

  /**
   * From now on this observer hears what the engine does on this node.
   *
   * @return to be run when he no longer wants to
   */
  public Runnable observe(Observer observer) {
    Observed observed = Observed.on(system);
    observed.add(Objects.requireNonNull(observer, "observer"));
    return () -> observed.remove(observer);
  }

  /** How many live calls run on this node. */
  public long liveCalls() {
    return Observed.on(system).liveCalls();
  }

  /** How many sessions are open on this node. */
  public int sessions() {
    return environment.sessions().size();
  }

  /** The settings that this engine runs with. */
  public RingdownSettings settings() {
    return settings;
  }

  /**
   * Connects a user without a name on a device that is new each time; see {@link #connect(CallUser,
   * String, Function)}.
   */
  public Session connect(String userId, InvitationEvents events) {
    return connect(userId, session -> events);
  }

  /** As {@link #connect(String, InvitationEvents)}, for callbacks that use their session. */
  public Session connect(String userId, Function<Session, InvitationEvents> events) {
    return connect(CallUser.of(userId), newId(), events);
  }

  /**
   * Connects a device of a user. Returns at once; what is asked of the session before it is
   * registered waits for that. On a node that stops, the session closes at once with {@link
   * CloseReason#SHUTDOWN}.
   *
   * @param user his id and the name that others see
   * @param device a stable id of the device: a new session of the same device takes the old one's
   *     place
   * @param events makes the callbacks of this session, which it may keep, but not use yet
   * @throws RingdownException INVALID_ARGUMENT if an id or name is empty, too long, or has control
   *     characters
   * @throws IllegalStateException if the engine's actor system has ended
   */
  public Session connect(CallUser user, String device, Function<Session, InvitationEvents> events) {
    check(user, device);
    String id = newId();
    AtomicReference<ActorRef<SessionCommand>> actor = new AtomicReference<>();
    Session session =
        new Session(
            id,
            user,
            device,
            operation -> perform(begun(actor), id, operation),
            operation -> begun(actor).tell(new SessionCommand.Tell(operation)),
            () -> begun(actor).tell(new SessionCommand.Close(CloseReason.CLOSED)));
    InvitationEvents callbacks = Objects.requireNonNull(events.apply(session), "events");
    actor.set(spawn(id, SessionActor.create(id, user, device, environment, callbacks)));
    return session;
  }

  /**
   * Connects a device of a user, for an application that prefers actors: operations are {@link
   * SessionCommand.FromDevice} messages to the returned actor, callbacks are messages to the
   * listener. The session ends with its listener.
   *
   * @throws RingdownException as {@link #connect(CallUser, String, Function)}
   */
  public ActorRef<SessionCommand> connect(
      CallUser user, String device, ActorRef<SessionEvent> listener) {
    check(user, device);
    String id = newId();
    return spawn(id, SessionActor.create(id, user, device, environment, listener));
  }

  private static ActorRef<SessionCommand> begun(AtomicReference<ActorRef<SessionCommand>> actor) {
    ActorRef<SessionCommand> session = actor.get();
    if (session == null) {
      throw new IllegalStateException(
          "expected a session that has begun, but its callbacks are still being made");
    }
    return session;
  }

  private ActorRef<SessionCommand> spawn(String sessionId, Behavior<SessionCommand> session) {
    if (system.whenTerminated().isCompleted()) {
      throw new IllegalStateException("expected a running engine, but it was closed");
    }
    return system.systemActorOf(session, "ringdown-session-" + sessionId, Props.empty());
  }

  private static void check(CallUser user, String device) {
    Arguments.user("user", user)
        .or(() -> Arguments.id("device", device))
        .ifPresent(
            error -> {
              throw error.toException();
            });
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private CompletionStage<Result> perform(
      ActorRef<SessionCommand> session, String sessionId, Operation operation) {
    if (system.whenTerminated().isCompleted()) {
      return CompletableFuture.completedFuture(CLOSED);
    }
    String requestId = sessionId + "-" + requests.incrementAndGet();
    return AskPattern.<SessionCommand, SessionReply>ask(
            session,
            replyTo -> new SessionCommand.Perform(requestId, operation, replyTo),
            settings.session().requestTimeout().plus(MARGIN),
            system.scheduler())
        .handle((reply, failure) -> failure == null ? reply.result() : CLOSED);
  }

  /**
   * Closes every session of this node with {@link CloseReason#SHUTDOWN}, and, if the engine was
   * begun with {@link #start()}, ends its actor system; returns when that is done. Calls are not
   * touched: what rings goes on when the engine starts again. Not to be called from a callback,
   * since it waits for those that run: for 20 s, then it returns with a warning in the log.
   */
  @Override
  public void close() {
    if (ownsSystem) {
      system.terminate();
      awaitEnd(system.getWhenTerminated().toCompletableFuture());
    } else {
      closeAll().toCompletableFuture().join();
    }
  }

  private static void awaitEnd(CompletableFuture<Done> end) {
    Object how =
        end.<Object>thenApply(done -> done)
            .completeOnTimeout(LONGEST_END, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    if (how == LONGEST_END) {
      LOG.warn("Expected the end within {}, but some callback or hook still runs", LONGEST_END);
    }
  }

  private CompletionStage<Done> closeAll() {
    List<CompletableFuture<Boolean>> closing = new ArrayList<>();
    for (ActorRef<SessionCommand> session : environment.sessions()) {
      closing.add(
          Patterns.gracefulStop(
                  Adapter.toClassic(session),
                  MARGIN,
                  new SessionCommand.Close(CloseReason.SHUTDOWN))
              .exceptionally(stillOpen -> false)
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new))
        .thenApply(done -> Done.getInstance());
  }
}
