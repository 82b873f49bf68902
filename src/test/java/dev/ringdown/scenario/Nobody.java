package dev.ringdown.scenario;

import dev.ringdown.CallUser;
import dev.ringdown.spi.RingPermission;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whom this user may ring: nobody. */
record Nobody(String userId) implements RingPermission {
  @Override
  public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
    return CompletableFuture.completedStage(
        inviter.id().equals(userId) ? Verdict.REFUSE : Verdict.RING);
  }
}
