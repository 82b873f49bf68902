package dev.ringdown.gateway.api;

import dev.ringdown.config.BoundedConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the HTTP interface for back ends.
 *
 * @param token who has it may do everything; empty: there is no such interface
 * @param bodyLimit the largest body of a request, in bytes
 * @param bodyTimeout how long a request's body may take to arrive
 */
public record ApiSettings(Optional<String> token, int bodyLimit, Duration bodyTimeout) {
  private static final int SHORTEST_TOKEN = 16;

  /**
   * @throws com.typesafe.config.ConfigException if a setting is missing or out of its bounds
   */
  public static ApiSettings from(BoundedConfig gateway) {
    Optional<String> token = gateway.text("api.token");
    token.ifPresent(
        t ->
            gateway.check(
                "api.token",
                t.length() + " characters",
                t.length() >= SHORTEST_TOKEN,
                "at least " + SHORTEST_TOKEN + ", or none"));
    return new ApiSettings(
        token,
        gateway.bytes("api.body-limit", 1024, 16 * 1024 * 1024),
        gateway.duration("api.body-timeout", Duration.ofMillis(100), Duration.ofMinutes(10)));
  }

  @Override
  public String toString() {
    return "ApiSettings[bodyLimit=%d, bodyTimeout=%s]".formatted(bodyLimit, bodyTimeout);
  }
}
