package dev.ringdown.user;

import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One call in which a user rings or is, as his actor knows it: a cache of what the call told. Lost
 * with the actor, and told again.
 */
final class Engagement {
  /** What the user's actor does with a ring. */
  enum Treatment {
    /** Raised on every session. */
    SHOWN,
    /** The do-not-disturb hook is being asked. */
    ASKING,
    /** Not shown yet: it crosses a call of the user's own, or an earlier call may be over. */
    PARKED,
    /** The call was asked to take the user's own call in. */
    MERGING,
    /** The call was told that it goes on as the user's own, which its caller has joined. */
    MERGED,
    /** The call was told that the user does not answer. */
    TURNED_AWAY,
    /** Nothing is shown, and the caller sees it ring out. */
    RINGS_OUT
  }

  private final String userId;
  private final Backlog backlog = new Backlog();
  private CallSnapshot call;
  private Progress progress;
  private final Schedule schedule;

  private SessionEvent.IncomingCallReceived ring;
  private Treatment treatment = Treatment.SHOWN;
  private MissedReason turnedAway;
  private Instant parkedAt = Instant.MAX;
  private boolean acknowledged;
  private Push push = new Push();

  private String primary;
  private String mergedInto;
  private boolean away;
  private boolean silent;
  private final Departure departure = new Departure();

  Engagement(String userId, CallSnapshot call, Progress progress, Instant now) {
    this.userId = userId;
    this.call = call;
    this.progress = progress;
    schedule = new Schedule(now);
  }

  // ---- The call

  String callId() {
    return call.callId();
  }

  CallSnapshot call() {
    return call;
  }

  Progress progress() {
    return progress;
  }

  Backlog backlog() {
    return backlog;
  }

  Schedule schedule() {
    return schedule;
  }

  /** What he asked the call in order to leave it. */
  Departure departure() {
    return departure;
  }

  void seen(CallSnapshot call, Instant now) {
    this.call = call;
    departure.isKnown();
    schedule.heard(now);
  }

  void upTo(long incarnation, UserCommand.Entry entry) {
    if (progress.incarnation() != incarnation || progress.number() < entry.number()) {
      progress = progress.upTo(incarnation, entry.number(), entry.revision());
    }
  }

  /** Whether an entry that is not journalled says what no earlier run of the call has said. */
  boolean learns(UserCommand.Entry entry) {
    return backlog.learns(entry, id -> call.member(id).map(CallMember::ring).orElse(0));
  }

  MemberState state() {
    return call.member(userId).map(CallMember::state).orElse(MemberState.QUIT);
  }

  boolean isIn() {
    return call.isLive() && state() == MemberState.ACCEPTED;
  }

  /** Whether the user rings or is in the call. */
  boolean concerns() {
    return call.isLive() && (state().isOpen() || state() == MemberState.ACCEPTED);
  }

  /** Whether the user is busy with it. */
  boolean engages(Instant now) {
    if (departure.isGranted()) {
      return false;
    }
    if (isIn()) {
      return call.mode() == CallMode.ADVANCED || isOwn();
    }
    return isOpen(now) && (treatment == Treatment.SHOWN || treatment == Treatment.ASKING);
  }

  boolean isOwn() {
    return call.caller().id().equals(userId);
  }

  /** The other one of a one-to-one call. */
  String peer() {
    return isOwn() ? call.callees().get(0).id() : call.caller().id();
  }

  boolean isOneToOne() {
    return call.callees().size() == 1;
  }

  // ---- Glare

  /** Whether it may merge with a call the other way: one-to-one, and nobody has answered. */
  boolean mayMerge() {
    return mayCross() && call.answeredAt().isEmpty() && mergedInto == null;
  }

  /** Whether this call, the user's own, was answered by the caller of a ring that it crosses. */
  boolean tookIn(Engagement ring) {
    return isOwn()
        && mayCross()
        && ring.mayMerge()
        && peer().equals(ring.peer())
        && call.member(peer()).filter(m -> m.state() == MemberState.ACCEPTED).isPresent()
        && call.answeredAt().filter(at -> !ring.call.createdAt().isAfter(at)).isPresent();
  }

  private boolean mayCross() {
    return call.isLive() && call.glarePolicy() == GlarePolicy.MERGE && isOneToOne() && !silent;
  }

  /** The user's own call rings nobody: there is nobody who would see that it crosses his. */
  void ringsNobody() {
    silent = true;
  }

  /** This call, the user's own, goes into that one. */
  void goesInto(String callId, Instant now) {
    mergedInto = callId;
    schedule.retry(now);
  }

  Optional<String> mergedInto() {
    return Optional.ofNullable(mergedInto);
  }

  // ---- The ring

  /**
   * A new ring; whatever was left of an earlier one, or of an earlier stay in the call, is void.
   */
  void rings(SessionEvent.IncomingCallReceived ring) {
    this.ring = ring;
    treatment = Treatment.SHOWN;
    parkedAt = Instant.MAX;
    schedule.retryNoMore();
    acknowledged = false;
    push = new Push();
    backlog.clear();
  }

  SessionEvent.IncomingCallReceived ring() {
    return ring;
  }

  /** Whether the last ring may still be answered. */
  boolean isOpen(Instant now) {
    return ring != null
        && call.isLive()
        && state().isOpen()
        && call.member(userId).orElseThrow().ring() == ring.ring()
        && ring.deadline().isAfter(now);
  }

  boolean isShown(Instant now) {
    return treatment == Treatment.SHOWN && isOpen(now);
  }

  Treatment treatment() {
    return treatment;
  }

  void treat(Treatment treatment) {
    this.treatment = treatment;
    schedule.retryNoMore();
  }

  /** The same, to be looked at again when nothing has come of it. */
  void treat(Treatment treatment, Instant now) {
    if (this.treatment != treatment || !schedule.retries()) {
      schedule.retry(now);
    }
    this.treatment = treatment;
  }

  void turnAway(MissedReason reason, Instant now) {
    turnedAway = reason;
    treat(Treatment.TURNED_AWAY, now);
  }

  MissedReason turnedAway() {
    return turnedAway;
  }

  /** Waits for news of an earlier call with the same user. */
  void waits(Instant now) {
    parkedAt = parkedAt.equals(Instant.MAX) ? now : parkedAt;
  }

  boolean hasWaited(Instant now) {
    return !parkedAt.equals(Instant.MAX) && !now.isBefore(parkedAt.plus(Schedule.PATIENCE));
  }

  boolean isHidden() {
    return treatment == Treatment.ASKING || treatment == Treatment.PARKED;
  }

  /** A device shows it. */
  void acknowledge() {
    acknowledged = true;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }

  Push push() {
    return push;
  }

  // ---- Devices

  /** The device that heard what happens in the call last. */
  Optional<String> primary() {
    return Optional.ofNullable(primary);
  }

  /** What a former primary device missed is nobody's any longer. */
  void primary(String device) {
    if (!device.equals(primary)) {
      backlog.dropAllBut(device);
    }
    primary = device;
  }

  void away() {
    away = true;
  }

  /** True once after the user was away. */
  boolean wasAway() {
    boolean was = away;
    away = false;
    return was;
  }
}
