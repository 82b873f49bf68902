package dev.ringdown.gateway.auth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.typesafe.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;

/** A JWK set: a file is read once, at the start; a URL is asked again when a key is not known. */
final class PublicKeys {
  private static final String PATH = "ringdown.gateway.auth.jwks";

  private PublicKeys() {}

  static JWKSource<SecurityContext> at(String where) {
    try {
      return where.startsWith("https://") || where.startsWith("http://")
          ? JWKSourceBuilder.<SecurityContext>create(URI.create(where).toURL()).build()
          : new ImmutableJWKSet<>(JWKSet.load(new File(where)));
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw new ConfigException.BadValue(PATH, where + ": no URL", e);
    } catch (IOException | ParseException e) {
      throw new ConfigException.BadValue(PATH, where + ": no JWK set: " + e.getMessage(), e);
    }
  }
}
