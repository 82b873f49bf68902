package dev.ringdown.spi;

import dev.ringdown.CallUser;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who may ring whom, and who may join a running call. Asked once for each callee, on the node of
 * the caller's session, before anything is decided. Must not block: it runs on a thread of the
 * engine. If it fails, or does not answer within {@code ringdown.hook-timeout}, the operation is
 * refused with UNAVAILABLE. The default allows everything.
 */
public interface RingPermission {
  RingPermission EVERYBODY = new RingPermission() {};

  /** What to do with one callee of an invitation. */
  enum Verdict {
    RING,
    /** The caller hears NOT_PERMITTED for this callee; the others still ring. */
    REFUSE,
    /** The caller sees it ring out; the callee never hears of it, and misses no call. */
    RING_OUT
  }

  /** Whether the inviter may ring this callee. */
  default CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
    return CompletableFuture.completedStage(Verdict.RING);
  }

  /** Whether the user may join this running call without an invitation. */
  default CompletionStage<Boolean> mayJoin(CallUser user, String callId) {
    return CompletableFuture.completedStage(true);
  }
}
