package dev.ringdown.call;

import java.time.Duration;

/**
 * How long a call waits for its neighbours.
 *
 * @param received until an unacknowledged ring shows as NOT_YET_RECEIVED
 * @param renewal between two renewals
 * @param repeat until an unconfirmed announcement is told again; doubled each time
 * @param callerGrace how long a caller may be away before an answer
 * @param memberGrace how long a member may be away after it
 */
public record Patience(
    Duration received,
    Duration renewal,
    Duration repeat,
    Duration callerGrace,
    Duration memberGrace) {
  public static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(45));
}
