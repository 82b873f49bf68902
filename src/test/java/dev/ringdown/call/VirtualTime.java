package dev.ringdown.call;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import com.typesafe.config.Config;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes only when told to: for the actors' timers and for the clock they read. */
final class VirtualTime extends Clock {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final ManualTime timers;
  private volatile Instant now = START;

  private VirtualTime(ManualTime timers) {
    this.timers = timers;
  }

  /** What the actor system's configuration must contain. */
  static Config config() {
    return ManualTime.config();
  }

  static VirtualTime get(ActorTestKit testKit) {
    return new VirtualTime(ManualTime.get(testKit.system()));
  }

  /** Lets time pass; timers that fall due fire, each at a clock that shows the end. */
  void pass(Duration duration) {
    now = now.plus(duration);
    timers.timePasses(duration);
  }

  @Override
  public Instant instant() {
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
