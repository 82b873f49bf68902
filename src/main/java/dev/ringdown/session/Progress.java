package dev.ringdown.session;

/**
 * How far a session has heard of one call. A session hands it to a user's actor that knows nothing
 * (any longer), which then raises what is missing and nothing twice.
 *
 * @param incarnation of the call's actor, to which the number belongs
 * @param number of the last announcement's entry
 * @param revision of the last journalled event
 * @param ring the last ring of this call that was raised on the session; 0 for none
 * @param ringing whether it still rings there
 * @param live whether the user rings or is in the call, as far as the session knows
 */
public record Progress(
    String callId,
    long incarnation,
    long number,
    long revision,
    int ring,
    boolean ringing,
    boolean live) {

  public static Progress none(String callId) {
    return new Progress(callId, 0, 0, 0, 0, false, false);
  }

  public Progress rings(int ring) {
    return new Progress(callId, incarnation, number, revision, ring, true, live);
  }

  public Progress silenced() {
    return new Progress(callId, incarnation, number, revision, ring, false, live);
  }

  /** Further by one entry of an announcement. */
  public Progress upTo(long incarnation, long number, long revision) {
    return new Progress(
        callId, incarnation, number, Math.max(this.revision, revision), ring, ringing, live);
  }

  public Progress live(boolean live) {
    return new Progress(callId, incarnation, number, revision, ring, ringing, live);
  }

  /** Whether this entry of an announcement was heard, in this or an earlier run of the call. */
  public boolean covers(long incarnation, long number, long revision) {
    boolean byNumber = incarnation == this.incarnation && number <= this.number;
    return byNumber || (revision > 0 && revision <= this.revision);
  }
}
