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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One call in which a user rings or is, as his actor knows it: a cache of what the call told. Lost
 * with the actor, and told again.
 */
final class Engagement {
  private static final int HELD = 256;

  /** What the user's actor does with a ring. */
  enum Treatment {
    /** Raised on every session. */
    SHOWN,
    /** The do-not-disturb hook is being asked. */
    ASKING,
    /** Not shown yet: it crosses a call of the user's own. */
    PARKED,
    /** The call was asked to take the user's own call in. */
    MERGING,
    /** The call was told that the user does not answer. */
    TURNED_AWAY,
    /** Nothing is shown, and the caller sees it ring out. */
    RINGS_OUT
  }

  /** An event for a device that is away. */
  record Held(String device, UserCommand.Entry entry, long incarnation, SessionEvent event) {}

  final String callId;
  private final String userId;
  private CallSnapshot call;
  private Progress progress;
  Instant heardAt;

  /** The last ring, once there was one. */
  Optional<SessionEvent.IncomingCallReceived> ring = Optional.empty();

  Treatment treatment = Treatment.SHOWN;
  MissedReason turnedAway = MissedReason.BUSY;
  Instant parkedAt = Instant.MAX;

  /** Events that belong after a ring which is not shown yet. */
  final List<SessionEvent> afterRing = new ArrayList<>(0);

  /** Events for the primary device, which is away. */
  final Deque<Held> forPrimary = new ArrayDeque<>(0);

  /** The device that heard what happens in the call last. */
  Optional<String> primary = Optional.empty();

  /** The call into which this one, the user's own, goes. */
  Optional<String> mergedInto = Optional.empty();

  boolean acknowledged;
  boolean pushed;

  Engagement(String userId, CallSnapshot call, Progress progress, Instant now) {
    this.callId = call.callId();
    this.userId = userId;
    this.call = call;
    this.progress = progress;
    heardAt = now;
  }

  CallSnapshot call() {
    return call;
  }

  Progress progress() {
    return progress;
  }

  void seen(CallSnapshot call, Instant now) {
    this.call = call;
    heardAt = now;
  }

  void upTo(long incarnation, UserCommand.Entry entry) {
    progress = progress.upTo(incarnation, entry.number(), entry.revision());
  }

  MemberState state() {
    return call.member(userId).map(CallMember::state).orElse(MemberState.QUIT);
  }

  boolean isIn() {
    return call.isLive() && state() == MemberState.ACCEPTED;
  }

  /** Whether the last ring may still be answered. */
  boolean isOpen(Instant now) {
    return ring.isPresent()
        && call.isLive()
        && state().isOpen()
        && call.member(userId).orElseThrow().ring() == ring.get().ring()
        && ring.get().deadline().isAfter(now);
  }

  boolean isShown(Instant now) {
    return treatment == Treatment.SHOWN && isOpen(now);
  }

  /** Whether the user rings or is in the call. */
  boolean concerns() {
    return call.isLive() && (state().isOpen() || state() == MemberState.ACCEPTED);
  }

  /** Whether the user is busy with it. */
  boolean engages(Instant now) {
    if (isIn()) {
      return call.mode() == CallMode.ADVANCED || isOwn();
    }
    return isOpen(now) && (treatment == Treatment.SHOWN || treatment == Treatment.ASKING);
  }

  boolean isOwn() {
    return call.caller().id().equals(userId);
  }

  /** Whether it may merge with a call the other way: one-to-one, and nobody has answered. */
  boolean mayMerge() {
    return call.isLive()
        && call.glarePolicy() == GlarePolicy.MERGE
        && call.answeredAt().isEmpty()
        && call.callees().size() == 1
        && mergedInto.isEmpty();
  }

  /** The other one of a one-to-one call. */
  String peer() {
    return isOwn() ? call.callees().get(0).id() : call.caller().id();
  }

  void hold(Held held) {
    if (forPrimary.size() == HELD) {
      forPrimary.removeFirst();
    }
    forPrimary.add(held);
  }

  void holdAfterRing(SessionEvent event) {
    if (afterRing.size() == HELD) {
      afterRing.remove(0);
    }
    afterRing.add(event);
  }
}
