package dev.ringdown.call;

/** Claims that are made millions of times: nothing is formatted unless one is wrong. */
final class Claim {
  private Claim() {}

  static void same(Object actual, Object expected, Object... about) {
    if (!actual.equals(expected)) {
      throw new AssertionError(
          "%s%nexpected: %s%n but was: %s".formatted(text(about), expected, actual));
    }
  }

  static void isTrue(boolean claim, Object... about) {
    if (!claim) {
      throw new AssertionError(text(about));
    }
  }

  private static String text(Object... about) {
    StringBuilder text = new StringBuilder();
    for (Object part : about) {
      text.append(text.isEmpty() ? "" : " ").append(part);
    }
    return text.toString();
  }
}
