package dev.ringdown;

/** Why an operation was refused. The list is closed; names and meanings are stable. */
public enum ErrorCode {
  /** A value is malformed or out of its limits; {@link RingdownError#field()} names it. */
  INVALID_ARGUMENT,
  /** The engine cannot answer now (journal, node or overload); trying again may work. */
  UNAVAILABLE,
  /** The proposed call id belongs to another invitation. */
  CALL_EXISTS,
  TOO_MANY_INVITEES,
  TOO_MANY_MEMBERS,
  PAYLOAD_TOO_LARGE,
  /** The application's permission hook said no. */
  NOT_PERMITTED,
  /** The user is engaged, and {@code ringdown.concurrent-calls} is one. */
  ALREADY_IN_CALL,
  NOT_A_MEMBER,
  NOT_INVITED,
  NOT_THE_INVITER,
  /** Decided before; the error carries the outcome, when, and by which session. */
  ALREADY_ANSWERED,
  CALL_ENDED,
  /** Both called each other; the error carries the id of the call that goes on. */
  CALL_MERGED,
  /** The operation needs ADVANCED mode. */
  WRONG_MODE,
  UNKNOWN_CALL,
  SESSION_CLOSED
}
