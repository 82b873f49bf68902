package dev.ringdown.gateway.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header by which a creation that is repeated is harmless: it stands for the call's id. */
final class IdempotencyKey {
  static final String HEADER = "Idempotency-Key";

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /** More than enough for no two keys to meet. */
  private static final int BYTES = 16;

  private IdempotencyKey() {}

  /**
   * The id of the call that this key creates; empty without a key.
   *
   * @param callId the id that the body names; empty if none
   * @throws ProblemException if the key is malformed, or there is an id too
   */
  static Optional<String> callId(Optional<String> key, Optional<String> callId) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (callId.isPresent()) {
      throw Problem.argument(HEADER, "given with a callId", "one of the two").toException();
    }
    if (!FORM.matcher(key.get()).matches()) {
      throw Problem.argument(HEADER, "malformed", "1 to 255 visible ASCII characters")
          .toException();
    }
    return Optional.of("key-" + HexFormat.of().formatHex(digest(key.get()), 0, BYTES));
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
