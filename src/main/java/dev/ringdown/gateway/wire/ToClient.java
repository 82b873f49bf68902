package dev.ringdown.gateway.wire;

import dev.ringdown.CallUser;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the gateway says: the frames of {@code client.proto}, in the engine's words. */
public sealed interface ToClient {

  record Welcome(
      String sessionId,
      boolean resumed,
      CallUser user,
      String device,
      Duration idleTimeout,
      Duration resumeWindow,
      Instant tokenExpiresAt)
      implements ToClient {}

  record Reply(String id, Result result) implements ToClient {}

  /**
   * @param number counts the session's events from 1
   */
  record Event(long number, SessionEvent event) implements ToClient {}

  record Pong() implements ToClient {}

  record TokenExpires(Instant at) implements ToClient {}

  /**
   * @param message a sentence for a person
   */
  record Goodbye(
      GoodbyeReason reason, String message, boolean resumable, Optional<Duration> retryAfter)
      implements ToClient {

    /** Of a session that ends. */
    public static Goodbye of(GoodbyeReason reason, String message) {
      return new Goodbye(reason, message, false, Optional.empty());
    }

    /** Of a socket whose session waits for a resume. */
    public static Goodbye resumable(GoodbyeReason reason, String message) {
      return new Goodbye(reason, message, true, Optional.empty());
    }

    /** To come back later. */
    public static Goodbye retry(GoodbyeReason reason, String message, Duration after) {
      return new Goodbye(reason, message, false, Optional.of(after));
    }
  }
}
