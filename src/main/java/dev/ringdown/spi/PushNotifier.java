package dev.ringdown.spi;

import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reaches users who have no session, through a push service. The device that the push wakes opens a
 * session, and gets the ring with the remaining time. Must not block: it runs on a thread of the
 * engine. A failure, or no answer within {@code ringdown.hook-timeout}, counts as "no route". The
 * default has no route to anybody.
 */
public interface PushNotifier {
  PushNotifier NONE = (userId, call) -> CompletableFuture.completedStage(false);

  /**
   * Rings the user's devices. Called once for each ring, when the user has no session.
   *
   * @param call with the remaining life of the ring
   * @return whether there is a route to the user; if not, and {@code ringdown.unreachable-policy}
   *     is fail-fast, the inviter hears UNREACHABLE
   */
  CompletionStage<Boolean> ring(String userId, IncomingCallReceived call);

  /**
   * The ring is over: take the notification back. Called once for each ring that was pushed, also
   * when it was answered by a device that the push woke.
   */
  default void withdraw(String userId, String callId) {}
}
