package dev.ringdown;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A refusal, complete: what a program needs to react, and a sentence for a person.
 *
 * @param message one sentence, {@code field: value's problem (expected: limit)} for bad arguments
 * @param field the argument that is at fault, such as {@code callees[2].id}
 * @param outcome with ALREADY_ANSWERED: what was decided
 * @param decidedAt with ALREADY_ANSWERED: when
 * @param decidedBy with ALREADY_ANSWERED: the session that decided, if one did
 * @param intoCallId with CALL_MERGED: the call that goes on
 * @param retryAfter with UNAVAILABLE: when to try again, if known
 * @param limit with a field: what it may be, such as {@code 1 s to 600 s}
 */
public record RingdownError(
    ErrorCode code,
    String message,
    Optional<String> field,
    Optional<Outcome> outcome,
    Optional<Instant> decidedAt,
    Optional<String> decidedBy,
    Optional<String> intoCallId,
    Optional<Duration> retryAfter,
    Optional<String> limit) {
  public RingdownError {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  public static RingdownError of(ErrorCode code, String message) {
    return new RingdownError(
        code,
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A bad argument: {@code field: problem (expected: expected)}. */
  public static RingdownError argument(
      ErrorCode code, String field, String problem, String expected) {
    return new RingdownError(
        code,
        field + ": " + problem + " (expected: " + expected + ")",
        Optional.of(field),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(expected));
  }

  public static RingdownError alreadyAnswered(
      Outcome outcome, Instant decidedAt, Optional<String> decidedBy) {
    return new RingdownError(
        ErrorCode.ALREADY_ANSWERED,
        "expected an open invitation, but it was decided: " + outcome,
        Optional.empty(),
        Optional.of(outcome),
        Optional.of(decidedAt),
        decidedBy,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static RingdownError merged(String intoCallId) {
    return new RingdownError(
        ErrorCode.CALL_MERGED,
        "expected a live call, but it was merged into another",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(intoCallId),
        Optional.empty(),
        Optional.empty());
  }

  public static RingdownError unavailable(String message, Optional<Duration> retryAfter) {
    return new RingdownError(
        ErrorCode.UNAVAILABLE,
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        retryAfter,
        Optional.empty());
  }

  public RingdownException toException() {
    return new RingdownException(this);
  }
}
