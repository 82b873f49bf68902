package dev.ringdown;

/** What a failed operation's {@code CompletionStage} completes with. */
public final class RingdownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RingdownError error;

  public RingdownException(RingdownError error) {
    super(error.code() + ": " + error.message(), null, false, false);
    this.error = error;
  }

  public RingdownError error() {
    return error;
  }

  public ErrorCode code() {
    return error.code();
  }
}
