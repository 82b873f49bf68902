package dev.ringdown.gateway.wire;

import dev.ringdown.ErrorCode;
import dev.ringdown.RingdownError;

/** An argument that has no meaning in the engine's words. */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RingdownError error;

  BadValue(String field, String problem, String expected) {
    // A client's mistake, not the gateway's: nobody looks at the stack.
    super(field + ": " + problem, null, false, false);
    error = RingdownError.argument(ErrorCode.INVALID_ARGUMENT, field, problem, expected);
  }

  RingdownError error() {
    return error;
  }
}
