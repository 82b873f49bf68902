package dev.ringdown;

/** The one final word on an invitation. Once decided it never changes. */
public enum Outcome {
  ACCEPTED,
  DECLINED,
  BUSY,
  TIMED_OUT,
  CANCELLED,
  UNREACHABLE,
  MERGED
}
