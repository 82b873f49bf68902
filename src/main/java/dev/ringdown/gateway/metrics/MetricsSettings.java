package dev.ringdown.gateway.metrics;

import dev.ringdown.config.BoundedConfig;
import java.util.Optional;

/**
 * What the gateway tells of the engine.
 *
 * @param token whoever reads the metrics has to bear; empty: anybody may
 * @param logCalls whether each call is logged
 */
public record MetricsSettings(Optional<String> token, boolean logCalls) {

  /**
   * @throws com.typesafe.config.ConfigException if a setting is missing or of the wrong type
   */
  public static MetricsSettings from(BoundedConfig gateway) {
    return new MetricsSettings(gateway.text("metrics.token"), gateway.flag("log-calls"));
  }

  @Override
  public String toString() {
    return "MetricsSettings[logCalls=" + logCalls + "]";
  }
}
