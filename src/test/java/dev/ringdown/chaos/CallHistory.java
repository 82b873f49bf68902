package dev.ringdown.chaos;

import dev.ringdown.EndReason;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import dev.ringdown.call.CallEvent;
import dev.ringdown.call.Origin;
import dev.ringdown.call.RingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the journal says of one call, read without the engine's own rules. */
final class CallHistory {
  private final String callId;
  private final List<CallEvent> events;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Ring> rings = new LinkedHashMap<>();
  private Optional<CallEvent.Created> created = Optional.empty();
  private Optional<CallEvent.Ended> ended = Optional.empty();
  private boolean settled;

  CallHistory(String callId, List<CallEvent> events) {
    this.callId = callId;
    this.events = List.copyOf(events);
    events.forEach(this::read);
  }

  String callId() {
    return callId;
  }

  /** More than one outcome, more than one end, or anything after that. */
  List<String> problems() {
    return problems;
  }

  Collection<Ring> rings() {
    return rings.values();
  }

  List<Ring> rings(String user) {
    return rings.values().stream().filter(ring -> ring.user().equals(user)).toList();
  }

  Optional<CallEvent.Created> created() {
    return created;
  }

  Optional<CallEvent.Ended> ended() {
    return ended;
  }

  boolean isSettled() {
    return settled || ended.filter(e -> !e.owesMissedCalls()).isPresent();
  }

  <E extends CallEvent> boolean has(Class<E> type, Predicate<E> which) {
    return events.stream().filter(type::isInstance).map(type::cast).anyMatch(which);
  }

  /** Whoever was in the call at some time, the caller included. */
  boolean wasIn(String user) {
    return created.filter(c -> c.caller().userId().equals(user)).isPresent()
        || has(CallEvent.Accepted.class, e -> e.by().userId().equals(user))
        || has(CallEvent.Joined.class, e -> e.by().userId().equals(user));
  }

  boolean quit(String user) {
    return has(CallEvent.Quit.class, e -> e.userId().equals(user));
  }

  /**
   * What each request brought about in this call, by {@link #request}. Who made it is not among
   * that: an invitation that was answered UNAVAILABLE is taken back, and may be made anew.
   */
  Map<String, List<CallEvent>> requests() {
    Map<String, List<CallEvent>> requests = new LinkedHashMap<>();
    for (CallEvent event : events) {
      origin(event)
          .ifPresent(
              by ->
                  requests
                      .computeIfAbsent(
                          request(by.userId(), by.requestId()), id -> new ArrayList<>())
                      .add(event));
    }
    return requests;
  }

  /** Names a request of a user. */
  static String request(String user, String id) {
    return user + ": " + id;
  }

  private static Optional<Origin> origin(CallEvent event) {
    if (event instanceof CallEvent.InviteesAdded e) {
      return Optional.of(e.inviter());
    } else if (event instanceof CallEvent.Accepted e) {
      return Optional.of(e.by());
    } else if (event instanceof CallEvent.Declined e) {
      return Optional.of(e.by());
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      return Optional.of(e.by());
    } else if (event instanceof CallEvent.Joined e) {
      return Optional.of(e.by());
    } else if (event instanceof CallEvent.Cancelled e) {
      return e.by();
    } else if (event instanceof CallEvent.Quit e) {
      return e.by();
    }
    return event instanceof CallEvent.Ended e ? e.by() : Optional.empty();
  }

  @Override
  public String toString() {
    return callId + " " + events;
  }

  private void read(CallEvent event) {
    if (created.isEmpty() != (event instanceof CallEvent.Created)) {
      problems.add("not begun once: " + event);
    }
    if (ended.isPresent() && !(event instanceof CallEvent.Settled)) {
      problems.add("after the end: " + event);
    }
    if (event instanceof CallEvent.Created e) {
      created = Optional.of(e);
      ring(e.draft().rings(), e.caller().userId(), e.at());
    } else if (event instanceof CallEvent.InviteesAdded e) {
      ring(e.rings(), e.inviter().userId(), e.at());
    } else if (event instanceof CallEvent.Accepted e) {
      decide(e.by().userId(), Outcome.ACCEPTED, e.at(), Optional.empty());
    } else if (event instanceof CallEvent.Declined e) {
      decide(e.by().userId(), Outcome.DECLINED, e.at(), Optional.empty());
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      decide(e.by().userId(), Outcome.BUSY, e.at(), Optional.empty());
    } else if (event instanceof CallEvent.TurnedAway e) {
      boolean unreachable = e.reason() == MissedReason.UNREACHABLE;
      Outcome outcome = unreachable ? Outcome.UNREACHABLE : Outcome.BUSY;
      decide(e.userId(), outcome, e.at(), Optional.of(e.reason()));
    } else if (event instanceof CallEvent.TimedOut e) {
      Optional<MissedReason> missed = Optional.of(MissedReason.TIMED_OUT);
      e.userIds().forEach(user -> decide(user, Outcome.TIMED_OUT, e.at(), missed));
    } else if (event instanceof CallEvent.Cancelled e) {
      boolean lost = e.reason() == EndReason.CALLER_LOST;
      MissedReason missed = lost ? MissedReason.CALLER_LOST : MissedReason.CANCELLED;
      e.userIds().forEach(user -> decide(user, Outcome.CANCELLED, e.at(), Optional.of(missed)));
    } else if (event instanceof CallEvent.Ended e) {
      ended = Optional.of(e);
      open().forEach(ring -> mergeOrComplain(ring, e));
    } else if (event instanceof CallEvent.Settled) {
      if (settled || ended.isEmpty()) {
        problems.add("settled twice, or before the end");
      }
      settled = true;
    }
  }

  private void ring(List<RingRequest> requests, String inviter, Instant at) {
    for (RingRequest request : requests) {
      String user = request.user().id();
      int number = numbers.merge(user, 1, Integer::sum);
      if (open().stream().anyMatch(ring -> ring.user().equals(user))) {
        problems.add("rings anew while he rings: " + user);
      }
      rings.put(
          user + "#" + number,
          new Ring(
              callId,
              user,
              number,
              inviter,
              request.silent(),
              at,
              at.plus(request.timeout()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
  }

  private List<Ring> open() {
    return rings.values().stream().filter(ring -> ring.outcome().isEmpty()).toList();
  }

  private void decide(String user, Outcome outcome, Instant at, Optional<MissedReason> missed) {
    String key = user + "#" + numbers.getOrDefault(user, 0);
    Ring ring = rings.get(key);
    if (ring == null || ring.outcome().isPresent()) {
      problems.add("a second outcome, or one without a ring: " + user + " " + outcome);
    } else {
      rings.put(key, ring.decided(outcome, at, missed));
    }
  }

  private void mergeOrComplain(Ring ring, CallEvent.Ended end) {
    if (end.into().isEmpty()) {
      problems.add("rings beyond the end: " + ring);
    } else {
      decide(ring.user(), Outcome.MERGED, end.at(), Optional.empty());
    }
  }
}
