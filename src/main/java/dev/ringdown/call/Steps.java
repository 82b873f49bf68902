package dev.ringdown.call;

import dev.ringdown.CallStep;
import dev.ringdown.CallStep.Cause;
import dev.ringdown.CallStep.Kind;
import dev.ringdown.EndReason;
import dev.ringdown.MissedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a call's events tell somebody who was not there: a pure function. */
public final class Steps {
  private final List<CallEvent> events;

  private Steps(List<CallEvent> events) {
    this.events = events;
  }

  /**
   * @param events all of one call, in order
   */
  public static List<CallStep> of(List<CallEvent> events) {
    Steps steps = new Steps(events);
    List<CallStep> all = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      if (!(events.get(i) instanceof CallEvent.Settled)) {
        all.add(steps.step(i));
      }
    }
    return List.copyOf(all);
  }

  private CallStep step(int index) {
    CallEvent event = events.get(index);
    if (event instanceof CallEvent.Created e) {
      return does(e, Kind.CREATED, e.caller(), rung(e.draft().rings()), e.draft().customData());
    } else if (event instanceof CallEvent.InviteesAdded e) {
      return does(e, Kind.INVITED, e.inviter(), rung(e.rings()), "");
    } else if (event instanceof CallEvent.Accepted e) {
      CallStep accepts = does(e, Kind.ACCEPTED, e.by(), himself(e.by()), e.customData());
      return e.merged().map(accepts::withOtherCallId).orElse(accepts);
    } else if (event instanceof CallEvent.Declined e) {
      return does(e, Kind.DECLINED, e.by(), himself(e.by()), e.customData());
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      return does(e, Kind.BUSY, e.by(), himself(e.by()), e.customData());
    } else if (event instanceof CallEvent.TurnedAway e) {
      return happens(e, turnedAway(e.reason()), Cause.ENGINE, List.of(e.userId()), "");
    } else if (event instanceof CallEvent.TimedOut e) {
      return happens(e, Kind.TIMED_OUT, Cause.ENGINE, e.userIds(), "");
    } else if (event instanceof CallEvent.Cancelled e) {
      return cancelled(e, index);
    } else if (event instanceof CallEvent.Joined e) {
      return does(e, Kind.JOINED, e.by(), himself(e.by()), "");
    } else if (event instanceof CallEvent.Kicked e) {
      return happens(e, Kind.KICKED, Cause.BACKEND, List.of(e.userId()), e.customData());
    } else if (event instanceof CallEvent.Quit e) {
      return e.by()
          .map(by -> does(e, Kind.QUIT, by, himself(by), ""))
          .orElseGet(() -> happens(e, Kind.LOST, Cause.ENGINE, List.of(e.userId()), ""));
    } else if (event instanceof CallEvent.Ended e) {
      CallStep ends = ends(e, Kind.ENDED, e.reason(), e.by(), List.of(), "");
      return e.into().map(ends::withOtherCallId).orElse(ends);
    }
    throw new IllegalArgumentException("no step for " + event);
  }

  /** Who ends a call presses no cancel: the end that follows knows who it was. */
  private CallStep cancelled(CallEvent.Cancelled e, int index) {
    if (e.reason() == EndReason.CANCELLED && e.by().isEmpty()) {
      return happens(e, Kind.CANCELLED, Cause.BACKEND, e.userIds(), e.customData())
          .withReason(e.reason());
    }
    Optional<Origin> by = e.reason() == EndReason.CANCELLED ? e.by() : whoEnds(index + 1);
    return ends(e, Kind.CANCELLED, e.reason(), by, e.userIds(), e.customData());
  }

  private Optional<Origin> whoEnds(int index) {
    return index < events.size() && events.get(index) instanceof CallEvent.Ended end
        ? end.by()
        : Optional.empty();
  }

  private static CallStep ends(
      CallEvent event,
      Kind kind,
      EndReason reason,
      Optional<Origin> by,
      List<String> users,
      String data) {
    boolean backend = reason == EndReason.ENDED || reason == EndReason.REVOKED;
    Cause otherwise = backend ? Cause.BACKEND : Cause.ENGINE;
    return by.map(origin -> does(event, kind, origin, users, data))
        .orElseGet(() -> happens(event, kind, otherwise, users, data))
        .withReason(reason);
  }

  private static Kind turnedAway(MissedReason reason) {
    return switch (reason) {
      case DO_NOT_DISTURB -> Kind.DO_NOT_DISTURB;
      case UNREACHABLE -> Kind.UNREACHABLE;
      default -> Kind.BUSY;
    };
  }

  private static List<String> rung(List<RingRequest> rings) {
    return rings.stream().map(ring -> ring.user().id()).toList();
  }

  private static List<String> himself(Origin by) {
    return List.of(by.userId());
  }

  private static CallStep does(
      CallEvent event, Kind kind, Origin by, List<String> users, String customData) {
    boolean isDevice = !by.session().isEmpty();
    return new CallStep(
        event.at(),
        kind,
        isDevice ? Cause.USER : Cause.BACKEND,
        Optional.of(by.user()),
        Optional.of(by.device()).filter(device -> isDevice),
        Optional.of(by.session()).filter(session -> isDevice),
        users,
        Optional.empty(),
        Optional.empty(),
        customData);
  }

  private static CallStep happens(
      CallEvent event, Kind kind, Cause cause, List<String> users, String customData) {
    return new CallStep(
        event.at(),
        kind,
        cause,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        users,
        Optional.empty(),
        Optional.empty(),
        customData);
  }
}
