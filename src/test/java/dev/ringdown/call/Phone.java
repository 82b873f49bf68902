package dev.ringdown.call;

/** A connected device of a user. */
record Phone(String userId, String device, String session) {
  @Override
  public String toString() {
    return session;
  }
}
