package dev.ringdown.user;

import dev.ringdown.BusyPolicy;
import dev.ringdown.GlarePolicy;
import dev.ringdown.call.Draft;
import java.time.Instant;
import java.util.Collection;

/**
 * What a user's actor makes of a ring, in view of his other calls: busy, glare, or to be shown.
 *
 * @param ownCallId with MERGE and MERGED, and with PARK if the ring crosses a call of the user's
 *     own: that call; else empty
 */
record Admission(Kind kind, String ownCallId) {

  enum Kind {
    SHOW,
    /** Not yet: wait for what becomes of another call. */
    PARK,
    /** The ring's call survives, and takes the user's own in. */
    MERGE,
    /** The user's own call survived: the ring's caller is in it. */
    MERGED,
    BUSY
  }

  static Admission of(
      Engagement ring,
      Collection<Engagement> all,
      Collection<Draft> beingCreated,
      BusyPolicy policy,
      Instant now) {
    for (Draft draft : beingCreated) {
      if (crosses(draft, ring)) {
        return new Admission(Kind.PARK, draft.callId());
      }
    }
    for (Engagement own : all) {
      if (own.tookIn(ring)) {
        return new Admission(Kind.MERGED, own.callId());
      }
      if (own.isOwn() && own.mayMerge() && ring.mayMerge() && own.peer().equals(ring.peer())) {
        boolean survives = ring.callId().compareTo(own.callId()) < 0;
        return new Admission(survives ? Kind.MERGE : Kind.PARK, own.callId());
      }
    }
    return new Admission(
        policy == BusyPolicy.RING ? Kind.SHOW : unlessBusy(ring, all, beingCreated, now), "");
  }

  private static Kind unlessBusy(
      Engagement ring, Collection<Engagement> all, Collection<Draft> beingCreated, Instant now) {
    boolean busy = !beingCreated.isEmpty();
    boolean stale = false;
    for (Engagement other : all) {
      if (other != ring && other.engages(now)) {
        boolean waits = mayBeOver(other, ring) && !ring.hasWaited(now);
        stale |= waits;
        busy |= !waits;
      }
    }
    if (busy) {
      return Kind.BUSY;
    }
    return stale ? Kind.PARK : Kind.SHOW;
  }

  /**
   * Whether the other call, too, is with who rings now: its end may be under way. Two who call only
   * each other, and may not merge, are no such case: each is busy for the other.
   */
  private static boolean mayBeOver(Engagement other, Engagement ring) {
    String caller = ring.call().caller().id();
    if (!other.isOwn()) {
      return other.call().caller().id().equals(caller);
    }
    return other.isOneToOne()
        && other.peer().equals(caller)
        && (other.call().answeredAt().isPresent() || !ring.isOneToOne());
  }

  /** Whether a call that is about to be created crosses one that rings. */
  static boolean crosses(Draft draft, Engagement ring) {
    return ring.mayMerge()
        && draft.rings().size() == 1
        && !draft.rings().get(0).silent()
        && draft.glarePolicy() == GlarePolicy.MERGE
        && draft.rings().get(0).user().id().equals(ring.peer());
  }
}
