package dev.ringdown.user;

import dev.ringdown.BusyPolicy;
import dev.ringdown.GlarePolicy;
import dev.ringdown.call.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What a user's actor makes of a ring, in view of his other calls: busy, glare, or to be shown. */
record Admission(Kind kind, Optional<String> ownCallId) {
  /** How long a ring waits for the end of an earlier call with the same user to arrive. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  enum Kind {
    SHOW,
    PARK,
    MERGE,
    BUSY
  }

  static Admission of(
      Engagement ring,
      Collection<Engagement> all,
      Collection<Draft> beingCreated,
      BusyPolicy policy,
      Instant now) {
    if (ring.mayMerge()) {
      for (Draft draft : beingCreated) {
        if (mayMerge(draft) && isTo(draft, ring.peer())) {
          return new Admission(Kind.PARK, Optional.of(draft.callId()));
        }
      }
      for (Engagement own : all) {
        if (own.isOwn() && own.mayMerge() && own.peer().equals(ring.peer())) {
          boolean survives = ring.callId.compareTo(own.callId) < 0;
          return new Admission(survives ? Kind.MERGE : Kind.PARK, Optional.of(own.callId));
        }
      }
    }
    if (policy == BusyPolicy.RING) {
      return new Admission(Kind.SHOW, Optional.empty());
    }
    boolean busy = !beingCreated.isEmpty();
    boolean stale = false;
    for (Engagement other : all) {
      if (other != ring && other.engages(now)) {
        boolean waits = isWithTheSame(other, ring) && mayWait(ring, now);
        stale |= waits;
        busy |= !waits;
      }
    }
    if (busy) {
      return new Admission(Kind.BUSY, Optional.empty());
    }
    return new Admission(stale ? Kind.PARK : Kind.SHOW, Optional.empty());
  }

  /** Whether the other call, too, is with who rings now: it may be over, or be merging. */
  private static boolean isWithTheSame(Engagement other, Engagement ring) {
    String caller = ring.call().caller().id();
    boolean fromHim = other.call().caller().id().equals(caller);
    boolean toHim =
        other.isOwn() && other.call().callees().size() == 1 && other.peer().equals(caller);
    return fromHim || toHim;
  }

  private static boolean mayWait(Engagement ring, Instant now) {
    return ring.parkedAt.equals(Instant.MAX) || now.isBefore(ring.parkedAt.plus(PATIENCE));
  }

  /** Whether a call that is about to be created may cross one that rings. */
  static boolean mayMerge(Draft draft) {
    return draft.rings().size() == 1 && draft.glarePolicy() == GlarePolicy.MERGE;
  }

  static boolean isTo(Draft draft, String userId) {
    return draft.rings().get(0).user().id().equals(userId);
  }
}
