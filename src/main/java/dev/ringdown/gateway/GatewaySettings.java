package dev.ringdown.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.ringdown.config.BoundedConfig;
import dev.ringdown.gateway.api.ApiSettings;
import dev.ringdown.gateway.auth.AuthSettings;
import dev.ringdown.gateway.metrics.MetricsSettings;
import dev.ringdown.gateway.socket.SocketSettings;
import java.util.Optional;

/**
 * The gateway's settings, read once from {@code ringdown.gateway} in the configuration; {@code
 * gateway.conf} explains each of them.
 *
 * @param port 0 for one that is free
 * @param development whether anybody gets a token who asks
 * @param tls empty for plain HTTP
 */
public record GatewaySettings(
    String host,
    int port,
    boolean development,
    AuthSettings auth,
    Optional<TlsSettings> tls,
    SocketSettings socket,
    ApiSettings api,
    MetricsSettings metrics) {

  /**
   * @param keystore a PKCS12 file with one key and its certificates
   */
  public record TlsSettings(String keystore, String password) {
    @Override
    public String toString() {
      return "TlsSettings[keystore=" + keystore + "]";
    }
  }

  /**
   * @throws ConfigException if a setting is missing, of the wrong type, or out of its bounds
   */
  public static GatewaySettings from(Config config) {
    BoundedConfig gateway = new BoundedConfig(config, "ringdown.gateway");
    return new GatewaySettings(
        config.getString("ringdown.gateway.host"),
        gateway.number("port", 0, 65_535),
        gateway.flag("development"),
        AuthSettings.from(gateway),
        gateway
            .text("tls.keystore")
            .map(
                keystore ->
                    new TlsSettings(keystore, config.getString("ringdown.gateway.tls.password"))),
        SocketSettings.from(gateway),
        ApiSettings.from(gateway),
        MetricsSettings.from(gateway));
  }
}
