package dev.ringdown.user;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.Calls;
import dev.ringdown.observe.Observed;
import dev.ringdown.session.Heard;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.timer.Alarm;
import dev.ringdown.turn.Beginning;
import dev.ringdown.turn.Turn;
import dev.ringdown.turn.Turns;
import dev.ringdown.turn.Urgency;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One person on all his devices. Forwards what his sessions ask to the calls, and what the calls
 * tell to the sessions that are entitled to it; decides busy and glare. Only his missed calls are
 * journalled; what he is engaged in is a cache, which calls and sessions rebuild.
 */
public final class User extends EventSourcedBehavior<UserCommand, UserEvent, UserState> {
  private static final RetentionCriteria RETENTION =
      RetentionCriteria.snapshotEvery(20, 1).withDeleteEventsOnSnapshot();

  /** What a user's actor tells itself. */
  sealed interface Own extends UserCommand {}

  record SessionGone(String session, long registration) implements Own {}

  record Disturbed(String callId, int ring, boolean isOn) implements Own {}

  /**
   * @param route what the application said; empty if it failed
   */
  record Pushed(String callId, int ring, Optional<Boolean> route) implements Own {}

  record Tend() implements Own {}

  /** It may read the journal. */
  record YourTurn() implements Own {}

  private static final UserCommand YOUR_TURN = new YourTurn();
  private static final UserCommand STOP = new UserCommand.Passivated();

  private final UserRules rules;
  private final Clock clock;
  private final Surroundings surroundings;
  private final Users next;
  private final Runnable passivate;
  private final Turn<UserCommand> turn;
  private final Alarm<UserCommand> alarm;

  private final Engagements engagements;
  private final Inquiries inquiries;
  private final Connections connections;
  private final Rings rings;
  private final FanOut fanOut;
  private final Requests requests;

  /**
   * @param calls the way to the calls
   * @param next the way to this user, wherever his actor runs next
   * @param passivate asks whoever started this actor to stop it by {@link UserCommand.Passivated}
   * @param turns of this node's calls and users to begin
   */
  public static Behavior<UserCommand> create(
      String userId,
      UserRules rules,
      DoNotDisturb doNotDisturb,
      PushNotifier pushNotifier,
      Clock clock,
      Calls calls,
      Users next,
      Runnable passivate,
      Turns turns) {
    Surroundings surroundings = new Surroundings(userId, rules, clock, calls);
    return Beginning.create(
        turns,
        YOUR_TURN,
        STOP,
        command -> due(command, clock.instant()),
        turn ->
            Behaviors.setup(
                context ->
                    Behaviors.withTimers(
                        timers -> {
                          Hooks hooks =
                              new Hooks(
                                  userId,
                                  doNotDisturb,
                                  pushNotifier,
                                  rules.hookTimeout(),
                                  context,
                                  timers);
                          return new User(
                              surroundings, hooks, next, passivate, turn, context, timers);
                        })),
        command -> next.tell(userId, command));
  }

  /**
   * What a call tells, or somebody asks, comes before that a call or a session is there. That a
   * ring is overdue can wait, too: the sweep wakes its call, and many that are late would delay
   * others.
   */
  private static Instant due(UserCommand command, Instant now) {
    boolean canWait =
        command instanceof UserCommand.Renewal
            || command instanceof UserCommand.Connect
            || command instanceof UserCommand.Here
            || command instanceof UserCommand.Overdue
            || command instanceof UserCommand.Delivered
            || command instanceof UserCommand.Remember;
    return (canWait ? Urgency.CAN_WAIT : Urgency.SOON).due(now);
  }

  private User(
      Surroundings surroundings,
      Hooks hooks,
      Users next,
      Runnable passivate,
      Turn<UserCommand> turn,
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers) {
    super(PersistenceId.ofUniqueId("user:" + surroundings.userId()));
    rules = surroundings.rules();
    clock = surroundings.clock();
    this.surroundings = surroundings;
    this.next = next;
    this.passivate = passivate;
    this.turn = turn;
    alarm = new Alarm<>(timers, clock, new Tend());
    engagements = new Engagements(surroundings);
    inquiries = new Inquiries(surroundings);
    connections = new Connections(surroundings, engagements, inquiries, context);
    rings = new Rings(surroundings, engagements, connections, hooks);
    fanOut =
        new FanOut(
            surroundings,
            engagements,
            inquiries,
            connections,
            rings,
            Observed.on(context.getSystem()));
    requests = new Requests(surroundings, engagements, connections, rings, fanOut);
  }

  @Override
  public UserState emptyState() {
    return UserState.EMPTY;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RETENTION;
  }

  // ---- The table. Written out, since a builder's table costs each idle user 2 kB.

  @Override
  public CommandHandler<UserCommand, UserEvent, UserState> commandHandler() {
    return this::onCommand;
  }

  private Effect<UserEvent, UserState> onCommand(UserState state, UserCommand command) {
    turn.end();
    if (command instanceof UserCommand.FromSession asked) {
      return onSession(state, asked);
    }
    if (command instanceof UserCommand.FromCall told) {
      return onCall(state, told);
    }
    if (command instanceof UserCommand.FromBackend asked) {
      requests.serve(asked, state, clock.instant());
      return rest();
    }
    if (command instanceof Own own) {
      return onOwn(state, own, clock.instant());
    }
    if (command instanceof UserCommand.Remember remember) {
      inquiries.ask(remember.callId(), clock.instant());
      return rest();
    }
    return onPassivated();
  }

  /**
   * A user who is engaged is moved to another node: what he is in is to be known there at once.
   * Both words are said, since groups that move with him may drop either.
   */
  private Effect<UserEvent, UserState> onPassivated() {
    Set<String> calls = new LinkedHashSet<>(inquiries.calls());
    engagements.all().forEach(engagement -> calls.add(engagement.callId()));
    for (String callId : calls) {
      next.tell(surroundings.userId(), new UserCommand.Remember(callId));
      surroundings.tell(callId, new CallCommand.TellMe(surroundings.userId()));
    }
    return Effect().stop();
  }

  private Effect<UserEvent, UserState> onSession(UserState state, UserCommand.FromSession asked) {
    Instant now = clock.instant();
    Connection connection = connections.get(asked.session());
    if (asked instanceof UserCommand.Connect connect) {
      onConnect(state, connect, now);
    } else if (asked instanceof UserCommand.Overdue overdue) {
      // Also from a session that has not registered with this run of the actor.
      inquiries.ask(overdue.callId(), now);
    } else if (asked instanceof UserCommand.Here) {
      connections.here(now);
    } else if (asked instanceof UserCommand.Disconnect disconnect) {
      onDisconnect(state, connection, disconnect, now);
    } else if (connection == null) {
      return rest();
    } else if (asked instanceof UserCommand.Delivered delivered) {
      connection.confirms(delivered.registration(), delivered.number());
    } else if (asked instanceof UserCommand.Invite invite) {
      requests.invite(connection, invite, now);
    } else if (asked instanceof UserCommand.InviteMore more) {
      requests.inviteMore(connection, more);
    } else if (asked instanceof UserCommand.FindMissedCall find) {
      requests.findMissedCall(connection, find, state, now);
    } else if (asked instanceof UserCommand.Perform perform) {
      if (perform.operation() instanceof Operation.MissedCallsSeen seen) {
        return onSeen(state, connection, perform, seen);
      }
      requests.perform(connection, perform, state, now);
    }
    return rest();
  }

  private Effect<UserEvent, UserState> onCall(UserState state, UserCommand.FromCall told) {
    Instant now = clock.instant();
    if (told instanceof UserCommand.Announcement announcement) {
      return onAnnouncement(state, announcement);
    } else if (told instanceof UserCommand.Renewal renewal) {
      fanOut.hear(renewal, now);
    } else if (told instanceof UserCommand.Answer answer) {
      onAnswer(answer, now);
    }
    return rest();
  }

  private Effect<UserEvent, UserState> onOwn(UserState state, Own own, Instant now) {
    if (own instanceof SessionGone gone) {
      connections.gone(gone).ifPresent(connection -> onLeft(state, connection, now));
    } else if (own instanceof Disturbed disturbed) {
      rings.onDisturbed(disturbed, now);
    } else if (own instanceof Pushed pushed) {
      rings.onPushed(pushed, now);
    } else if (own instanceof Tend) {
      onTend(now);
    }
    return rest();
  }

  // ---- What is journalled

  /** Missed calls are put on record first; then everything is raised, then confirmed. */
  private Effect<UserEvent, UserState> onAnnouncement(
      UserState state, UserCommand.Announcement announcement) {
    List<UserEvent> missed = state.missedIn(announcement);
    if (missed.isEmpty()) {
      hear(announcement);
      return Effect().none();
    }
    return Effect().persist(missed).thenRun(() -> hear(announcement));
  }

  private void hear(UserCommand.Announcement announcement) {
    Instant now = clock.instant();
    fanOut.hear(announcement, now);
    rings.settle(now);
    rest();
  }

  /** If the journal fails, this actor stops, and the session asks its next run again. */
  private Effect<UserEvent, UserState> onSeen(
      UserState state,
      Connection connection,
      UserCommand.Perform perform,
      Operation.MissedCallsSeen seen) {
    long upTo = Math.min(seen.upTo(), state.recorded());
    List<UserEvent> events =
        upTo > state.seenUpTo() ? List.of(new UserEvent.MissedCallsSeen(upTo)) : List.of();
    return Effect()
        .persist(events)
        .thenRun(() -> connection.answer(perform.requestId(), new Result.Done()));
  }

  @Override
  public EventHandler<UserState, UserEvent> eventHandler() {
    return (state, event) -> state.on(event, rules.missedCalls());
  }

  // ---- What is not

  private void onConnect(UserState state, UserCommand.Connect connect, Instant now) {
    engagements
        .endWhatIsOver(connect.heard().map(Heard::progress).orElse(List.of()))
        .forEach(rings::withdraw);
    connections.connect(connect, state.unread(), now);
    rings.settle(now);
  }

  /**
   * Answered also to a session that this run of the actor does not know: in what that one was, the
   * device's next session is still.
   */
  private void onDisconnect(
      UserState state, Connection gone, UserCommand.Disconnect disconnect, Instant now) {
    disconnect.replyTo().ifPresent(session -> session.tell(new SessionCommand.Disconnected()));
    if (gone == null) {
      disconnect.live().stream()
          .filter(callId -> !engagements.knows(callId))
          .forEach(callId -> inquiries.ask(callId, now));
      return;
    }
    gone.confirms(disconnect.registration(), disconnect.delivered());
    connections.keepUnheard(gone);
    onLeft(state, gone, now);
  }

  /** It has said all that it will: whoever waits for that takes its place. */
  private void onLeft(UserState state, Connection gone, Instant now) {
    if (gone.successor().isPresent()) {
      onConnect(state, gone.successor().get(), now);
    } else if (connections.leave(gone)) {
      rings.nobodyIsThere(now);
    }
  }

  private void onAnswer(UserCommand.Answer answer, Instant now) {
    if (Rings.isMergeRequest(answer.requestId())) {
      return;
    }
    if (answer.result() instanceof Result.Failed) {
      engagements.refused(answer.session(), answer.requestId());
    }
    engagements.all().forEach(e -> e.departure().answered(answer, e.call()));
    Connection connection = connections.get(answer.session());
    if (connection != null) {
      connection.answer(answer.requestId(), answer.result());
    }
    rings.settle(now);
  }

  private void onTend(Instant now) {
    alarm.rang();
    for (Engagement gone : engagements.expire(now)) {
      rings.withdraw(gone);
      connections.all().forEach(connection -> connection.givesUp(gone.callId()));
    }
    connections.repeat(now);
    inquiries.repeat(now);
    fanOut.askOverdue(now);
    rings.retry(now);
    rings.settle(now);
  }

  /** Looks again when the next thing is due, or goes when nobody needs this actor. */
  private Effect<UserEvent, UserState> rest() {
    Instant due = Alarm.earlier(engagements.nextDue(), connections.nextDue());
    due = Alarm.earlier(due, inquiries.nextDue());
    if (due.equals(Instant.MAX)) {
      alarm.cancel();
    } else {
      alarm.set(due);
    }
    if (connections.isNobodyHere(clock.instant()) && engagements.isEmpty() && inquiries.isEmpty()) {
      passivate.run();
    }
    return Effect().none();
  }
}
