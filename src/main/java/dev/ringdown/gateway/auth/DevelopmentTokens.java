package dev.ringdown.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;

/** Signs tokens for whoever asks: for trying the gateway on a developer's machine. */
public final class DevelopmentTokens {
  public static final Duration VALID = Duration.ofHours(12);

  private final AuthSettings settings;

  /**
   * @param settings with a secret
   */
  public DevelopmentTokens(AuthSettings settings) {
    this.settings = settings;
  }

  /** The same, with a secret that lasts until the process ends if there is none. */
  public static AuthSettings withSecret(AuthSettings settings) {
    return settings.secret().isPresent()
        ? settings
        : new AuthSettings(
            Optional.of(random()),
            settings.jwks(),
            settings.issuer(),
            settings.audience(),
            settings.leeway());
  }

  private static String random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /**
   * @param name empty for none
   */
  public String sign(String userId, String name, Instant now) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder().subject(userId).expirationTime(Date.from(now.plus(VALID)));
    if (!name.isEmpty()) {
      claims.claim("name", name);
    }
    settings.issuer().ifPresent(claims::issuer);
    settings.audience().ifPresent(claims::audience);
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
    try {
      token.sign(new MACSigner(settings.secret().orElseThrow()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
