package dev.ringdown;

/** What happens when a user who is engaged in a call is invited to another one. */
public enum BusyPolicy {
  /** The invitation is answered BUSY; the user hears nothing and finds a missed call. */
  REJECT,
  /** The user rings all the same (call waiting). */
  RING
}
