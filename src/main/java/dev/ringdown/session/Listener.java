package dev.ringdown.session;

/** Whoever hears a session's events. */
interface Listener {
  /**
   * Hands over an event, without waiting.
   *
   * @return false if the listener is too far behind; the event was handed over all the same
   */
  boolean raise(SessionEvent event);

  /** Whether the listener stops by itself when it has heard that the session is closed. */
  boolean stopsWhenClosed();
}
