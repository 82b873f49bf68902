package dev.ringdown.serialization;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.call.CallEvent;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.RingRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Events by the name of their golden file. A sample never changes once its file exists: what a new
 * field adds is shown by another sample under a new name.
 */
final class SampleEvents {
  private static final Instant AT = Instant.parse("2026-03-01T08:30:15.123456789Z");
  private static final Origin ANN =
      new Origin(CallUser.of("ann", "Ann Lee"), "ann-phone", "session-1", "request-1");
  private static final Origin BOB =
      new Origin(CallUser.of("bob"), "bob-tablet", "session-2", "request-2");
  private static final RingRequest RING_BOB =
      new RingRequest(CallUser.of("bob"), Duration.ofSeconds(60), false);
  private static final RingRequest RING_ZOE =
      new RingRequest(CallUser.of("zoë", "Zoë 🎉"), Duration.ofMillis(1500), true);

  private SampleEvents() {}

  static Map<String, CallEvent> all() {
    Map<String, CallEvent> samples = new TreeMap<>();
    samples.put(
        "Created",
        new CallEvent.Created(
            ANN,
            new Draft(
                "call-1",
                "room-1",
                CallType.VIDEO,
                CallMode.ADVANCED,
                GlarePolicy.MERGE,
                "{\"topic\":\"☕\"}",
                List.of(RING_BOB, RING_ZOE)),
            AT));
    samples.put(
        "InviteesAdded",
        new CallEvent.InviteesAdded(BOB, List.of(RING_ZOE), List.of("ann", "cat"), AT));
    samples.put("Accepted", new CallEvent.Accepted(BOB, "yes", Optional.of("call-2"), AT));
    samples.put("Declined", new CallEvent.Declined(BOB, "later", AT));
    samples.put("AnsweredBusy", new CallEvent.AnsweredBusy(BOB, "on the phone", AT));
    samples.put("TurnedAway", new CallEvent.TurnedAway("bob", MissedReason.DO_NOT_DISTURB, AT));
    samples.put("TimedOut", new CallEvent.TimedOut(List.of("bob", "zoë"), AT));
    samples.put(
        "Cancelled",
        new CallEvent.Cancelled(
            List.of("bob"),
            List.of("zoë"),
            Optional.of(ANN),
            "never mind",
            EndReason.CANCELLED,
            AT));
    samples.put("Joined", new CallEvent.Joined(BOB, AT));
    samples.put("Quit", new CallEvent.Quit("bob", Optional.of(BOB), AT));
    samples.put(
        "Ended",
        new CallEvent.Ended(EndReason.MERGED, Optional.of(ANN), Optional.of("call-0"), false, AT));
    samples.put(
        "EndedOwing",
        new CallEvent.Ended(EndReason.NO_ANSWER, Optional.empty(), Optional.empty(), true, AT));
    samples.put("Settled", new CallEvent.Settled(AT));
    return samples;
  }
}
