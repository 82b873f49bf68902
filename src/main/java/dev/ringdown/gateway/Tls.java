package dev.ringdown.gateway;

import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.HttpsConnectionContext;
import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS with a key in a PKCS12 file. */
final class Tls {
  private Tls() {}

  static HttpsConnectionContext context(GatewaySettings.TlsSettings settings) {
    try (InputStream file = Files.newInputStream(Path.of(settings.keystore()))) {
      char[] password = settings.password().toCharArray();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(file, password);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return ConnectionContext.httpsServer(context);
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException.BadValue(
          "ringdown.gateway.tls.keystore",
          "%s: %s (expected: a PKCS12 file that the password opens)"
              .formatted(settings.keystore(), e.getMessage()),
          e);
    }
  }
}
