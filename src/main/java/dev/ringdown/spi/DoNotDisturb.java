package dev.ringdown.spi;

import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whether a user wants to hear of a ring. Asked on the callee's node, before any of his devices
 * rings; not asked when he is busy anyway. If he does not want to be disturbed he finds a missed
 * call, and the caller hears what {@code ringdown.do-not-disturb-answer} says. Must not block: it
 * runs on a thread of the engine. If it fails, or does not answer within {@code
 * ringdown.hook-timeout}, the user is rung. The default never minds.
 */
public interface DoNotDisturb {
  DoNotDisturb NEVER = (userId, call) -> CompletableFuture.completedStage(false);

  /** Whether this user does not want to be disturbed by this call. */
  CompletionStage<Boolean> isOn(String userId, IncomingCallReceived call);
}
