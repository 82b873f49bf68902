package dev.ringdown.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Virtual time: the clock that actors read, and what is to happen when. */
final class Timeline extends Clock {
  static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  /** Something that is to happen at an instant; of two at the same, what was planned first. */
  record Plan(Instant at, long number, Runnable work) {}

  private final PriorityQueue<Plan> plans =
      new PriorityQueue<>(Comparator.comparing(Plan::at).thenComparing(Plan::number));
  private Instant now = START;
  private long planned;

  synchronized Plan plan(Duration delay, Runnable work) {
    Plan plan = new Plan(now.plus(delay), planned++, work);
    plans.add(plan);
    return plan;
  }

  synchronized boolean drop(Plan plan) {
    return plans.remove(plan);
  }

  /** Nothing of what was planned will happen. */
  synchronized void clear() {
    plans.clear();
  }

  /** Goes on to the next instant at which something is planned, and takes it out. */
  synchronized Optional<Plan> next(Instant until) {
    Plan plan = plans.peek();
    if (plan == null || plan.at().isAfter(until)) {
      now = until;
      return Optional.empty();
    }
    now = plan.at();
    return Optional.of(plans.remove());
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("virtual time is UTC");
  }
}
