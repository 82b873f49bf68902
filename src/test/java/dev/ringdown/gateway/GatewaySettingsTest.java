package dev.ringdown.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.gateway.socket.SocketSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code gateway.conf} says, and what is refused. */
class GatewaySettingsTest {
  private static final String ROOT = "ringdown.gateway";

  private static GatewaySettings with(String key, Object value) {
    return GatewaySettings.from(
        ConfigFactory.parseMap(Map.of(ROOT + "." + key, value)).withFallback(ConfigFactory.load()));
  }

  @Test
  void shouldListenOnThisMachineOnlyByDefault() {
    GatewaySettings settings = GatewaySettings.from(ConfigFactory.defaultReference());

    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.development()).isFalse();
    assertThat(settings.auth().isComplete()).isFalse();
    assertThat(settings.tls()).isEmpty();
    assertThat(settings.socket().resumeWindow()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.socket().frameLimit()).isEqualTo(64 * 1024);
  }

  @Test
  void shouldReadTexts() {
    assertThat(with("auth.issuer", "me").auth().issuer()).contains("me");
    assertThat(with("auth.audience", "us").auth().audience()).contains("us");
    assertThat(with("auth.jwks", "keys.json").auth().jwks()).contains("keys.json");
    assertThat(with("tls.keystore", "key.p12").tls())
        .isEqualTo(Optional.of(new GatewaySettings.TlsSettings("key.p12", "")));
  }

  @Test
  void shouldNotShowThePassword() {
    assertThat(new GatewaySettings.TlsSettings("key.p12", "hush").toString())
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "port, -1, 0 to 65535",
    "port, 65536, 0 to 65535",
    "auth.leeway, 6m, PT0S to PT5M",
    "socket.hello-timeout, 99ms, PT0.1S to PT1H",
    "socket.idle-timeout, 61m, PT0.1S to PT1H",
    "socket.resume-window, -1s, PT0S to PT1H",
    "socket.goodbye-timeout, 2m, PT0.1S to PT1M",
    "socket.expiry-warning, 0s, PT1S to PT1H",
    "socket.frame-limit, 1023, 1024 to 1048576",
    "socket.frames-per-second, 0, 1 to 100000",
    "socket.burst, 100001, 1 to 100000",
    "socket.open-requests, 0, 1 to 1000",
    "socket.unsent, 0, 1 to 100000",
    "socket.unseen, 0, 1 to 100000",
    "socket.sessions-per-user, 0, 1 to 10000",
    "socket.unauthenticated, 0, 1 to 1000000",
    "socket.sockets, 0, 1 to 1000000"
  })
  void shouldRefuseWhatIsOutOfBounds(String key, String bad, String bounds) {
    assertThatThrownBy(() -> with(key, bad))
        .isInstanceOf(ConfigException.BadValue.class)
        .hasMessageContaining(ROOT + "." + key)
        .hasMessageContaining("(expected: " + bounds);
  }

  /** A key that nobody reads would be set in vain. */
  @Test
  void shouldReadEveryKeyOfItsOwnFile() {
    Config own = ConfigFactory.parseResources("gateway.conf").resolve().getConfig(ROOT);
    Set<String> socket =
        Stream.of(SocketSettings.class.getRecordComponents())
            .map(c -> c.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(own.getConfig("socket").root().keySet()).containsExactlyInAnyOrderElementsOf(socket);
  }
}
