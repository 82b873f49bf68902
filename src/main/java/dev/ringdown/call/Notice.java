package dev.ringdown.call;

import dev.ringdown.MissedCall;
import dev.ringdown.session.SessionEvent;

/** One thing that one user is to be told about a call; his user actor carries it out. */
public sealed interface Notice {

  /** To ring, on every session and on those that connect while the ring is open. */
  record Ring(SessionEvent.IncomingCallReceived event) implements Notice {}

  /** To every session on which this ring was raised. */
  record ToRung(SessionEvent event) implements Notice {}

  /** To every session on which this ring was raised, but this one. */
  record ToOthers(String session, SessionEvent event) implements Notice {}

  /** To the session that acted. */
  record ToActing(String session, SessionEvent event) implements Notice {}

  /** To the primary device. */
  record ToPrimary(String device, SessionEvent event) implements Notice {}

  /** To every session of the user. */
  record ToEvery(SessionEvent event) implements Notice {}

  /** To put on record; not a callback. Its number is the user actor's to give. */
  record Missed(MissedCall call) implements Notice {}
}
