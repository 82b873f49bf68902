package dev.ringdown.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private static final String SECRET = "a secret of at least thirty-two bytes";
  private static final Duration LEEWAY = Duration.ofSeconds(5);

  private static RSAKey rsa;
  private static RSAKey otherRsa;
  private static ECKey ec;

  @TempDir Path folder;

  @BeforeAll
  static void keys() throws JOSEException {
    rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    otherRsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
  }

  private static AuthSettings settings(Optional<String> secret, Optional<String> jwks) {
    return new AuthSettings(secret, jwks, Optional.empty(), Optional.empty(), LEEWAY);
  }

  private static Tokens tokens(AuthSettings settings) {
    return new Tokens(settings, Runnable::run);
  }

  private static Tokens secret() {
    return tokens(settings(Optional.of(SECRET), Optional.empty()));
  }

  private Tokens publicKeys() throws IOException {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, new JWKSet(List.of(rsa, ec)).toPublicJWKSet().toString());
    return tokens(settings(Optional.empty(), Optional.of(file.toString())));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder().subject("alice").expirationTime(in(3600));
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private static String hs256(UnaryOperator<JWTClaimsSet.Builder> claims) throws JOSEException {
    return sign(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(SECRET), claims.apply(claims()));
  }

  private static String rs256(RSAKey key, String id) throws JOSEException {
    return sign(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(),
        new RSASSASigner(key),
        claims());
  }

  private static String es256(ECKey key) throws JOSEException {
    return sign(
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
        new ECDSASigner(key),
        claims());
  }

  private static Verdict verify(Tokens tokens, String token) {
    return tokens.verify(token).toCompletableFuture().join();
  }

  private static void assertRefused(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.why()).contains(why));
  }

  private static Identity identity(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Verified.class);
    return ((Verdict.Verified) verdict).identity();
  }

  @Test
  void shouldTakeWhatWasSignedWithTheSecret() throws JOSEException {
    Date end = Date.from(Instant.ofEpochSecond(Instant.now().getEpochSecond() + 60));

    Identity alice =
        identity(verify(secret(), hs256(c -> c.claim("name", "Alice").expirationTime(end))));

    assertThat(alice)
        .isEqualTo(new Identity("alice", Optional.of("Alice"), end.toInstant().plus(LEEWAY)));
  }

  @Test
  void shouldTakeWhatWasSignedWithAPublicKeysPrivateKey() throws JOSEException, IOException {
    Tokens tokens = publicKeys();

    assertThat(identity(verify(tokens, rs256(rsa, "rsa"))).userId()).isEqualTo("alice");
    assertThat(identity(verify(tokens, es256(ec))).userId()).isEqualTo("alice");
  }

  @Test
  void shouldRefuseWhatIsNotSignedOrNotAToken() {
    assertRefused(verify(secret(), new PlainJWT(claims().build()).serialize()), "no signed");
    assertRefused(verify(secret(), ""), "there is none");
    assertRefused(verify(secret(), "a.b.c"), "no signed");
    assertRefused(verify(secret(), "x".repeat(100_000)), "too long");
    assertRefused(verify(secret(), none("none")), "no signed");
    assertRefused(verify(secret(), none("None")), "");
    assertRefused(verify(secret(), none("nOnE")), "");
  }

  /** With an algorithm that the library has no name for, and no signature, or any. */
  private static String none(String algorithm) {
    return encoded("{\"alg\":\"" + algorithm + "\"}")
        + "."
        + encoded("{\"sub\":\"alice\",\"exp\":99999999999}")
        + ".AAAA";
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldRefuseWhatWasForged() throws JOSEException, IOException {
    String good = hs256(c -> c);
    String claims = encoded("{\"sub\":\"bob\",\"exp\":99999999999}");
    String[] parts = good.split("\\.");
    assertRefused(verify(secret(), parts[0] + "." + claims + "." + parts[2]), "not taken");
    assertRefused(
        verify(
            secret(),
            sign(
                new JWSHeader(JWSAlgorithm.HS256),
                new MACSigner("another secret of thirty-two bytes"),
                claims())),
        "not taken");
    assertRefused(verify(publicKeys(), rs256(otherRsa, "rsa")), "not taken");
  }

  /** The public key is known to all: used as a secret, it would let everybody sign. */
  @Test
  void shouldNotTakeAPublicKeyForASecret() throws JOSEException, IOException {
    byte[] known = rsa.toRSAPublicKey().getEncoded();
    String token =
        sign(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
            new MACSigner(known),
            claims());

    assertRefused(verify(publicKeys(), token), "algorithm");
    Path file = folder.resolve("keys.json");
    assertRefused(
        verify(tokens(settings(Optional.of(SECRET), Optional.of(file.toString()))), token),
        "not taken");
  }

  /** Nor a secret that somebody put among the public keys. */
  @Test
  void shouldNotTakeASecretAmongPublicKeys() throws JOSEException, IOException {
    Path file = folder.resolve("keys.json");
    Files.writeString(
        file,
        new JWKSet(
                List.of(
                    rsa.toPublicJWK(),
                    new OctetSequenceKey.Builder(SECRET.getBytes(StandardCharsets.UTF_8))
                        .keyID("secret")
                        .build()))
            .toString(false));
    Tokens tokens = tokens(settings(Optional.empty(), Optional.of(file.toString())));

    assertRefused(verify(tokens, hs256(c -> c)), "algorithm");
  }

  @Test
  void shouldRefuseAnotherAlgorithm() throws JOSEException, IOException {
    assertRefused(verify(secret(), rs256(rsa, "rsa")), "algorithm");
    String hs512 =
        sign(new JWSHeader(JWSAlgorithm.HS512), new MACSigner(SECRET + SECRET), claims());
    assertRefused(verify(secret(), hs512), "algorithm");
    String ps256 =
        sign(
            new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rsa").build(),
            new RSASSASigner(rsa),
            claims());
    assertRefused(verify(publicKeys(), ps256), "algorithm");
  }

  @Test
  void shouldRefuseAnUnknownKey() throws JOSEException, IOException {
    assertRefused(verify(publicKeys(), rs256(rsa, "another")), "not taken");
    assertRefused(verify(publicKeys(), rs256(rsa, "ec")), "not taken");
  }

  @Test
  void shouldRefuseWhatIsOverOrHasNotBegun() throws JOSEException {
    assertRefused(verify(secret(), hs256(c -> c.expirationTime(in(-60)))), "Expired");
    assertRefused(verify(secret(), hs256(c -> c.notBeforeTime(in(60)))), "before use time");
    assertRefused(verify(secret(), hs256(c -> c.expirationTime(null))), "exp");
    assertRefused(verify(secret(), hs256(c -> c.subject(null))), "sub");
  }

  @Test
  void shouldTakeAnEndThatNoCalendarHas() throws JOSEException {
    Identity alice = identity(verify(secret(), hs256(c -> c.claim("exp", 4_000_000_000_000L))));

    assertThat(alice.expiresAt()).isBefore(Instant.parse("9999-12-31T00:00:00Z"));
  }

  @Test
  void shouldAskForTheIssuerAndTheAudienceThatAreSet() throws JOSEException {
    Tokens tokens =
        tokens(
            new AuthSettings(
                Optional.of(SECRET),
                Optional.empty(),
                Optional.of("issuer"),
                Optional.of("calls"),
                LEEWAY));

    assertRefused(verify(tokens, hs256(c -> c)), "not taken");
    assertRefused(verify(tokens, hs256(c -> c.issuer("another").audience("calls"))), "iss");
    assertRefused(verify(tokens, hs256(c -> c.issuer("issuer").audience("mail"))), "aud");
    assertThat(identity(verify(tokens, hs256(c -> c.issuer("issuer").audience("calls")))).userId())
        .isEqualTo("alice");
  }

  @Test
  void shouldFetchKeysAgainWhenOneIsNotKnown() throws IOException, JOSEException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          byte[] keys =
              new JWKSet(List.of(rsa, ec))
                  .toPublicJWKSet()
                  .toString()
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    Tokens tokens =
        tokens(
            settings(
                Optional.empty(),
                Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + "/keys")));
    assertThat(verify(tokens, es256(ec)))
        .as("before there is a server")
        .isInstanceOf(Verdict.Unavailable.class);
    server.start();
    try {
      assertThat(identity(verify(tokens, es256(ec))).userId()).isEqualTo("alice");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldNotStartWithoutTheKeysThatAreNamed() throws IOException {
    Path none = folder.resolve("none.json");
    assertThatThrownBy(() -> tokens(settings(Optional.empty(), Optional.of(none.toString()))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.json");
    Path bad = Files.writeString(folder.resolve("bad.json"), "{}");
    assertThatThrownBy(() -> tokens(settings(Optional.empty(), Optional.of(bad.toString()))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bad.json");
  }
}
