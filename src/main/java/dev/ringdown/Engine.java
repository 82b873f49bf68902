package dev.ringdown;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.persistence.Persistence;
import com.typesafe.config.Config;
import dev.ringdown.call.Call;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.Calls;
import dev.ringdown.entity.Entities;
import dev.ringdown.journal.Compaction;
import dev.ringdown.journal.JdbcOpenCalls;
import dev.ringdown.journal.Purge;
import dev.ringdown.journal.Rounds;
import dev.ringdown.journal.Schema;
import dev.ringdown.journal.Sweep;
import dev.ringdown.spi.OpenCalls;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.User;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.Users;
import java.util.function.Consumer;

/**
 * What runs on a node whether or not anybody is connected to it: its share of the calls and users,
 * the sweep that wakes calls, and who keeps the journal small.
 *
 * <p>Calls, users and the sweep tell each other, and in a cluster the first may have work before
 * the last has started. What is told until then is lost, and told again.
 */
final class Engine {
  /** Fewer than Akka lets read the journal at a time: who goes first is decided here. */
  private static final int BEGINNING = 40;

  private final ActorSystem<?> system;
  private final RingdownSettings settings;
  private final RingdownSetup setup;
  private final Turns turns;
  private volatile Calls startedCalls = (id, command) -> {};
  private volatile Users startedUsers = (id, command) -> {};
  private volatile Consumer<String> startedSweep = callId -> {};
  private final Calls calls = (id, command) -> startedCalls.tell(id, command);
  private final Users users = (id, command) -> startedUsers.tell(id, command);

  private Engine(ActorSystem<?> system, RingdownSettings settings, RingdownSetup setup) {
    this.system = system;
    this.settings = settings;
    this.setup = setup;
    turns = new Turns(BEGINNING, setup.clock());
  }

  /**
   * Returns when the journal's tables are there and all has been started.
   *
   * @throws dev.ringdown.journal.JournalException if the journal cannot be reached or lacks a table
   */
  static Engine start(ActorSystem<?> system, RingdownSettings settings, RingdownSetup setup) {
    Schema.ensure(system.settings().config());
    Persistence.get(system);
    Entities.leaveAfterALongPause(system);
    Engine engine = new Engine(system, settings, setup);
    engine.startedCalls = engine.startCalls();
    engine.startedUsers = engine.startUsers();
    engine.startedSweep = engine.startSweep();
    engine.startKeepers();
    return engine;
  }

  /** The way to every call. */
  Calls calls() {
    return calls;
  }

  /** The way to every user. */
  Users users() {
    return users;
  }

  private Calls startCalls() {
    Consumer<String> stranded = this::sweep;
    return Entities.start(
            system,
            CallCommand.class,
            "ringdown-call",
            (id, passivate) ->
                Call.create(
                    id,
                    settings.call(),
                    settings.patience(),
                    setup.clock(),
                    users,
                    calls,
                    passivate,
                    stranded,
                    turns),
            new CallCommand.Passivated())
        ::accept;
  }

  private void sweep(String callId) {
    startedSweep.accept(callId);
  }

  private Users startUsers() {
    return Entities.start(
            system,
            UserCommand.class,
            "ringdown-user",
            (id, passivate) ->
                User.create(
                    id,
                    settings.user(),
                    setup.doNotDisturb(),
                    setup.pushNotifier(),
                    setup.clock(),
                    calls,
                    users,
                    passivate,
                    turns),
            new UserCommand.Passivated())
        ::accept;
  }

  /** Gives what tells it that a call may sleep that should not. */
  private Consumer<String> startSweep() {
    ActorRef<Sweep.Command> sweep =
        Entities.startOnce(
            system,
            "ringdown-sweep",
            Sweep.create(openCalls(), calls, settings.sweep(), setup.clock()),
            Sweep.nodesChanged());
    return callId -> sweep.tell(new Sweep.Stranded(callId));
  }

  private OpenCalls openCalls() {
    return setup
        .openCalls()
        .orElseGet(
            () ->
                Schema.isUsed(system.settings().config())
                    ? new JdbcOpenCalls(system, settings.call())
                    : OpenCalls.NONE);
  }

  private void startKeepers() {
    Config config = system.settings().config();
    if (Schema.isUsed(config)) {
      Entities.startOnce(
          system,
          "ringdown-purge",
          Purge.keeper(settings.purge(), setup.clock(), config),
          new Rounds.Begin());
      // The file is this process's own.
      system.systemActorOf(Compaction.keeper(config), "ringdown-compaction", Props.empty());
    }
  }
}
