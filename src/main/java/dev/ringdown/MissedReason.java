package dev.ringdown;

/** Why a call was missed. */
public enum MissedReason {
  TIMED_OUT,
  /** The ring was taken back before an answer. */
  CANCELLED,
  CALLER_LOST,
  /** The user was engaged in another call. */
  BUSY,
  DO_NOT_DISTURB,
  UNREACHABLE
}
