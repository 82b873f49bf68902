package dev.ringdown.gateway.api;

import akka.http.javadsl.model.StatusCodes;
import dev.ringdown.ErrorCode;
import dev.ringdown.Outcome;
import dev.ringdown.RingdownError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a request was refused, after RFC 9457.
 *
 * @param title of the status
 * @param code an {@link ErrorCode}, or one of this interface's own
 * @param field the part of the request that is at fault, such as {@code callees[2].id}
 * @param limit what that may be
 * @param outcome with ALREADY_ANSWERED: what was decided
 * @param decidedAt with ALREADY_ANSWERED: when
 * @param decidedBy with ALREADY_ANSWERED: the session that decided, if one did
 * @param intoCallId with CALL_MERGED: the call that goes on
 * @param retryAfter with UNAVAILABLE: when to try again, if known
 */
record Problem(
    String title,
    int status,
    String detail,
    String code,
    Optional<String> field,
    Optional<String> limit,
    Optional<Outcome> outcome,
    Optional<Instant> decidedAt,
    Optional<String> decidedBy,
    Optional<String> intoCallId,
    Optional<Duration> retryAfter) {

  static Problem of(RingdownError error) {
    return of(error, status(error.code()));
  }

  /** With another status than the code's own. */
  static Problem of(RingdownError error, int status) {
    return new Problem(
        StatusCodes.get(status).reason(),
        status,
        error.message(),
        error.code().name(),
        error.field(),
        error.limit(),
        error.outcome(),
        error.decidedAt(),
        error.decidedBy(),
        error.intoCallId(),
        error.retryAfter());
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT -> 400;
      case NOT_PERMITTED -> 403;
      case UNKNOWN_CALL -> 404;
      case PAYLOAD_TOO_LARGE -> 413;
      case TOO_MANY_INVITEES, TOO_MANY_MEMBERS -> 422;
      case UNAVAILABLE, SESSION_CLOSED -> 503;
      case CALL_EXISTS,
          ALREADY_IN_CALL,
          NOT_A_MEMBER,
          NOT_INVITED,
          NOT_THE_INVITER,
          ALREADY_ANSWERED,
          CALL_ENDED,
          CALL_MERGED,
          WRONG_MODE ->
          409;
    };
  }

  /** A part of the request that cannot be read. */
  static Problem argument(String field, String problem, String expected) {
    return of(RingdownError.argument(ErrorCode.INVALID_ARGUMENT, field, problem, expected));
  }

  /** An idempotency key stands for another call. */
  static Problem keyUsed(RingdownError callExists) {
    return of(
        RingdownError.argument(
            callExists.code(),
            IdempotencyKey.HEADER,
            "belongs to another invitation",
            "a new key, or the same body"),
        422);
  }

  static Problem tooLarge(int limit) {
    return of(
        RingdownError.argument(
            ErrorCode.PAYLOAD_TOO_LARGE, "body", "too large", "at most " + limit + " bytes"));
  }

  /**
   * @param allowed the methods that the path has
   */
  static Problem method(String allowed) {
    return new Problem(
        StatusCodes.get(405).reason(),
        405,
        "expected another method: " + allowed,
        "METHOD_NOT_ALLOWED",
        Optional.of("method"),
        Optional.of(allowed),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Something that only this interface refuses. */
  static Problem own(int status, String code, String detail) {
    return new Problem(
        StatusCodes.get(status).reason(),
        status,
        detail,
        code,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  ProblemException toException() {
    return new ProblemException(this);
  }
}
