package dev.ringdown.gateway.wire;

/** Why the gateway closes a socket; {@code client.proto} explains each. */
public enum GoodbyeReason {
  CLOSED,
  REPLACED,
  RESUMED_ELSEWHERE,
  SLOW_READER,
  SHUTDOWN,
  UNAUTHENTICATED,
  BAD_FRAME,
  UNSUPPORTED_VERSION,
  TOO_MANY_REQUESTS,
  IDLE
}
