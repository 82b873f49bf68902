package dev.ringdown.chaos;

/**
 * A promise that was not kept.
 *
 * @param where the call, or the session
 */
record Violation(Promise promise, String where, String what) {

  /** What the suite looks at, in the words of its report. */
  enum Promise {
    ONE_OUTCOME("one outcome for each ring, one end for each call"),
    TRUE("what a device hears is what the journal says"),
    ONCE("a session hears it once"),
    HEARD("everybody entitled hears it, in time"),
    ACKNOWLEDGED("no acknowledged command is lost"),
    ANSWERED("every operation is answered"),
    REPEATED("a request that is repeated has one effect and one answer"),
    IN_TIME("decided, and ended, in time"),
    SILENT("no device rings past its deadline"),
    FREE("nobody is engaged afterwards"),
    MISSED("every missed call is on record once");

    private final String words;

    Promise(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  @Override
  public String toString() {
    return promise.name() + " " + where + ": " + what;
  }
}
