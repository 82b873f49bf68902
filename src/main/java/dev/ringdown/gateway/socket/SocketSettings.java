package dev.ringdown.gateway.socket;

import dev.ringdown.config.BoundedConfig;
import java.time.Duration;

/**
 * Limits of sockets and client sessions: {@code ringdown.gateway.socket}; {@code gateway.conf}
 * explains each.
 */
public record SocketSettings(
    Duration helloTimeout,
    Duration idleTimeout,
    Duration resumeWindow,
    Duration goodbyeTimeout,
    Duration expiryWarning,
    int frameLimit,
    int framesPerSecond,
    int burst,
    int openRequests,
    int unsent,
    int unseen,
    int sessionsPerUser,
    int unauthenticated,
    int sockets) {
  private static final Duration HOUR = Duration.ofHours(1);

  /**
   * @throws com.typesafe.config.ConfigException if a setting is missing, of the wrong type, or out
   *     of its bounds
   */
  public static SocketSettings from(BoundedConfig gateway) {
    Duration second = Duration.ofSeconds(1);
    Duration shortest = Duration.ofMillis(100);
    return new SocketSettings(
        gateway.duration("socket.hello-timeout", shortest, HOUR),
        gateway.duration("socket.idle-timeout", shortest, HOUR),
        gateway.duration("socket.resume-window", Duration.ZERO, HOUR),
        gateway.duration("socket.goodbye-timeout", shortest, Duration.ofMinutes(1)),
        gateway.duration("socket.expiry-warning", second, HOUR),
        gateway.bytes("socket.frame-limit", 1024, 1024 * 1024),
        gateway.number("socket.frames-per-second", 1, 100_000),
        gateway.number("socket.burst", 1, 100_000),
        gateway.number("socket.open-requests", 1, 1000),
        gateway.number("socket.unsent", 1, 100_000),
        gateway.number("socket.unseen", 1, 100_000),
        gateway.number("socket.sessions-per-user", 1, 10_000),
        gateway.number("socket.unauthenticated", 1, 1_000_000),
        gateway.number("socket.sockets", 1, 1_000_000));
  }
}
