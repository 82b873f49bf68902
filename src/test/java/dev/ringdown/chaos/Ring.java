package dev.ringdown.chaos;

import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One ring of one user, as the journal has it.
 *
 * @param number counts the user's rings in this call, from 1
 * @param inviter the user who invited him
 * @param missed as what it must be on record
 */
record Ring(
    String callId,
    String user,
    int number,
    String inviter,
    boolean silent,
    Instant at,
    Instant deadline,
    Optional<Outcome> outcome,
    Optional<Instant> decidedAt,
    Optional<MissedReason> missed) {

  Ring decided(Outcome outcome, Instant at, Optional<MissedReason> missed) {
    return new Ring(
        callId,
        user,
        number,
        inviter,
        silent,
        this.at,
        deadline,
        Optional.of(outcome),
        Optional.of(at),
        silent ? Optional.empty() : missed);
  }

  boolean is(Outcome outcome) {
    return this.outcome.filter(outcome::equals).isPresent();
  }

  @Override
  public String toString() {
    String became = outcome.map(Outcome::name).orElse("undecided");
    return "ring " + number + " of " + user + " from " + at + " to " + deadline + ", " + became;
  }
}
