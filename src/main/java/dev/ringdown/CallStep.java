package dev.ringdown;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that happened in a call, as its journal keeps it. That a device rings is not
 * journalled: {@link Backend#call} knows it while the call lives.
 *
 * @param by the user who did it, or in whose name a back end called; empty where nobody did
 * @param device from which he did it; empty where a back end called in his name
 * @param session in which he did it; empty as the device is
 * @param users whom it is about, by their ids: who was invited, who answered, whose ring stopped,
 *     who left; empty for ENDED
 * @param reason with CANCELLED and ENDED: why
 * @param otherCallId with ACCEPTED: the user's own call that became part of this one; with ENDED:
 *     the call that goes on
 * @param customData what was attached to it; empty if nothing
 */
public record CallStep(
    Instant at,
    Kind kind,
    Cause cause,
    Optional<CallUser> by,
    Optional<String> device,
    Optional<String> session,
    List<String> users,
    Optional<EndReason> reason,
    Optional<String> otherCallId,
    String customData) {
  public CallStep {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(cause, "cause");
    users = List.copyOf(users);
  }

  /** The same, with this reason. */
  public CallStep withReason(EndReason reason) {
    return new CallStep(
        at, kind, cause, by, device, session, users, Optional.of(reason), otherCallId, customData);
  }

  /** The same, with this other call. */
  public CallStep withOtherCallId(String callId) {
    return new CallStep(
        at, kind, cause, by, device, session, users, reason, Optional.of(callId), customData);
  }

  /** What happened. The list is closed; names and meanings are stable. */
  public enum Kind {
    /** The call was created, and its callees invited. */
    CREATED,
    /** More users were invited. */
    INVITED,
    ACCEPTED,
    DECLINED,
    /** A device answered busy, or the user was engaged. */
    BUSY,
    /** The user did not want to be disturbed. */
    DO_NOT_DISTURB,
    UNREACHABLE,
    /** The deadline passed unanswered. */
    TIMED_OUT,
    /** A ring was taken back. */
    CANCELLED,
    JOINED,
    QUIT,
    /** A member had no session for longer than his grace. */
    LOST,
    /** A back end made a member quit. */
    KICKED,
    ENDED
  }

  /** Who or what brought it about. */
  public enum Cause {
    USER,
    /** A deadline, a policy, or what happened before. */
    ENGINE,
    BACKEND
  }
}
