package dev.ringdown.journal;

/** The journal cannot be used: not reachable, or not set up. The message says what is missing. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
