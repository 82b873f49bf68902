package dev.ringdown;

/** How long a call lives. */
public enum CallMode {
  /** The call ends by itself as soon as every invitee has an outcome. */
  GENERAL,
  /** Accepted members stay until they quit, the call is ended, or they are lost. The default. */
  ADVANCED
}
