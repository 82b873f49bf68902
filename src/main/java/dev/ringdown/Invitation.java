package dev.ringdown;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller asks for: whom to ring, and how. Immutable; start with {@link #voice} or {@link
 * #video}. What is left empty takes the default of {@code ringdown.invitation} in the
 * configuration. Limits are checked when it is sent, not here.
 *
 * @param callees 1 to 9 users, each once, and not the caller
 * @param timeout how long invitees ring; 1 to 600 s; default 60 s
 * @param customData the application's own text for the callees; at most 2 KiB of UTF-8
 * @param room the application's id of the media room; default: the call id
 * @param callId proposed id and idempotency key; default: a UUID of version 7. Ids of your own cost
 *     the journal least if those of one time sort together, as these do.
 */
public record Invitation(
    CallType callType,
    List<Invitee> callees,
    Optional<Duration> timeout,
    String customData,
    Optional<String> room,
    Optional<CallMode> mode,
    Optional<GlarePolicy> glarePolicy,
    Optional<String> callId) {
  public Invitation {
    Objects.requireNonNull(callType, "callType");
    callees = List.copyOf(callees);
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(glarePolicy, "glarePolicy");
    Objects.requireNonNull(callId, "callId");
  }

  public static Invitation voice(String... callees) {
    return of(CallType.VOICE, Arrays.stream(callees).map(Invitee::of).toList());
  }

  public static Invitation video(String... callees) {
    return of(CallType.VIDEO, Arrays.stream(callees).map(Invitee::of).toList());
  }

  public static Invitation of(CallType type, List<Invitee> callees) {
    return new Invitation(
        type,
        callees,
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Invitation withTimeout(Duration timeout) {
    return new Invitation(
        callType, callees, Optional.of(timeout), customData, room, mode, glarePolicy, callId);
  }

  public Invitation withCustomData(String customData) {
    return new Invitation(callType, callees, timeout, customData, room, mode, glarePolicy, callId);
  }

  public Invitation withRoom(String room) {
    return new Invitation(
        callType, callees, timeout, customData, Optional.of(room), mode, glarePolicy, callId);
  }

  public Invitation withMode(CallMode mode) {
    return new Invitation(
        callType, callees, timeout, customData, room, Optional.of(mode), glarePolicy, callId);
  }

  public Invitation withGlarePolicy(GlarePolicy policy) {
    return new Invitation(
        callType, callees, timeout, customData, room, mode, Optional.of(policy), callId);
  }

  /** Sending the same invitation with the same id again returns the same call. */
  public Invitation withCallId(String callId) {
    return new Invitation(
        callType, callees, timeout, customData, room, mode, glarePolicy, Optional.of(callId));
  }
}
