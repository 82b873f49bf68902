package dev.ringdown.demo;

/** A flow cannot go on: what it waits for did not come, or something else did. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }

  static Failure interrupted() {
    Thread.currentThread().interrupt();
    return new Failure("interrupted");
  }
}
