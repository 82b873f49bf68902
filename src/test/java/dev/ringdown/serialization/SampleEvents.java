package dev.ringdown.serialization;

import static dev.ringdown.serialization.SampleWords.ANN;
import static dev.ringdown.serialization.SampleWords.AT;
import static dev.ringdown.serialization.SampleWords.BOB;
import static dev.ringdown.serialization.SampleWords.MISSED;
import static dev.ringdown.serialization.SampleWords.RING_ZOE;

import dev.ringdown.EndReason;
import dev.ringdown.MissedReason;
import dev.ringdown.call.CallEvent;
import dev.ringdown.user.UserEvent;
import dev.ringdown.user.UserState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Events by the name of their golden file. A sample never changes once its file exists: what a new
 * field adds is shown by another sample under a new name.
 */
final class SampleEvents {
  private SampleEvents() {}

  static Map<String, CallEvent> all() {
    Map<String, CallEvent> samples = new TreeMap<>();
    samples.put("Created", new CallEvent.Created(ANN, SampleWords.DRAFT, AT));
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
    samples.put("Kicked", new CallEvent.Kicked("bob", "abuse", AT));
    samples.put(
        "Ended",
        new CallEvent.Ended(EndReason.MERGED, Optional.of(ANN), Optional.of("call-0"), false, AT));
    samples.put(
        "EndedOwing",
        new CallEvent.Ended(EndReason.NO_ANSWER, Optional.empty(), Optional.empty(), true, AT));
    samples.put("Settled", new CallEvent.Settled(AT));
    return samples;
  }

  static Map<String, Object> ofUsers() {
    return Map.of(
        "MissedCallRecorded", new UserEvent.MissedCallRecorded(MISSED),
        "MissedCallsSeen", new UserEvent.MissedCallsSeen(7),
        "UserState", new UserState(List.of(MISSED), 7, 3));
  }
}
