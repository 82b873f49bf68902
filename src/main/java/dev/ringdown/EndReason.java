package dev.ringdown;

/** Why a call, or a ring that was taken back, ended. */
public enum EndReason {
  /** GENERAL mode: every invitee has an outcome, and somebody accepted. */
  ANSWERED,
  /** Every invitee declined. */
  DECLINED,
  /** Every invitee was busy. */
  BUSY,
  /** The inviter cancelled. */
  CANCELLED,
  /** Nobody accepted, for more than one reason or because nobody answered. */
  NO_ANSWER,
  /** The caller had no session for {@code ringdown.caller-grace} while nobody had accepted. */
  CALLER_LOST,
  /** A member, or a back end, ended the call for all. */
  ENDED,
  /** The last member left, or one of two was left alone. */
  EVERYBODY_LEFT,
  /** Both called each other; the call goes on under the other call's id. */
  MERGED,
  /** The call lasted longer than {@code ringdown.max-duration}. */
  MAX_DURATION,
  /** A back end took the call back. */
  REVOKED
}
