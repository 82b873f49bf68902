package dev.ringdown.session;

import dev.ringdown.CallMode;
import dev.ringdown.GlarePolicy;
import java.time.Duration;

/**
 * The settings that a session depends on: the limits of what it takes, and the defaults that it
 * fills in.
 *
 * @param timeout how long an invitation rings that does not say
 * @param dialBackTimeout how long a call back rings
 * @param maxInvitees how many users one invitation may name
 * @param customDataLimit bytes of UTF-8
 * @param maxInFlight how many invitations of one node's sessions may await their answer
 * @param requestTimeout until an unanswered operation fails with UNAVAILABLE
 * @param hookTimeout how long an application's hook may take
 * @param listenerBuffer how many events may wait for a listener before its session is closed
 * @param callerGrace how long a caller may be away before his call is lost
 */
public record SessionRules(
    Duration timeout,
    Duration dialBackTimeout,
    CallMode mode,
    GlarePolicy glarePolicy,
    int maxInvitees,
    int customDataLimit,
    int maxInFlight,
    Duration requestTimeout,
    Duration hookTimeout,
    int listenerBuffer,
    Duration callerGrace) {
  public static final SessionRules DEFAULT =
      new SessionRules(
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          CallMode.ADVANCED,
          GlarePolicy.MERGE,
          9,
          2048,
          200,
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          1000,
          Duration.ofSeconds(10));

  /**
   * When a session that cannot register yet says that it is here: soon enough for a call not to
   * lose its caller, but after what is urgent when a node has died.
   */
  Duration saysHere() {
    return callerGrace.dividedBy(2);
  }
}
