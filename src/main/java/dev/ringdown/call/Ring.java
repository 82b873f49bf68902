package dev.ringdown.call;

import dev.ringdown.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One invitation of one user, open until it has a verdict, which is final.
 *
 * @param number counts the invitations of this user to this call, from 1
 * @param silent his devices hear nothing
 */
record Ring(
    int number,
    String inviter,
    boolean silent,
    Instant since,
    Instant deadline,
    Optional<Verdict> verdict) {

  /**
   * @param session which decided; empty if somebody or something else did
   */
  record Verdict(Outcome outcome, Instant at, Optional<String> session) {}

  static Ring of(RingRequest request, int number, String inviter, Instant at) {
    Instant deadline = at.plus(request.timeout());
    return new Ring(number, inviter, request.silent(), at, deadline, Optional.empty());
  }

  Ring decided(Verdict verdict) {
    return new Ring(number, inviter, silent, since, deadline, Optional.of(verdict));
  }

  Optional<Outcome> outcome() {
    return verdict.map(Verdict::outcome);
  }

  /** Whether it is over without a word from this user, and he is to find it on record. */
  boolean isMissed() {
    return !silent
        && verdict.filter(v -> v.session().isEmpty() && v.outcome() != Outcome.MERGED).isPresent();
  }
}
