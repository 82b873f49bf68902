package dev.ringdown.scenario;

import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a device shows, worked out from its callbacks alone. */
final class Screen {
  private Screen() {}

  /** The calls that ring on it now. */
  static Set<String> ringing(Device device) {
    Set<String> ringing = new LinkedHashSet<>();
    for (SessionEvent event : device.allEvents()) {
      if (event instanceof SessionEvent.IncomingCallReceived ring) {
        ringing.add(ring.callId());
      } else if (event instanceof SessionEvent.Connected || event instanceof SessionEvent.Closed) {
        ringing.clear();
      } else if (stopsRing(event)) {
        ringing.remove(((SessionEvent.OfCall) event).callId());
      }
    }
    return ringing;
  }

  /** Whether a ring that others ended stops with it; each such event says why. */
  static boolean takesRingBack(SessionEvent event) {
    return event instanceof SessionEvent.IncomingCallCanceled
        || event instanceof SessionEvent.IncomingCallTimeout
        || event instanceof SessionEvent.IncomingCallHandledElsewhere;
  }

  private static boolean stopsRing(SessionEvent event) {
    return takesRingBack(event)
        || event instanceof SessionEvent.IncomingCallAcceptButtonPressed
        || event instanceof SessionEvent.IncomingCallDeclineButtonPressed
        || event instanceof SessionEvent.OutgoingCallAccepted;
  }

  /** What it heard of one call, without what everybody in a call hears of the others. */
  static List<SessionEvent> of(String callId, Device device) {
    return device.allEvents().stream()
        .filter(e -> e instanceof SessionEvent.OfCall of && of.callId().equals(callId))
        .toList();
  }

  /** How often it heard this of one call. */
  static long count(String callId, Class<? extends SessionEvent> type, Device device) {
    return of(callId, device).stream().filter(type::isInstance).count();
  }
}
