package dev.ringdown.kill;

/** Two users who call each other under names from which all the others follow. */
final class Names {
  private static final String RINGING = "ring-";

  private Names() {}

  /** Two users one of whom makes one call, which is left ringing. */
  static String ringing(int number) {
    return RINGING + number;
  }

  static boolean isRinging(String pair) {
    return pair.startsWith(RINGING);
  }

  /** Two users who make one call after the other. */
  static String busy(int number) {
    return "load-" + number;
  }

  static String caller(String pair) {
    return pair + "-caller";
  }

  static String callee(String pair) {
    return pair + "-callee";
  }

  static String call(String pair, int number) {
    return pair + "." + number;
  }

  static String pair(String callId) {
    return callId.substring(0, callId.lastIndexOf('.'));
  }
}
