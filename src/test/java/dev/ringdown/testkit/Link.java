package dev.ringdown.testkit;

/** A way between two kinds of actors which may live on different nodes. */
public enum Link {
  /** Announcements, renewals, answers. */
  CALL_TO_USER,

  /** Requests, confirmations, who is away and who is back. */
  USER_TO_CALL,

  /** Operations, and who is there. */
  SESSION_TO_USER,

  /** Events to raise, answers. */
  USER_TO_SESSION
}
