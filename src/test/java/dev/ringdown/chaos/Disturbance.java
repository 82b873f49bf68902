package dev.ringdown.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that was done to the cluster.
 *
 * @param node whom it concerns; empty for the database, or for all
 * @param until when it was over; the same instant for a kill
 */
record Disturbance(String what, String node, Instant from, Instant until) {

  @Override
  public String toString() {
    String length =
        until.equals(from) ? "" : ", for " + Duration.between(from, until).toMillis() + " ms";
    return from.truncatedTo(ChronoUnit.MILLIS)
        + (node.isEmpty() ? " " : " " + node + " ")
        + what
        + length;
  }

  boolean isWithin(Instant begin, Instant end) {
    return !from.isAfter(end) && !until.isBefore(begin);
  }
}
