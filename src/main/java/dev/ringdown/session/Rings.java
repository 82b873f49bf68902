package dev.ringdown.session;

import dev.ringdown.timer.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rings on one device. A device does not depend on anybody to fall silent: whatever fails
 * elsewhere, a ring that is {@link #LATEST} past its deadline is stopped here.
 */
final class Rings {
  static final Duration LATEST = Duration.ofSeconds(1);
  private static final int STOPPED_KEPT = 16;

  private final Map<String, SessionEvent.IncomingCallReceived> ringing = new HashMap<>(2);

  /** Calls that do not ring here, by this class's word; what they say of the ring's end is void. */
  private final Set<String> stoppedHere = new LinkedHashSet<>(2);

  /** Whether this event may be raised now. Keeps account of what rings. */
  boolean admits(SessionEvent event, Instant now) {
    if (event instanceof SessionEvent.IncomingCallReceived ring) {
      boolean inTime = ring.deadline().isAfter(now);
      if (inTime) {
        ringing.put(ring.callId(), ring);
        stoppedHere.remove(ring.callId());
      } else {
        stopHere(ring.callId());
      }
      return inTime;
    }
    if (event instanceof SessionEvent.OfCall ofCall && ends(event)) {
      ringing.remove(ofCall.callId());
      return !stoppedHere.remove(ofCall.callId()) || !takesBack(event);
    }
    return true;
  }

  /** The device fell silent by what it did itself. */
  void silence(String callId) {
    ringing.remove(callId);
  }

  /** The rings that nobody stopped in time; they are stopped now. */
  List<SessionEvent.IncomingCallReceived> overdue(Instant now) {
    List<SessionEvent.IncomingCallReceived> overdue =
        ringing.values().stream().filter(r -> !stopsAt(r).isAfter(now)).toList();
    for (SessionEvent.IncomingCallReceived ring : overdue) {
      stopHere(ring.callId());
    }
    return overdue;
  }

  private void stopHere(String callId) {
    ringing.remove(callId);
    stoppedHere.remove(callId);
    stoppedHere.add(callId);
    if (stoppedHere.size() > STOPPED_KEPT) {
      stoppedHere.remove(stoppedHere.iterator().next());
    }
  }

  /** {@link Instant#MAX}: never. */
  Instant nextStop() {
    Instant next = Instant.MAX;
    for (SessionEvent.IncomingCallReceived ring : ringing.values()) {
      next = Alarm.earlier(next, stopsAt(ring));
    }
    return next;
  }

  private static Instant stopsAt(SessionEvent.IncomingCallReceived ring) {
    return ring.deadline().plus(LATEST);
  }

  private static boolean ends(SessionEvent event) {
    return takesBack(event)
        || event instanceof SessionEvent.IncomingCallAcceptButtonPressed
        || event instanceof SessionEvent.IncomingCallDeclineButtonPressed
        || event instanceof SessionEvent.OutgoingCallAccepted;
  }

  private static boolean takesBack(SessionEvent event) {
    return event instanceof SessionEvent.IncomingCallCanceled
        || event instanceof SessionEvent.IncomingCallTimeout
        || event instanceof SessionEvent.IncomingCallHandledElsewhere;
  }
}
