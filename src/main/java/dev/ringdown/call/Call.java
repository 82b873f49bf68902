package dev.ringdown.call;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.RecoveryFailed;
import akka.persistence.typed.SnapshotSelectionCriteria;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.ringdown.CallSnapshot;
import dev.ringdown.MemberState;
import dev.ringdown.Result;
import dev.ringdown.observe.Observed;
import dev.ringdown.timer.Alarm;
import dev.ringdown.turn.Beginning;
import dev.ringdown.turn.Turn;
import dev.ringdown.turn.Turns;
import dev.ringdown.turn.Urgency;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * One call. Requests go through the rules; what they decide is journalled, then answered, then told
 * to the users' actors until they confirm it. One timer, for the next due moment; deadlines are
 * absolute and in the journal, so that a call that is started again goes on where it was.
 */
public final class Call extends EventSourcedBehavior<CallCommand, CallEvent, CallState> {
  /** What a call's actor tells itself. */
  sealed interface Own extends CallCommand {}

  record Tick() implements Own {}

  /** It may read the journal. */
  record YourTurn() implements Own {}

  private static final CallCommand YOUR_TURN = new YourTurn();
  private static final CallCommand STOP = new CallCommand.Passivated();

  private final String callId;
  private final CallRules rules;
  private final Patience patience;
  private final Clock clock;
  private final Users users;
  private final Calls calls;
  private final Runnable passivate;
  private final Consumer<String> stranded;
  private final Alarm<CallCommand> alarm;
  private final Turn<CallCommand> turn;

  private final Outbox outbox;
  private final Contacts contacts;
  private final long incarnation;
  private Instant renewAt;
  private final Unanswered unanswered;
  private final Observed observed;
  private boolean runs;
  private boolean writes;

  /**
   * @param users the way to the users
   * @param calls the way to this call itself, wherever it runs next
   * @param passivate asks whoever started this actor to stop it by {@link CallCommand.Passivated}
   * @param stranded is told that the journal failed, and with it the actor of this call, which may
   *     have something left to do, or to tell
   * @param turns of this node's calls and users to begin
   */
  public static Behavior<CallCommand> create(
      String callId,
      CallRules rules,
      Patience patience,
      Clock clock,
      Users users,
      Calls calls,
      Runnable passivate,
      Consumer<String> stranded,
      Turns turns) {
    Unanswered unanswered = new Unanswered(users);
    // The journal is read when there is a command to answer, should that fail: not before.
    Behavior<CallCommand> call =
        Beginning.create(
            turns,
            YOUR_TURN,
            STOP,
            command -> due(command, clock.instant()),
            turn ->
                Behaviors.setup(
                    context ->
                        Behaviors.withTimers(
                            timers ->
                                new Call(
                                    callId,
                                    rules,
                                    patience,
                                    clock,
                                    users,
                                    calls,
                                    passivate,
                                    stranded,
                                    timers,
                                    turn,
                                    unanswered,
                                    Observed.on(context.getSystem())))),
            command -> calls.tell(callId, command));
    return Behaviors.intercept(() -> unanswered, call);
  }

  /** A call that is only to tell what it is can wait: what is due, the sweep wakes. */
  private static Instant due(CallCommand command, Instant now) {
    if (command instanceof CallCommand.Wake wake) {
      return wake.due();
    }
    boolean canWait =
        command instanceof CallCommand.TellMe
            || command instanceof CallCommand.Heard
            || command instanceof CallCommand.Rings
            || command instanceof CallCommand.Away
            || command instanceof CallCommand.Back;
    return (canWait ? Urgency.CAN_WAIT : Urgency.NOW).due(now);
  }

  private Call(
      String callId,
      CallRules rules,
      Patience patience,
      Clock clock,
      Users users,
      Calls calls,
      Runnable passivate,
      Consumer<String> stranded,
      TimerScheduler<CallCommand> timers,
      Turn<CallCommand> turn,
      Unanswered unanswered,
      Observed observed) {
    super(persistenceId(callId));
    this.callId = callId;
    this.rules = rules;
    this.patience = patience;
    this.clock = clock;
    this.users = users;
    this.calls = calls;
    this.passivate = passivate;
    this.stranded = stranded;
    alarm = new Alarm<>(timers, clock, new Tick());
    this.turn = turn;
    this.unanswered = unanswered;
    this.observed = observed;
    outbox = new Outbox(patience.repeat());
    contacts = new Contacts(patience);
    incarnation = ThreadLocalRandom.current().nextLong();
    renewAt = clock.instant().plus(patience.renewal());
  }

  static PersistenceId persistenceId(String callId) {
    return PersistenceId.ofUniqueId("call:" + callId);
  }

  @Override
  public CallState emptyState() {
    return new CallState.None();
  }

  /** A call has few events: no snapshot is ever made, so none is looked for. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  // ---- The table. Written out, since a builder's table costs each call 1 kB.

  @Override
  public CommandHandler<CallCommand, CallEvent, CallState> commandHandler() {
    return this::onCommand;
  }

  private Effect<CallEvent, CallState> onCommand(CallState state, CallCommand command) {
    turn.end();
    if (command instanceof CallCommand.Ask ask) {
      return onAsk(state, ask);
    } else if (command instanceof CallCommand.Serve serve) {
      return onServe(state, serve);
    } else if (command instanceof CallCommand.Tell tell) {
      return decide(state, tell.request());
    } else if (command instanceof CallCommand.Rings rings) {
      return onRings(state, rings);
    } else if (command instanceof CallCommand.Heard heard) {
      return onHeard(state, heard);
    } else if (command instanceof CallCommand.TellMe tellMe) {
      return onTellMe(tellMe);
    } else if (command instanceof CallCommand.Away away) {
      return onAway(away);
    } else if (command instanceof CallCommand.Back back) {
      return onBack(back);
    } else if (command instanceof Tick) {
      return onTick(state);
    } else if (command instanceof CallCommand.Wake) {
      return onWake(state);
    } else if (command instanceof YourTurn) {
      return onTurn();
    }
    return onPassivated(state);
  }

  private Effect<CallEvent, CallState> onAsk(CallState state, CallCommand.Ask ask) {
    Instant now = clock.instant();
    Decision decision = state.decide(ask.request(), rules, now);
    if (isAskedAgain(decision)) {
      // Whatever the first answer brought about may have been lost with it.
      outbox.forget(ask.by().userId());
    }
    return commit(
        decision,
        () -> unanswered.answer(ask, decision.answer().map(answer -> shown(answer, state, now))));
  }

  private Effect<CallEvent, CallState> onServe(CallState state, CallCommand.Serve serve) {
    Instant now = clock.instant();
    Decision decision = state.decide(serve.request(), rules, now);
    return commit(
        decision,
        () -> unanswered.answer(serve, decision.answer().map(answer -> shown(answer, state, now))));
  }

  /** Whether somebody came into the call by this request before. */
  private static boolean isAskedAgain(Decision decision) {
    Result answer = decision.answer().orElse(null);
    return decision.events().isEmpty()
        && (answer instanceof Result.Invited || answer instanceof Result.Joined);
  }

  /** The rules do not know who rings: a snapshot is made here. */
  private Result shown(Result answer, CallState state, Instant now) {
    return answer instanceof Result.Snapshot ? new Result.Snapshot(snapshot(state, now)) : answer;
  }

  private Effect<CallEvent, CallState> decide(CallState state, CallRequest request) {
    return commit(state.decide(request, rules, clock.instant()), () -> {});
  }

  /** Journals what was decided, answers, tells. */
  private Effect<CallEvent, CallState> commit(Decision decision, Runnable answer) {
    boolean tells = observed.isOn() && !decision.events().isEmpty();
    long began = tells ? System.nanoTime() : 0;
    writes = !decision.events().isEmpty();
    return Effect()
        .persist(decision.events())
        .thenRun(
            after -> {
              writes = false;
              if (tells) {
                observed.journalled(Duration.ofNanos(System.nanoTime() - began));
                Observations.tell(decision.events(), after, observed);
              }
              answer.run();
              tellAndRest(after);
            });
  }

  private Effect<CallEvent, CallState> onRings(CallState state, CallCommand.Rings rings) {
    if (state instanceof Live live && contacts.rings(live.member(rings.userId()), rings.ring())) {
      observeRinging(live.member(rings.userId()));
      outbox.addUnjournalled(Announcements.ofReception(live, rings.userId(), MemberState.RINGING));
    }
    return Effect().none().thenRun(this::tellAndRest);
  }

  private void observeRinging(Member member) {
    if (observed.isOn()) {
      Instant since = member.last().orElseThrow().since();
      observed.ringing(callId, member.user().id(), Duration.between(since, clock.instant()));
    }
  }

  private Effect<CallEvent, CallState> onHeard(CallState state, CallCommand.Heard heard) {
    if (heard.incarnation() == incarnation) {
      outbox.heard(heard.userId(), heard.number());
    }
    boolean settles = state instanceof Over over && !over.settled() && outbox.allHeard();
    return settles
        ? commit(
            new Decision(List.of(new CallEvent.Settled(clock.instant())), Optional.empty()),
            () -> {})
        : Effect().none().thenRun(after -> tellMoreAndRest(after, heard.userId()));
  }

  private Effect<CallEvent, CallState> onTellMe(CallCommand.TellMe tellMe) {
    if (!outbox.isJustTold(tellMe.userId(), clock.instant())) {
      outbox.forget(tellMe.userId());
    }
    return Effect().none().thenRun(this::tellAndRest);
  }

  /**
   * What is due is decided, then told. The end of one that is over may have been written, but not
   * told: everybody is told again.
   */
  private Effect<CallEvent, CallState> onWake(CallState state) {
    if (state instanceof Live live) {
      return decide(live, new CallRequest.Due());
    }
    List.copyOf(outbox.users()).forEach(outbox::forget);
    return Effect().none().thenRun(this::tellAndRest);
  }

  /** It came when this call had begun without it. */
  private Effect<CallEvent, CallState> onTurn() {
    return Effect().none();
  }

  private Effect<CallEvent, CallState> onAway(CallCommand.Away away) {
    contacts.away(away.userId(), clock.instant());
    return Effect().none().thenRun(this::rest);
  }

  private Effect<CallEvent, CallState> onBack(CallCommand.Back back) {
    contacts.back(back.userId());
    return Effect().none().thenRun(this::rest);
  }

  private Effect<CallEvent, CallState> onTick(CallState state) {
    alarm.rang();
    Instant now = clock.instant();
    repeatTo(state, now);
    if (!(state instanceof Live live)) {
      return Effect().none().thenRun(this::rest);
    }
    for (Member member : contacts.notYetReceived(live, now)) {
      outbox.addUnjournalled(
          Announcements.ofReception(live, member.user().id(), MemberState.NOT_YET_RECEIVED));
    }
    if (!renewAt.isAfter(now)) {
      renew(live);
      renewAt = now.plus(patience.renewal());
    }
    Optional<String> lost = contacts.lost(live, now);
    lost.ifPresent(contacts::back);
    return decide(
        live, lost.<CallRequest>map(CallRequest.Lost::new).orElseGet(CallRequest.Due::new));
  }

  /**
   * A call that still has something to do is moved to another node: it is to go on there. So is
   * what it was asked in the meantime, which waits behind the word to stop.
   */
  private Effect<CallEvent, CallState> onPassivated(CallState state) {
    unanswered.takeAll().forEach(asked -> calls.tell(callId, asked));
    if (owes(state)) {
      calls.tell(callId, new CallCommand.Wake(clock.instant()));
    }
    return Effect().stop();
  }

  @Override
  public EventHandler<CallState, CallEvent> eventHandler() {
    return this::onEvent;
  }

  private CallState onEvent(CallState before, CallEvent event) {
    CallState after = before.on(event);
    outbox.add(event, before, after);
    return after;
  }

  @Override
  public SignalHandler<CallState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.class, (state, signal) -> onRecovered(state))
        .onSignal(RecoveryFailed.class, (state, signal) -> onNotRecovered(signal.getFailure()))
        .onSignal(PostStop.class, (state, signal) -> onStopped())
        .build();
  }

  private void onStopped() {
    if (writes) {
      stranded.accept(callId);
    }
    unanswered.refuseAll();
    count(false);
  }

  private void onNotRecovered(Throwable why) {
    if (!JournalledCall.isUnreadable(why)) {
      stranded.accept(callId);
    }
  }

  private void onRecovered(CallState state) {
    if (!owes(state)) {
      outbox.close();
    } else if (state instanceof Live live && !live.nextDue(rules).isAfter(clock.instant())) {
      // It is decided first; everything is told then.
      rest(state);
    } else {
      tellAndRest(state);
    }
  }

  private static boolean owes(CallState state) {
    return state instanceof Live || (state instanceof Over over && !over.settled());
  }

  private void tellAndRest(CallState state) {
    tell(state);
    rest(state);
  }

  private void tellMoreAndRest(CallState state, String userId) {
    Instant now = clock.instant();
    send(state, userId, outbox.untold(userId, now), now);
    rest(state);
  }

  private void tell(CallState state) {
    Instant now = clock.instant();
    for (String userId : outbox.users()) {
      send(state, userId, outbox.untold(userId, now), now);
    }
  }

  private void repeatTo(CallState state, Instant now) {
    for (String userId : outbox.users()) {
      send(state, userId, outbox.overdue(userId, now), now);
    }
  }

  private void send(CallState state, String userId, List<UserCommand.Entry> entries, Instant now) {
    if (!entries.isEmpty()) {
      users.tell(
          userId, new UserCommand.Announcement(callId, incarnation, snapshot(state, now), entries));
    }
  }

  private void renew(Live live) {
    for (Member member : live.members().values()) {
      if (member.isIn() || member.isRung()) {
        String id = member.user().id();
        users.tell(id, new UserCommand.Renewal(callId, incarnation, contacts.isRinging(member)));
      }
    }
  }

  private CallSnapshot snapshot(CallState state, Instant now) {
    if (state instanceof Over over) {
      return over.last().snapshot(Optional.of(over.end()), now);
    }
    Live live = (Live) state;
    return contacts.shown(live.snapshot(Optional.empty(), now), live.members());
  }

  /** Waits for the next due moment, or goes when there is nothing left to do. */
  private void rest(CallState state) {
    Instant next = outbox.nextRepeat();
    count(state instanceof Live);
    if (state instanceof Live live) {
      next = Alarm.earlier(next, live.nextDue(rules));
      next = Alarm.earlier(next, contacts.nextDue(live));
      next = Alarm.earlier(next, renewAt);
    }
    if (next.equals(Instant.MAX)) {
      alarm.cancel();
      passivate.run();
    } else {
      alarm.set(next);
    }
  }

  /** Whether this is one of the live calls that run here. */
  private void count(boolean isLive) {
    if (isLive && !runs) {
      observed.callRuns();
    } else if (!isLive && runs) {
      observed.callRunsNoMore();
    }
    runs = isLive;
  }
}
