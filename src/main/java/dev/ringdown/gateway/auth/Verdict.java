package dev.ringdown.gateway.auth;

/** What became of a token. */
public sealed interface Verdict {

  record Verified(Identity identity) implements Verdict {}

  /**
   * @param why a sentence that tells its bearer what to do, and nothing about keys
   */
  record Refused(String why) implements Verdict {}

  /** The keys cannot be had now. */
  record Unavailable() implements Verdict {}
}
