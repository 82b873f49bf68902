package dev.ringdown.turn;

import java.time.Duration;
import java.time.Instant;

/** How soon who wants a turn goes before those that have waited for longer. */
public enum Urgency {
  NOW,
  SOON,
  CAN_WAIT;

  private static final Duration SHORTLY = Duration.ofSeconds(10);

  /** When a turn is due that is wanted now. */
  public Instant due(Instant now) {
    return switch (this) {
      case NOW -> now;
      case SOON -> now.plus(SHORTLY);
      case CAN_WAIT -> Instant.MAX;
    };
  }
}
