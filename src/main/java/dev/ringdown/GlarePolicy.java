package dev.ringdown;

/** What happens when two users call each other before either has answered. */
public enum GlarePolicy {
  /** The call with the lower id survives with both in it; the other ends MERGED. The default. */
  MERGE,
  /** Each is busy for the other. */
  REJECT
}
