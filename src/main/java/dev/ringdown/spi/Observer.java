package dev.ringdown.spi;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Outcome;
import java.time.Duration;

/**
 * Hears what the engine does on this node, to count or to log it; made known by {@link
 * dev.ringdown.Ringdown#observe}. Each thing is said once, after it is durable, by the node on
 * which it was decided; what a call is started again for is not said anew.
 *
 * <p>Called on threads of the engine, on several at a time: must not block. What one throws is
 * logged, and disturbs nobody. Override what concerns you.
 */
public interface Observer {

  /** A call was created. */
  default void created(String callId, CallType callType, CallMode mode, int callees) {}

  /**
   * A device acknowledged a ring.
   *
   * @param after how long after the invitation
   */
  default void ringing(String callId, String userId, Duration after) {}

  /**
   * An invitation has its outcome.
   *
   * @param rang how long it was open
   */
  default void decided(String callId, String userId, Outcome outcome, Duration rang) {}

  /**
   * A call ended.
   *
   * @param lasted since its creation
   */
  default void ended(String callId, EndReason reason, Duration lasted) {}

  /** The journal has taken what a call decided, after so long. */
  default void journalled(Duration took) {}

  /** Something that a session or a back end asked was refused. */
  default void refused(ErrorCode code) {}

  /** A message that had been heard before came again, and was dropped. */
  default void duplicate() {}
}
