package dev.ringdown;

/** Why a session ended. */
public enum CloseReason {
  /** The application closed it. */
  CLOSED,
  /** A newer session of the same device took its place. */
  REPLACED,
  /** Its listener fell too far behind; see {@code ringdown.session.listener-buffer}. */
  SLOW_LISTENER,
  /** The engine stops. */
  SHUTDOWN
}
