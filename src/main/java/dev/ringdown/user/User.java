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
import dev.ringdown.CallSnapshot;
import dev.ringdown.ErrorCode;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.UnreachablePolicy;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Calls;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Notice;
import dev.ringdown.call.Origin;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One person on all his devices. Forwards what his sessions ask to the calls, and what the calls
 * tell to the sessions that are entitled to it; decides busy and glare. Only his missed calls are
 * journalled; what he is engaged in is a cache, which calls and sessions rebuild.
 */
public final class User extends EventSourcedBehavior<UserCommand, UserEvent, UserState> {
  private static final String TIMER = "tend";
  private static final int FORMER_KEPT = 32;
  private static final int EVENTS_PER_SNAPSHOT = 100;

  /** What a user's actor tells itself. */
  sealed interface Own extends UserCommand {}

  record SessionGone(String session, long registration) implements Own {}

  record Disturbed(String callId, int ring, boolean isOn) implements Own {}

  record Pushed(String callId, int ring, boolean route) implements Own {}

  record Tend() implements Own {}

  /** A call of this user's that is asked for, but not known to be durable. */
  private record BeingCreated(Draft draft, String session, String requestId, Instant since) {}

  private final String userId;
  private final UserRules rules;
  private final DoNotDisturb doNotDisturb;
  private final PushNotifier pushNotifier;
  private final Clock clock;
  private final Calls calls;
  private final Runnable passivate;
  private final ActorContext<UserCommand> context;
  private final TimerScheduler<UserCommand> timers;

  private final Map<String, Connection> connections = new LinkedHashMap<>(4);
  private final Map<String, Engagement> engagements = new LinkedHashMap<>(4);
  private final Map<String, BeingCreated> beingCreated = new LinkedHashMap<>(2);

  /** How far this user heard of calls that engage him no longer. */
  private final Map<String, Progress> former = new LinkedHashMap<>(4);

  /**
   * @param calls the way to the calls
   * @param passivate asks whoever started this actor to stop it by {@link UserCommand.Passivated}
   */
  public static Behavior<UserCommand> create(
      String userId,
      UserRules rules,
      DoNotDisturb doNotDisturb,
      PushNotifier pushNotifier,
      Clock clock,
      Calls calls,
      Runnable passivate) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new User(
                        userId,
                        rules,
                        doNotDisturb,
                        pushNotifier,
                        clock,
                        calls,
                        passivate,
                        context,
                        timers)));
  }

  private User(
      String userId,
      UserRules rules,
      DoNotDisturb doNotDisturb,
      PushNotifier pushNotifier,
      Clock clock,
      Calls calls,
      Runnable passivate,
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers) {
    super(PersistenceId.ofUniqueId("user:" + userId));
    this.userId = userId;
    this.rules = rules;
    this.doNotDisturb = doNotDisturb;
    this.pushNotifier = pushNotifier;
    this.clock = clock;
    this.calls = calls;
    this.passivate = passivate;
    this.context = context;
    this.timers = timers;
  }

  @Override
  public UserState emptyState() {
    return UserState.EMPTY;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(EVENTS_PER_SNAPSHOT, 1).withDeleteEventsOnSnapshot();
  }

  @Override
  public CommandHandler<UserCommand, UserEvent, UserState> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(UserCommand.Connect.class, this::onConnect)
        .onCommand(UserCommand.Disconnect.class, (state, c) -> then(() -> leave(c.session())))
        .onCommand(SessionGone.class, (state, c) -> then(() -> onSessionGone(c)))
        .onCommand(UserCommand.Invite.class, (state, c) -> then(() -> onInvite(c)))
        .onCommand(UserCommand.InviteMore.class, (state, c) -> then(() -> onInviteMore(c)))
        .onCommand(UserCommand.Perform.class, this::onPerform)
        .onCommand(UserCommand.FindMissedCall.class, (s, c) -> then(() -> onFindMissedCall(s, c)))
        .onCommand(UserCommand.Overdue.class, (s, c) -> then(() -> onOverdue(c)))
        .onCommand(UserCommand.Announcement.class, this::onAnnouncement)
        .onCommand(UserCommand.Renewal.class, (state, c) -> then(() -> onRenewal(c)))
        .onCommand(UserCommand.Answer.class, (state, c) -> then(() -> onAnswer(c)))
        .onCommand(Disturbed.class, (state, c) -> then(() -> onDisturbed(c)))
        .onCommand(Pushed.class, (state, c) -> then(() -> onPushed(c)))
        .onCommand(Tend.class, (state, c) -> then(this::onTend))
        .onCommand(UserCommand.Passivated.class, (state, c) -> Effect().stop())
        .build();
  }

  private Effect<UserEvent, UserState> then(Runnable action) {
    return Effect()
        .none()
        .thenRun(
            () -> {
              action.run();
              rest();
            });
  }

  // ---- Sessions

  private Effect<UserEvent, UserState> onConnect(UserState state, UserCommand.Connect connect) {
    return then(() -> connect(state, connect));
  }

  private void connect(UserState state, UserCommand.Connect connect) {
    Connection connection = new Connection(connect);
    boolean wasAway = connections.isEmpty();
    for (Connection other : List.copyOf(connections.values())) {
      if (other.device.equals(connect.device()) && !other.session.equals(connect.session())) {
        connections.remove(other.session);
        other.ref.tell(new SessionCommand.Replaced());
      }
    }
    connections.put(connection.session, connection);
    // A session that registers again is watched already, with another message.
    context.unwatch(connection.ref);
    context.watchWith(connection.ref, new SessionGone(connection.session, connect.registration()));
    Instant now = clock.instant();
    if (connect.progress().isEmpty()) {
      former.values().forEach(connection::hears);
      engagements.values().forEach(e -> connection.hears(silent(e.progress())));
      connection.registered(context.getSelf(), Optional.of(connected(state, connection, now)));
    } else {
      connection.registered(context.getSelf(), Optional.empty());
      connect.progress().get().stream()
          .filter(Progress::live)
          .forEach(p -> calls.tell(p.callId(), new CallCommand.TellMe(userId)));
    }
    for (Engagement engagement : engagements.values()) {
      if (wasAway && engagement.isIn()) {
        calls.tell(engagement.callId, new CallCommand.Back(userId));
      }
      catchUp(engagement, connection, connect.progress().isEmpty(), now);
    }
  }

  private static Progress silent(Progress progress) {
    return new Progress(
        progress.callId(),
        progress.incarnation(),
        progress.number(),
        progress.revision(),
        0,
        false,
        true);
  }

  private SessionEvent.Connected connected(UserState state, Connection connection, Instant now) {
    List<CallSnapshot> live =
        engagements.values().stream()
            .filter(e -> e.isIn() || e.isShown(now))
            .map(e -> e.call().at(now))
            .toList();
    return new SessionEvent.Connected(connection.session, live, state.unread());
  }

  /** What a session gets that was not there: the ring, and what its device missed. */
  private void catchUp(Engagement engagement, Connection connection, boolean isNew, Instant now) {
    if (engagement.isShown(now)) {
      raiseRing(engagement, connection, now);
    }
    engagement.forPrimary.removeIf(
        held -> {
          boolean mine = held.device().equals(connection.device);
          boolean heard =
              !isNew && connection.hasHeard(engagement.callId, held.incarnation(), held.entry());
          if (mine && !heard) {
            connection.raise(held.event());
          }
          return mine;
        });
    connection.flush(engagement.callId);
  }

  private void onSessionGone(SessionGone gone) {
    Connection connection = connections.get(gone.session());
    if (connection != null && connection.is(gone.registration())) {
      leave(gone.session());
    }
  }

  private void leave(String session) {
    boolean wasThere = connections.remove(session) != null;
    if (wasThere && connections.isEmpty()) {
      engagements.values().forEach(this::tellIfAway);
    }
  }

  private void tellIfAway(Engagement engagement) {
    if (connections.isEmpty() && engagement.isIn()) {
      calls.tell(engagement.callId, new CallCommand.Away(userId));
    }
  }

  // ---- What sessions ask

  private void onInvite(UserCommand.Invite invite) {
    Connection connection = connections.get(invite.session());
    if (connection == null) {
      return;
    }
    Draft draft = invite.draft();
    boolean again =
        engagements.containsKey(draft.callId()) || beingCreated.containsKey(draft.callId());
    if (!again && rules.oneCall() && isEngagedBut(draft)) {
      answer(
          connection,
          invite.requestId(),
          failed(ErrorCode.ALREADY_IN_CALL, "expected a user who is free, but he is engaged"));
      return;
    }
    if (!again) {
      beingCreated.put(
          draft.callId(),
          new BeingCreated(draft, invite.session(), invite.requestId(), clock.instant()));
    }
    Origin origin = origin(connection, invite.requestId());
    ask(draft.callId(), origin, new CallRequest.Create(origin, draft));
  }

  /** Whether anything engages this user but a ring of the very user whom he calls. */
  private boolean isEngagedBut(Draft draft) {
    Instant now = clock.instant();
    boolean engaged =
        engagements.values().stream()
            .filter(e -> e.engages(now))
            .anyMatch(e -> e.isIn() || !crosses(draft, e));
    return engaged || !beingCreated.isEmpty();
  }

  private static boolean crosses(Draft draft, Engagement ring) {
    return ring.mayMerge() && Admission.mayMerge(draft) && Admission.isTo(draft, ring.peer());
  }

  private void onInviteMore(UserCommand.InviteMore more) {
    Connection connection = connections.get(more.session());
    if (connection != null) {
      Origin origin = origin(connection, more.requestId());
      ask(more.callId(), origin, new CallRequest.InviteMore(origin, more.rings()));
    }
  }

  private Effect<UserEvent, UserState> onPerform(UserState state, UserCommand.Perform perform) {
    Connection connection = connections.get(perform.session());
    if (connection == null) {
      return then(() -> {});
    }
    Operation operation = perform.operation();
    if (operation instanceof Operation.MissedCallsSeen seen) {
      long upTo = Math.min(seen.upTo(), state.recorded());
      List<UserEvent> events =
          upTo > state.seenUpTo() ? List.of(new UserEvent.MissedCallsSeen(upTo)) : List.of();
      return Effect()
          .persist(events)
          .thenRun(() -> answer(connection, perform.requestId(), new Result.Done()));
    }
    return then(() -> perform(state, connection, perform.requestId(), operation));
  }

  private void perform(
      UserState state, Connection connection, String requestId, Operation operation) {
    if (operation instanceof Operation.ActiveCalls) {
      Instant now = clock.instant();
      List<CallSnapshot> active =
          engagements.values().stream()
              .filter(e -> e.engages(now))
              .map(e -> e.call().at(now))
              .toList();
      answer(connection, requestId, new Result.ActiveCalls(active));
    } else if (operation instanceof Operation.ListMissedCalls list) {
      answer(connection, requestId, new Result.Missed(state.page(list.offset(), list.limit())));
    } else if (operation instanceof Operation.MissedCallClicked clicked) {
      state
          .find(clicked.callId())
          .ifPresentOrElse(
              call -> clicked(connection, requestId, call),
              () -> answer(connection, requestId, notMissed()));
    } else if (operation instanceof Operation.OnCall onCall) {
      perform(connection, requestId, onCall);
    }
  }

  private void perform(Connection connection, String requestId, Operation.OnCall operation) {
    Engagement engagement = engagements.get(operation.callId());
    boolean rings =
        engagement != null
            && engagement.isShown(clock.instant())
            && connection.rings(operation.callId(), engagement.ring.orElseThrow().ring());
    if (rings && operation instanceof Operation.Received) {
      engagement.acknowledged = true;
      calls.tell(
          operation.callId(), new CallCommand.Rings(userId, engagement.ring.orElseThrow().ring()));
      answer(connection, requestId, new Result.Done());
    } else if (rings && operation instanceof Operation.Ignore) {
      connection.hears(connection.heard(operation.callId()).silenced());
      answer(connection, requestId, new Result.Done());
    } else {
      Origin origin = origin(connection, requestId);
      ask(operation.callId(), origin, new CallRequest.Perform(origin, operation));
    }
  }

  private static void clicked(Connection connection, String requestId, MissedCall call) {
    answer(connection, requestId, new Result.Done());
    connection.raise(
        new SessionEvent.IncomingMissedCallClicked(
            call.callId(), call.caller(), call.callType(), call.callees(), call.customData()));
    connection.flush(call.callId());
  }

  private void onFindMissedCall(UserState state, UserCommand.FindMissedCall find) {
    Connection connection = connections.get(find.session());
    if (connection == null) {
      return;
    }
    Optional<MissedCall> call = state.find(find.callId());
    Instant now = clock.instant();
    if (call.isEmpty()) {
      answer(connection, find.requestId(), notMissed());
    } else if (!beingCreated.isEmpty()
        || engagements.values().stream().anyMatch(e -> e.engages(now))) {
      answer(
          connection,
          find.requestId(),
          failed(ErrorCode.ALREADY_IN_CALL, "expected a user who is free, but he is engaged"));
    } else {
      connection.ref.tell(new SessionCommand.MissedCallFound(find.requestId(), call.get()));
    }
  }

  private void onOverdue(UserCommand.Overdue overdue) {
    calls.tell(overdue.callId(), new CallCommand.Wake());
  }

  private static Result notMissed() {
    return failed(ErrorCode.UNKNOWN_CALL, "expected a call that this user missed");
  }

  private static Result failed(ErrorCode code, String message) {
    return new Result.Failed(RingdownError.of(code, message));
  }

  private static void answer(Connection connection, String requestId, Result result) {
    connection.ref.tell(new SessionCommand.Answered(requestId, result));
  }

  private static Origin origin(Connection connection, String requestId) {
    return new Origin(connection.user, connection.device, connection.session, requestId);
  }

  private void ask(String callId, Origin origin, CallRequest request) {
    calls.tell(callId, new CallCommand.Ask(origin, request));
  }

  // ---- What calls tell

  private void onAnswer(UserCommand.Answer answer) {
    if (answer.result() instanceof Result.Failed) {
      beingCreated
          .values()
          .removeIf(
              b ->
                  b.session().equals(answer.session()) && b.requestId().equals(answer.requestId()));
    }
    Connection connection = connections.get(answer.session());
    if (connection != null) {
      answer(connection, answer.requestId(), answer.result());
    }
    settle();
  }

  /** Missed calls are put on record first; then everything is raised, then confirmed. */
  private Effect<UserEvent, UserState> onAnnouncement(
      UserState state, UserCommand.Announcement announcement) {
    List<UserEvent> missed = new ArrayList<>();
    for (UserCommand.Entry entry : announcement.entries()) {
      for (Notice notice : entry.notices()) {
        if (notice instanceof Notice.Missed m && !state.has(m.call().callId(), m.call().ring())) {
          long number = state.recorded() + missed.size() + 1;
          missed.add(new UserEvent.MissedCallRecorded(m.call().withNumber(number)));
        }
      }
    }
    return Effect()
        .persist(missed)
        .thenRun(
            () -> {
              hear(announcement);
              settle();
              rest();
            });
  }

  private void hear(UserCommand.Announcement announcement) {
    Instant now = clock.instant();
    String callId = announcement.callId();
    Engagement engagement = engagements.get(callId);
    if (engagement == null) {
      Progress progress = former.getOrDefault(callId, Progress.none(callId));
      engagement = new Engagement(userId, announcement.call(), progress, now);
    }
    if (hasGap(engagement.progress(), announcement)) {
      calls.tell(callId, new CallCommand.TellMe(userId));
      return;
    }
    engagements.put(callId, engagement);
    beingCreated.remove(callId);
    engagement.seen(announcement.call(), now);
    for (UserCommand.Entry entry : announcement.entries()) {
      boolean isNew = !covers(engagement.progress(), announcement.incarnation(), entry);
      for (Notice notice : entry.notices()) {
        if (isNew) {
          take(engagement, notice, now);
        }
        carryOut(engagement, announcement.incarnation(), entry, notice, isNew);
      }
      hears(engagement, announcement.incarnation(), entry);
    }
    connections.values().forEach(connection -> connection.flush(callId));
    calls.tell(
        callId,
        new CallCommand.Heard(userId, announcement.incarnation(), engagement.progress().number()));
    tellIfAway(engagement);
    forgetIfOver(engagement);
  }

  /** Entries before these are missing: they were lost, or this actor is new. */
  private static boolean hasGap(Progress progress, UserCommand.Announcement announcement) {
    if (announcement.entries().isEmpty()) {
      return false;
    }
    long first = announcement.entries().get(0).number();
    long heard = progress.incarnation() == announcement.incarnation() ? progress.number() : 0;
    return first > heard + 1;
  }

  private static boolean covers(Progress progress, long incarnation, UserCommand.Entry entry) {
    return progress.covers(incarnation, entry.number(), entry.revision());
  }

  private void hears(Engagement engagement, long incarnation, UserCommand.Entry entry) {
    if (!covers(engagement.progress(), incarnation, entry)) {
      engagement.upTo(incarnation, entry);
    }
    for (Connection connection : connections.values()) {
      Progress progress = connection.heard(engagement.callId);
      if (!covers(progress, incarnation, entry)) {
        connection.hears(
            progress
                .upTo(incarnation, entry.number(), entry.revision())
                .live(engagement.concerns()));
      }
    }
  }

  /** What a notice means for the user as a whole. */
  private void take(Engagement engagement, Notice notice, Instant now) {
    if (notice instanceof Notice.Ring ring) {
      engagement.ring = Optional.of(ring.event());
      engagement.acknowledged = false;
      engagement.afterRing.clear();
      engagement.parkedAt = Instant.MAX;
      if (engagement.isOpen(now)) {
        admit(engagement, now);
      }
    } else if (notice instanceof Notice.ToPrimary primary) {
      engagement.primary = Optional.of(primary.device());
      if (primary.event() instanceof SessionEvent.CallMerged merged) {
        Engagement own = engagements.get(merged.callId());
        if (own != null) {
          own.mergedInto = Optional.of(merged.intoCallId());
        }
        mergedInto(merged.callId(), merged.intoCallId());
      }
    } else if (notice instanceof Notice.ToRung rung && stopsRing(rung.event())) {
      withdraw(engagement);
    } else if (notice instanceof Notice.ToOthers) {
      withdraw(engagement);
    }
  }

  private void mergedInto(String own, String into) {
    calls.tell(own, new CallCommand.Tell(new CallRequest.MergedInto(into)));
  }

  private static boolean stopsRing(SessionEvent event) {
    return event instanceof SessionEvent.IncomingCallCanceled
        || event instanceof SessionEvent.IncomingCallTimeout
        || event instanceof SessionEvent.IncomingCallHandledElsewhere;
  }

  private void withdraw(Engagement engagement) {
    if (engagement.pushed) {
      engagement.pushed = false;
      pushNotifier.withdraw(userId, engagement.callId);
    }
  }

  /** What a notice means for the sessions. */
  private void carryOut(
      Engagement engagement,
      long incarnation,
      UserCommand.Entry entry,
      Notice notice,
      boolean isNew) {
    String callId = engagement.callId;
    if (isNew && notice instanceof Notice.ToRung rung && waits(engagement)) {
      engagement.holdAfterRing(rung.event());
    }
    boolean deviceIsThere = false;
    for (Connection connection : connections.values()) {
      boolean heard = connection.hasHeard(callId, incarnation, entry);
      if (notice instanceof Notice.ToPrimary primary) {
        boolean its = connection.device.equals(primary.device());
        deviceIsThere |= its;
        if (its && !heard) {
          connection.raise(primary.event());
        }
      } else if (!heard) {
        carryOut(engagement, connection, notice);
      }
    }
    if (isNew && !deviceIsThere && notice instanceof Notice.ToPrimary primary) {
      engagement.hold(new Engagement.Held(primary.device(), entry, incarnation, primary.event()));
    }
  }

  private static boolean waits(Engagement engagement) {
    return engagement.treatment == Engagement.Treatment.ASKING
        || engagement.treatment == Engagement.Treatment.PARKED;
  }

  private void carryOut(Engagement engagement, Connection connection, Notice notice) {
    Progress progress = connection.heard(engagement.callId);
    if (notice instanceof Notice.ToRung rung && progress.ringing()) {
      connection.raise(rung.event());
      if (stopsRing(rung.event())) {
        connection.hears(progress.silenced());
      }
    } else if (notice instanceof Notice.ToOthers others) {
      if (progress.ringing() && !connection.session.equals(others.session())) {
        connection.raise(others.event());
      }
      connection.hears(progress.silenced());
    } else if (notice instanceof Notice.ToActing acting
        && connection.session.equals(acting.session())) {
      connection.raise(acting.event());
    } else if (notice instanceof Notice.ToEvery every) {
      connection.raise(every.event());
    }
  }

  private void forgetIfOver(Engagement engagement) {
    if (!engagement.concerns()) {
      withdraw(engagement);
      engagements.remove(engagement.callId);
      former.put(engagement.callId, engagement.progress());
      if (former.size() > FORMER_KEPT) {
        former.remove(former.keySet().iterator().next());
      }
    }
  }

  private void onRenewal(UserCommand.Renewal renewal) {
    Engagement engagement = engagements.get(renewal.callId());
    if (engagement == null || engagement.progress().incarnation() != renewal.incarnation()) {
      calls.tell(renewal.callId(), new CallCommand.TellMe(userId));
      return;
    }
    engagement.heardAt = clock.instant();
    calls.tell(
        renewal.callId(),
        new CallCommand.Heard(userId, renewal.incarnation(), engagement.progress().number()));
    tellIfAway(engagement);
    engagement.mergedInto.ifPresent(into -> mergedInto(engagement.callId, into));
    if (engagement.treatment == Engagement.Treatment.TURNED_AWAY
        && engagement.isOpen(clock.instant())) {
      turnAway(engagement, engagement.turnedAway);
    } else if (engagement.treatment == Engagement.Treatment.MERGING) {
      engagement.treatment = Engagement.Treatment.PARKED;
      settle();
    }
  }

  // ---- Rings

  private void admit(Engagement engagement, Instant now) {
    boolean ringsAlready =
        connections.values().stream()
            .anyMatch(c -> c.rings(engagement.callId, engagement.ring.orElseThrow().ring()));
    if (ringsAlready) {
      show(engagement, now);
      return;
    }
    Admission admission = admission(engagement, now);
    switch (admission.kind()) {
      case SHOW -> askWhetherItDisturbs(engagement, now);
      case BUSY -> turnAway(engagement, MissedReason.BUSY);
      case MERGE -> merge(engagement, admission.ownCallId().orElseThrow());
      case PARK -> {
        engagement.treatment = Engagement.Treatment.PARKED;
        if (admission.ownCallId().isEmpty() && engagement.parkedAt.equals(Instant.MAX)) {
          engagement.parkedAt = now;
        }
      }
    }
  }

  private Admission admission(Engagement engagement, Instant now) {
    List<Draft> drafts = beingCreated.values().stream().map(BeingCreated::draft).toList();
    return Admission.of(engagement, engagements.values(), drafts, rules.busyPolicy(), now);
  }

  private void turnAway(Engagement engagement, MissedReason reason) {
    engagement.treatment = Engagement.Treatment.TURNED_AWAY;
    engagement.turnedAway = reason;
    engagement.afterRing.clear();
    int ring = engagement.ring.orElseThrow().ring();
    calls.tell(
        engagement.callId, new CallCommand.Tell(new CallRequest.TurnAway(userId, ring, reason)));
  }

  /** The call with the lower id survives: this user's own call goes into the one that rings. */
  private void merge(Engagement engagement, String ownCallId) {
    Engagement own = engagements.get(ownCallId);
    Optional<Connection> from =
        connections.values().stream()
            .filter(c -> own.primary.filter(c.device::equals).isPresent())
            .findFirst()
            .or(() -> connections.values().stream().findFirst());
    engagement.treatment = Engagement.Treatment.MERGING;
    from.ifPresent(
        connection -> {
          Origin origin = origin(connection, "merge:" + ownCallId);
          ask(engagement.callId, origin, new CallRequest.Merge(origin, ownCallId));
        });
  }

  private void askWhetherItDisturbs(Engagement engagement, Instant now) {
    if (doNotDisturb == DoNotDisturb.NEVER) {
      show(engagement, now);
      return;
    }
    engagement.treatment = Engagement.Treatment.ASKING;
    SessionEvent.IncomingCallReceived event = engagement.ring.orElseThrow().at(now);
    context.pipeToSelf(
        bounded(() -> doNotDisturb.isOn(userId, event)),
        (isOn, failure) -> new Disturbed(event.callId(), event.ring(), Boolean.TRUE.equals(isOn)));
  }

  private CompletionStage<Boolean> bounded(Supplier<CompletionStage<Boolean>> hook) {
    return CompletableFuture.completedFuture(null)
        .thenCompose(nothing -> hook.get())
        .orTimeout(rules.hookTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void onDisturbed(Disturbed disturbed) {
    Engagement engagement = engagements.get(disturbed.callId());
    Instant now = clock.instant();
    boolean asked =
        engagement != null
            && engagement.treatment == Engagement.Treatment.ASKING
            && engagement.isOpen(now)
            && engagement.ring.orElseThrow().ring() == disturbed.ring();
    if (!asked) {
      return;
    }
    if (!disturbed.isOn()) {
      show(engagement, now);
    } else if (rules.doNotDisturbIsBusy()) {
      turnAway(engagement, MissedReason.DO_NOT_DISTURB);
    } else {
      engagement.treatment = Engagement.Treatment.RINGS_OUT;
      engagement.afterRing.clear();
      settle();
    }
  }

  private void show(Engagement engagement, Instant now) {
    engagement.treatment = Engagement.Treatment.SHOWN;
    for (Connection connection : connections.values()) {
      raiseRing(engagement, connection, now);
      engagement.afterRing.forEach(connection::raise);
      connection.flush(engagement.callId);
    }
    engagement.afterRing.clear();
    if (connections.isEmpty()) {
      push(engagement, now);
    }
  }

  private static void raiseRing(Engagement engagement, Connection connection, Instant now) {
    SessionEvent.IncomingCallReceived event = engagement.ring.orElseThrow();
    Progress progress = connection.heard(engagement.callId);
    if (progress.ring() < event.ring()) {
      connection.hears(progress.rings(event.ring()).live(true));
      connection.raise(event.at(now));
    }
  }

  private void push(Engagement engagement, Instant now) {
    engagement.pushed = pushNotifier != PushNotifier.NONE;
    SessionEvent.IncomingCallReceived event = engagement.ring.orElseThrow().at(now);
    context.pipeToSelf(
        bounded(() -> pushNotifier.ring(userId, event)),
        (route, failure) -> new Pushed(event.callId(), event.ring(), Boolean.TRUE.equals(route)));
  }

  private void onPushed(Pushed pushed) {
    Engagement engagement = engagements.get(pushed.callId());
    boolean unreachable =
        !pushed.route()
            && rules.unreachablePolicy() == UnreachablePolicy.FAIL_FAST
            && connections.isEmpty()
            && engagement != null
            && engagement.isShown(clock.instant())
            && engagement.ring.orElseThrow().ring() == pushed.ring();
    if (unreachable) {
      turnAway(engagement, MissedReason.UNREACHABLE);
    }
  }

  /** Looks again at rings that waited for another call of this user, or that cross one now. */
  private void settle() {
    Instant now = clock.instant();
    for (Engagement engagement : List.copyOf(engagements.values())) {
      if (engagement.isOpen(now) && engagement.treatment == Engagement.Treatment.PARKED) {
        admit(engagement, now);
      } else if (engagement.isShown(now)) {
        Admission admission = admission(engagement, now);
        if (admission.kind() == Admission.Kind.MERGE) {
          merge(engagement, admission.ownCallId().orElseThrow());
        }
      }
    }
  }

  // ---- Time

  private void onTend() {
    Instant now = clock.instant();
    for (Engagement engagement : List.copyOf(engagements.values())) {
      Duration unheard = Duration.between(engagement.heardAt, now);
      if (unheard.compareTo(rules.renewal().multipliedBy(2)) > 0) {
        withdraw(engagement);
        engagements.remove(engagement.callId);
      } else if (unheard.compareTo(rules.renewal()) > 0) {
        calls.tell(engagement.callId, new CallCommand.Wake());
      }
    }
    beingCreated.values().removeIf(b -> b.since().plus(rules.renewal()).isBefore(now));
    settle();
  }

  /** Looks again in a while, or goes when nobody needs this actor. */
  private void rest() {
    if (connections.isEmpty() && engagements.isEmpty() && beingCreated.isEmpty()) {
      timers.cancel(TIMER);
      passivate.run();
      return;
    }
    boolean waiting =
        engagements.values().stream().anyMatch(e -> e.treatment == Engagement.Treatment.PARKED);
    Duration delay = waiting ? Admission.PATIENCE : rules.renewal().plusSeconds(1);
    boolean nothing = engagements.isEmpty() && beingCreated.isEmpty();
    if (nothing) {
      timers.cancel(TIMER);
    } else if (waiting || !timers.isTimerActive(TIMER)) {
      timers.startSingleTimer(TIMER, new Tend(), delay);
    }
  }

  @Override
  public EventHandler<UserState, UserEvent> eventHandler() {
    return (state, event) -> state.on(event, rules.missedCalls());
  }
}
