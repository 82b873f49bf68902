package dev.ringdown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A ring that its user never answered on any device, kept until newer ones push it out.
 *
 * @param number counts the user's missed calls from 1; what {@code missedCallsSeen} takes
 * @param ring which ring of this user in that call it was, from 1
 * @param callees everybody whom the caller invited, this user included
 * @param at when the ring began
 * @param rang how long it was open
 */
public record MissedCall(
    long number,
    String callId,
    int ring,
    String room,
    CallUser caller,
    CallType callType,
    List<CallUser> callees,
    String customData,
    Instant at,
    Duration rang,
    MissedReason reason) {
  public MissedCall {
    callees = List.copyOf(callees);
  }

  public MissedCall withNumber(long number) {
    return new MissedCall(
        number, callId, ring, room, caller, callType, callees, customData, at, rang, reason);
  }
}
