package dev.ringdown.chaos;

import java.time.Instant;

/**
 * Something that was done to the cluster.
 *
 * @param node whom it concerns; empty for the database, or for all
 * @param until when it was over; the same instant for a kill
 */
record Disturbance(String what, String node, Instant from, Instant until) {

  boolean isWithin(Instant begin, Instant end) {
    return !from.isAfter(end) && !until.isBefore(begin);
  }
}
