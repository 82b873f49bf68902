package dev.ringdown.user;

/** Whether a ring was pushed: at most once, and taken back at most once. */
final class Push {
  private enum State {
    NONE,
    OUT,
    OVER
  }

  private State state = State.NONE;
  private boolean failsFast;

  /**
   * True once.
   *
   * @param mayFailFast whether the user is unreachable if there is no route
   */
  boolean starts(boolean mayFailFast) {
    boolean first = state == State.NONE;
    if (first) {
      state = State.OUT;
      failsFast = mayFailFast;
    }
    return first;
  }

  boolean failsFast() {
    return failsFast;
  }

  /** True once, if it was pushed. */
  boolean ends() {
    boolean out = state == State.OUT;
    state = out ? State.OVER : state;
    return out;
  }
}
