package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.EndReason;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a call ends, why, and what happens to whom it still rings. */
final class Ending {
  private Ending() {}

  /** The event, and the end of the call if that is what it leads to; nobody waits. */
  static Decision conclude(Live call, CallEvent event) {
    return conclude(call, Optional.empty(), event);
  }

  /** The same, with the answer that the event gives its request. */
  static Decision conclude(Live call, Origin by, CallEvent event) {
    return conclude(call, Optional.of(by), event);
  }

  private static Decision conclude(Live call, Optional<Origin> by, CallEvent event) {
    Live after = (Live) call.on(event);
    List<CallEvent> events = new ArrayList<>();
    events.add(event);
    whyNow(after)
        .ifPresent(reason -> events.addAll(end(after, reason, Optional.empty(), "", event.at())));
    return new Decision(events, by.flatMap(after::answered));
  }

  /** Why a call in this state is over; empty while it goes on. */
  private static Optional<EndReason> whyNow(Live call) {
    boolean ringing = !call.open().isEmpty();
    if (call.answered().isEmpty()) {
      return ringing ? Optional.empty() : Optional.of(unanswered(call));
    }
    if (call.mode() == CallMode.GENERAL) {
      return ringing ? Optional.empty() : Optional.of(EndReason.ANSWERED);
    }
    long inside = call.members().values().stream().filter(Member::isIn).count();
    boolean alone = inside == 1 && !ringing && !call.group();
    return inside == 0 || alone ? Optional.of(EndReason.EVERYBODY_LEFT) : Optional.empty();
  }

  /** What to call the end when nobody accepted: the one outcome of all, or NO_ANSWER. */
  private static EndReason unanswered(Live call) {
    List<Outcome> outcomes =
        call.members().values().stream().flatMap(m -> m.outcome().stream()).distinct().toList();
    if (outcomes.size() != 1) {
      return EndReason.NO_ANSWER;
    }
    return switch (outcomes.get(0)) {
      case DECLINED -> EndReason.DECLINED;
      case BUSY -> EndReason.BUSY;
      case CANCELLED -> EndReason.CANCELLED;
      case MERGED -> EndReason.MERGED;
      case ACCEPTED, TIMED_OUT, UNREACHABLE -> EndReason.NO_ANSWER;
    };
  }

  /** A member ends the call: for all (ENDED), or as a caller who gives up (CANCELLED). */
  static Decision byMember(Live call, EndReason reason, Origin by, Instant now) {
    return new Decision(
        end(call, reason, Optional.of(by), "", now), Optional.of(new Result.Done()));
  }

  /**
   * A back end ends the call, in nobody's name.
   *
   * @param customData what they hear for whom it rings
   */
  static Decision byBackend(Live call, EndReason reason, String customData, Instant now) {
    return new Decision(
        end(call, reason, Optional.empty(), customData, now), Optional.of(new Result.Done()));
  }

  /** Something else ends it. */
  static Decision byEngine(Live call, EndReason reason, Instant now) {
    return new Decision(end(call, reason, Optional.empty(), "", now), Optional.empty());
  }

  /** It goes on as another call, in which whoever rings here is taken care of. */
  static Decision into(Live call, String callId, Instant now) {
    CallEvent.Ended ended =
        new CallEvent.Ended(
            EndReason.MERGED, Optional.empty(), Optional.of(callId), call.missed(), now);
    return new Decision(List.of(ended), Optional.empty());
  }

  private static List<CallEvent> end(
      Live call, EndReason reason, Optional<Origin> by, String customData, Instant now) {
    List<CallEvent> events = new ArrayList<>();
    Live rest = call;
    List<String> ringing = call.open().stream().map(m -> m.user().id()).toList();
    if (!ringing.isEmpty()) {
      // A caller who gives up cancels; whoever ends for all does not press cancel.
      Optional<Origin> canceller = reason == EndReason.CANCELLED ? by : Optional.empty();
      CallEvent cancelled =
          new CallEvent.Cancelled(ringing, List.of(), canceller, customData, reason, now);
      events.add(cancelled);
      rest = (Live) call.on(cancelled);
    }
    // A caller who gives up after somebody declined leaves a mix.
    EndReason last = reason == EndReason.CANCELLED ? unanswered(rest) : reason;
    events.add(new CallEvent.Ended(last, by, Optional.empty(), rest.missed(), now));
    return events;
  }
}
