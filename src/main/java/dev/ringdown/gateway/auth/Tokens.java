package dev.ringdown.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Verifies JSON Web Tokens. Which algorithm a token may have is decided by the keys: HS256 by the
 * secret and by nothing else, RS256 and ES256 by the public keys and by nothing else. Whatever else
 * a token names is refused, {@code none} first.
 */
public final class Tokens {
  /** No token has a reason to be longer. */
  private static final int LONGEST = 8 * 1024;

  /** Beyond it an instant has no form in Protobuf's. */
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private static final Set<JWSAlgorithm> PUBLIC = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  private final Optional<DefaultJWTProcessor<SecurityContext>> secret;
  private final Optional<DefaultJWTProcessor<SecurityContext>> publicKeys;
  private final Duration leeway;
  private final Executor blocking;

  /**
   * @param blocking where keys may be fetched
   * @throws com.typesafe.config.ConfigException if the public keys' file cannot be read
   */
  public Tokens(AuthSettings settings, Executor blocking) {
    this.blocking = blocking;
    leeway = settings.leeway();
    secret =
        settings
            .secret()
            .map(
                key ->
                    processor(
                        settings,
                        new JWSVerificationKeySelector<>(
                            JWSAlgorithm.HS256,
                            new ImmutableSecret<>(key.getBytes(StandardCharsets.UTF_8)))));
    publicKeys =
        settings
            .jwks()
            .map(PublicKeys::at)
            .map(
                (JWKSource<SecurityContext> keys) ->
                    processor(settings, new JWSVerificationKeySelector<>(PUBLIC, keys)));
  }

  private static DefaultJWTProcessor<SecurityContext> processor(
      AuthSettings settings, JWSKeySelector<SecurityContext> keys) {
    JWTClaimsSet.Builder exact = new JWTClaimsSet.Builder();
    settings.issuer().ifPresent(exact::issuer);
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            settings.audience().orElse(null), exact.build(), Set.of("sub", "exp"));
    claims.setMaxClockSkew((int) settings.leeway().toSeconds());
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(keys);
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }

  /** Never fails. Public keys may have to be fetched; a secret is at hand. */
  public CompletionStage<Verdict> verify(String token) {
    if (token.isEmpty() || token.length() > LONGEST) {
      return refused(
          token.isEmpty() ? "expected a token, but there is none" : "the token is too long");
    }
    SignedJWT jwt;
    try {
      jwt = SignedJWT.parse(token);
    } catch (ParseException e) {
      return refused("the token is no signed JSON Web Token");
    }
    JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
    if (secret.isPresent() && algorithm.equals(JWSAlgorithm.HS256)) {
      return CompletableFuture.completedFuture(verify(jwt, secret.get()));
    }
    if (publicKeys.isPresent() && PUBLIC.contains(algorithm)) {
      return CompletableFuture.supplyAsync(() -> verify(jwt, publicKeys.get()), blocking);
    }
    return refused("the token's algorithm is not taken here");
  }

  private static CompletionStage<Verdict> refused(String why) {
    return CompletableFuture.completedFuture(new Verdict.Refused(why));
  }

  private Verdict verify(SignedJWT jwt, DefaultJWTProcessor<SecurityContext> processor) {
    try {
      JWTClaimsSet claims = processor.process(jwt, null);
      Instant expires = claims.getExpirationTime().toInstant().plus(leeway);
      Object name = claims.getClaim("name");
      return new Verdict.Verified(
          new Identity(
              claims.getSubject(),
              Optional.ofNullable(name instanceof String text && !text.isEmpty() ? text : null),
              expires.isBefore(LATEST) ? expires : LATEST));
    } catch (BadJOSEException e) {
      return new Verdict.Refused("the token is not taken: " + e.getMessage());
    } catch (KeySourceException e) {
      return new Verdict.Unavailable();
    } catch (JOSEException e) {
      return new Verdict.Refused("the token is not taken");
    }
  }
}
