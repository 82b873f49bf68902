package dev.ringdown.testkit;

import dev.ringdown.call.CallEvent;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.RingRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The events of a call as lines for a person: when, what, by whom. */
final class History {
  private History() {}

  static List<String> lines(List<CallEvent> events) {
    return events.stream().map(event -> Moment.of(event.at()) + "  " + words(event)).toList();
  }

  private static String words(CallEvent event) {
    String name = event.getClass().getSimpleName();
    if (event instanceof CallEvent.Created e) {
      Draft draft = e.draft();
      return "%s by %s: %s %s, rings %s"
          .formatted(
              name, who(e.caller()), draft.mode(), draft.callType(), rings(draft.rings(), e.at()));
    } else if (event instanceof CallEvent.InviteesAdded e) {
      String refused = e.refused().isEmpty() ? "" : ", refused " + names(e.refused());
      return name + by(e.inviter()) + ": rings " + rings(e.rings(), e.at()) + refused;
    } else if (event instanceof CallEvent.Accepted e) {
      return name + by(e.by()) + e.merged().map(own -> ", whose " + own + " merges").orElse("");
    } else if (event instanceof CallEvent.Declined e) {
      return name + by(e.by());
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      return name + by(e.by());
    } else if (event instanceof CallEvent.TurnedAway e) {
      return name + ": " + e.userId() + ", " + e.reason();
    } else if (event instanceof CallEvent.TimedOut e) {
      return name + ": " + names(e.userIds());
    } else if (event instanceof CallEvent.Cancelled e) {
      return name + ": " + names(e.userIds()) + by(e.by()) + ", " + e.reason();
    } else if (event instanceof CallEvent.Joined e) {
      return name + by(e.by());
    } else if (event instanceof CallEvent.Quit e) {
      return name + ": " + e.userId() + (e.by().isEmpty() ? ", lost" : by(e.by()));
    } else if (event instanceof CallEvent.Kicked e) {
      return name + ": " + e.userId() + ", " + e.customData();
    } else if (event instanceof CallEvent.Ended e) {
      String owes = e.owesMissedCalls() ? ", missed calls to be recorded" : "";
      String into = e.into().map(other -> " into " + other).orElse("");
      return name + ": " + e.reason() + by(e.by()) + into + owes;
    }
    return name;
  }

  private static String by(Optional<Origin> origin) {
    return origin.map(History::by).orElse("");
  }

  private static String by(Origin origin) {
    return " by " + who(origin);
  }

  private static String who(Origin origin) {
    return origin.userId() + "/" + origin.device();
  }

  private static String rings(List<RingRequest> rings, Instant at) {
    return rings.stream()
        .map(
            ring ->
                "%s%s until %s"
                    .formatted(
                        ring.user().id(),
                        ring.silent() ? " silently" : "",
                        Moment.of(at.plus(ring.timeout()))))
        .collect(Collectors.joining(", "));
  }

  private static String names(List<String> ids) {
    return String.join(", ", ids);
  }
}
