package dev.ringdown.kill;

import java.util.Optional;

/**
 * What somebody was told of a call, as the process that told him printed it.
 *
 * @param millis INVITED: how long it rings; RINGS: its deadline; else when it was told
 */
record Fact(Kind kind, String callId, long millis) {
  enum Kind {
    CONNECTED,
    INVITED,
    RINGS,
    ACCEPTED,
    DECLINED,
    CANCELLED,
    ENDED,
    TIMED_OUT,
    /** An error instead of what was asked for, which may have happened all the same. */
    REFUSED
  }

  /** Whether the journal must have the call. */
  boolean isOfKnownCall() {
    return kind != Kind.CONNECTED && kind != Kind.REFUSED;
  }

  static Fact now(Kind kind, String callId) {
    return new Fact(kind, callId, System.currentTimeMillis());
  }

  /** The dot at its end tells a whole line from one that the kill cut off. */
  String line() {
    return "told " + kind + " " + callId + " " + millis + " .";
  }

  static Optional<Fact> parse(String line) {
    String[] words = line.split(" ");
    return words.length == 5 && words[0].equals("told") && words[4].equals(".")
        ? Optional.of(new Fact(Kind.valueOf(words[1]), words[2], Long.parseLong(words[3])))
        : Optional.empty();
  }
}
