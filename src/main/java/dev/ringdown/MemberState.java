package dev.ringdown;

/** Where one member of a call stands. */
public enum MemberState {
  /** Invited; no device has acknowledged the ring yet. */
  INVITED,
  /** Invited; no device acknowledged the ring within {@code ringdown.received-timeout}. */
  NOT_YET_RECEIVED,
  /** A device acknowledged the ring. */
  RINGING,
  /** In the call: accepted, joined, or its caller. */
  ACCEPTED,
  DECLINED,
  /** Answered busy, by a device or by policy. */
  BUSY,
  /** The deadline passed unanswered. */
  TIMED_OUT,
  CANCELLED,
  /** Had neither a session nor a push route, under {@link UnreachablePolicy#FAIL_FAST}. */
  UNREACHABLE,
  /** Both called each other; the call goes on under the other call's id. */
  MERGED,
  /** Left the call, or was lost. */
  QUIT,
  /** Ended the call for all. */
  ENDED;

  /** Whether an answer is still awaited. */
  public boolean isOpen() {
    return this == INVITED || this == NOT_YET_RECEIVED || this == RINGING;
  }
}
