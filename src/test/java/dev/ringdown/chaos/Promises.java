package dev.ringdown.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How late may be what.
 *
 * @param bound a decision, after it was due or after the last disturbance
 * @param told a callback, after its decision or after the last disturbance: what is not confirmed
 *     is told again after pauses that double, so it comes about as long after a disturbance as that
 *     took
 * @param silence a device that stops its ring by itself, after the deadline
 * @param answer an answer to an operation
 * @param memberGrace as the nodes have it
 */
record Promises(
    Duration bound, Duration told, Duration silence, Duration answer, Duration memberGrace) {

  /** The latest instant for what was due then; whatever disturbs it meanwhile begins it anew. */
  static Instant latest(Instant due, Duration bound, List<Disturbance> disturbances) {
    Instant latest = due.plus(bound);
    for (Disturbance disturbance : byBegin(disturbances)) {
      Instant again = disturbance.until().plus(bound);
      if (disturbance.isWithin(due, latest) && again.isAfter(latest)) {
        latest = again;
      }
    }
    return latest;
  }

  private static List<Disturbance> byBegin(List<Disturbance> disturbances) {
    return disturbances.stream().sorted(Comparator.comparing(Disturbance::from)).toList();
  }
}
