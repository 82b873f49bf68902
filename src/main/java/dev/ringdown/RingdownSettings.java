package dev.ringdown;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Patience;
import dev.ringdown.config.BoundedConfig;
import dev.ringdown.journal.PurgeRules;
import dev.ringdown.journal.SweepRules;
import dev.ringdown.session.SessionRules;
import dev.ringdown.user.UserRules;
import java.time.Duration;
import java.util.Optional;

/**
 * The engine's settings, read once from {@code ringdown} in the configuration; {@code
 * reference.conf} explains each of them.
 */
public record RingdownSettings(
    CallRules call,
    Patience patience,
    UserRules user,
    SessionRules session,
    SweepRules sweep,
    PurgeRules purge) {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * @throws ConfigException if a setting is missing, of the wrong type, or out of its bounds
   */
  public static RingdownSettings from(Config config) {
    BoundedConfig ringdown = new BoundedConfig(config, "ringdown");
    Duration renewal = ringdown.duration("renewal-interval", Duration.ofSeconds(1), HOUR);
    Duration callerGrace = ringdown.duration("caller-grace", Duration.ZERO, HOUR);
    Duration hookTimeout = ringdown.duration("hook-timeout", Duration.ofMillis(1), HOUR);
    return new RingdownSettings(
        new CallRules(
            ringdown.number("max-members", 2, 1000),
            ringdown.flag("only-caller-ends"),
            ringdown.duration("answer-grace", Duration.ZERO, HOUR),
            ringdown.duration("max-duration", Duration.ofSeconds(1), Duration.ofDays(365))),
        new Patience(
            ringdown.duration("received-timeout", Duration.ofMillis(1), HOUR),
            renewal,
            ringdown.duration("repeat-after", Duration.ofMillis(1), HOUR),
            callerGrace,
            ringdown.duration("member-grace", Duration.ZERO, HOUR)),
        new UserRules(
            ringdown.choice("busy-policy", BusyPolicy.class),
            ringdown.isFirst("concurrent-calls", "one", "many"),
            ringdown.choice("unreachable-policy", UnreachablePolicy.class),
            ringdown.isFirst("do-not-disturb-answer", "busy", "ring-out"),
            ringdown.number("missed-calls", 0, 10_000),
            renewal,
            hookTimeout),
        new SessionRules(
            ringdown.duration("invitation.timeout", Duration.ofSeconds(1), Duration.ofSeconds(600)),
            ringdown.duration(
                "invitation.dial-back-timeout", Duration.ofSeconds(1), Duration.ofSeconds(600)),
            ringdown.choice("invitation.mode", CallMode.class),
            ringdown.choice("glare-policy", GlarePolicy.class),
            ringdown.number("invitation.max-invitees", 1, 999),
            ringdown.bytes("invitation.custom-data-limit", 0, 64 * 1024),
            ringdown.number("invitation.max-in-flight", 1, 1_000_000),
            ringdown.duration("request-timeout", Duration.ofMillis(1), HOUR),
            hookTimeout,
            ringdown.number("session.listener-buffer", 1, 1_000_000),
            callerGrace),
        new SweepRules(
            ringdown.duration("sweep.interval", Duration.ofSeconds(1), HOUR),
            ringdown.number("sweep.wakes-per-second", 1, 1_000_000)),
        new PurgeRules(
            ringdown.isOff("journal.retention")
                ? Optional.empty()
                : Optional.of(
                    ringdown.duration(
                        "journal.retention", Duration.ofMinutes(1), Duration.ofDays(3650))),
            ringdown.duration("journal.purge-interval", Duration.ofSeconds(1), HOUR)));
  }
}
