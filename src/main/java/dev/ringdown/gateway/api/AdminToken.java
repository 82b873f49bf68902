package dev.ringdown.gateway.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret that whoever asks has to bear. Compared in a time that does not tell how much is right.
 */
public final class AdminToken {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([^ ]+) *", Pattern.CASE_INSENSITIVE);

  private final Optional<byte[]> token;

  /**
   * @param token empty: nobody has it
   */
  public AdminToken(Optional<String> token) {
    this.token = token.map(AdminToken::bytes);
  }

  boolean isNobodys() {
    return token.isEmpty();
  }

  /**
   * @param authorization the header
   */
  public boolean isBornBy(String authorization) {
    Matcher bearer = BEARER.matcher(authorization);
    return token.isPresent()
        && bearer.matches()
        && MessageDigest.isEqual(token.get(), bytes(bearer.group(1)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
