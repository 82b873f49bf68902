package dev.ringdown.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import dev.ringdown.gateway.wire.Subprotocol;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "change it";

  @TempDir Path folder;

  /** A key and a certificate of its own, as anybody can make them. */
  private Path keystore() throws Exception {
    Path file = folder.resolve("gateway.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "gateway",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(folder.resolve("keytool.txt"))).isZero();
    return file;
  }

  private static String settings(Path keystore, String password) {
    return "ringdown.gateway.tls { keystore = \""
        + keystore
        + "\", password = \""
        + password
        + "\" }";
  }

  private static SSLContext trusting(Path keystore) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keystore)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("gateway", keys.getCertificate("gateway"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void shouldSpeakTls() throws Exception {
    Path keystore = keystore();
    try (TestGateway gateway = TestGateway.start(settings(keystore, PASSWORD))) {
      assertThat(gateway.gateway().uri().getScheme()).isEqualTo("https");
      Phone phone = Phone.open(gateway.socket(), Subprotocol.JSON, trusting(keystore));

      assertThat(phone.hello(TestGateway.token("alice"), "phone").getUser().getId())
          .isEqualTo("alice");
      phone.abort();
    }
  }

  @Test
  void shouldNotStartWithAKeyThatItCannotRead() throws Exception {
    Path keystore = keystore();

    assertThatThrownBy(() -> TestGateway.start(settings(keystore, "another")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ringdown.gateway.tls.keystore");
    assertThatThrownBy(() -> TestGateway.start(settings(folder.resolve("none"), PASSWORD)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none");
  }
}
