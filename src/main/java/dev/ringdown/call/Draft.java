package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.GlarePolicy;
import java.util.List;

/** A checked invitation, every default filled in: all that a new call is made of. */
public record Draft(
    String callId,
    String room,
    CallType callType,
    CallMode mode,
    GlarePolicy glarePolicy,
    String customData,
    List<RingRequest> rings) {
  public Draft {
    rings = List.copyOf(rings);
  }
}
