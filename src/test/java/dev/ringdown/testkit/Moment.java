package dev.ringdown.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An instant of virtual time in few words: on its first day the hour, later the date as well. */
final class Moment {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Moment() {}

  static String of(Instant at) {
    boolean firstDay =
        !at.isBefore(Timeline.START) && at.isBefore(Timeline.START.plus(Duration.ofDays(1)));
    return (firstDay ? HOUR : DATE).format(at);
  }
}
