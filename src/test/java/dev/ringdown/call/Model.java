package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A call as the contract describes it, written a second time and without a look at the rules. It
 * refuses an event that the contract does not allow where the call stands.
 *
 * @param people by user id, in the order in which they came
 * @param missed the rings that belong on record, as {@code user/ring}
 * @param end null while the call goes on
 */
record Model(
    CallEvent.Created created,
    Map<String, Person> people,
    Optional<Instant> answered,
    Set<String> missed,
    CallEvent.Ended end,
    boolean settled) {

  /**
   * @param ring counts his invitations; what follows it is about the last one
   * @param inviter null for who was never invited
   * @param outcome null while the invitation is open
   * @param device his primary device; null while he has none, as who is called for by a back end
   */
  record Person(
      CallUser user,
      MemberState state,
      int ring,
      String inviter,
      boolean silent,
      Instant since,
      Instant deadline,
      Outcome outcome,
      String device,
      String data) {

    boolean isOpen() {
      return state == MemberState.INVITED;
    }

    boolean isIn() {
      return state == MemberState.ACCEPTED;
    }

    /** Whether his devices have a ring to show. */
    boolean isRung() {
      return isOpen() && !silent;
    }

    private Person becomes(MemberState state, String device, String data) {
      return new Person(user, state, ring, inviter, silent, since, deadline, outcome, device, data);
    }

    private Person decided(Outcome outcome, String device, String data) {
      MemberState next = MemberState.valueOf(outcome.name());
      return new Person(user, next, ring, inviter, silent, since, deadline, outcome, device, data);
    }
  }

  static Model of(CallEvent.Created created) {
    Origin caller = created.caller();
    Map<String, Person> people = new LinkedHashMap<>();
    people.put(caller.userId(), uninvited(caller));
    for (RingRequest ring : created.draft().rings()) {
      people.put(ring.user().id(), invited(null, ring, caller.userId(), created.at()));
    }
    return new Model(created, people, Optional.empty(), Set.of(), null, false);
  }

  private static Person uninvited(Origin by) {
    return new Person(
        by.user(),
        MemberState.ACCEPTED,
        0,
        null,
        false,
        null,
        null,
        null,
        by.device().isEmpty() ? null : by.device(),
        "");
  }

  private static Person invited(Person before, RingRequest ring, String inviter, Instant at) {
    Instant deadline = at.plus(ring.timeout());
    int number = before == null ? 1 : before.ring() + 1;
    return new Person(
        ring.user(),
        MemberState.INVITED,
        number,
        inviter,
        ring.silent(),
        at,
        deadline,
        null,
        null,
        "");
  }

  // ---- What it is

  String callId() {
    return created.draft().callId();
  }

  String callerId() {
    return created.caller().userId();
  }

  boolean isOver() {
    return end != null;
  }

  boolean isAdvanced() {
    return created.draft().mode() == CallMode.ADVANCED;
  }

  /** Null for a stranger. */
  Person person(String userId) {
    return people.get(userId);
  }

  boolean isOpen(String userId) {
    return people.containsKey(userId) && person(userId).isOpen();
  }

  boolean isIn(String userId) {
    return people.containsKey(userId) && person(userId).isIn();
  }

  List<String> open() {
    return people.keySet().stream().filter(this::isOpen).toList();
  }

  List<String> inside() {
    return people.keySet().stream().filter(this::isIn).toList();
  }

  List<CallUser> invitees() {
    return people.values().stream().filter(p -> p.ring() > 0).map(Person::user).toList();
  }

  List<String> late(Instant now, Duration grace) {
    return open().stream().filter(id -> !person(id).deadline().plus(grace).isAfter(now)).toList();
  }

  /** Why it has to end here; empty while it goes on. */
  Optional<EndReason> mustEnd() {
    if (inside().isEmpty()) {
      return Optional.of(EndReason.EVERYBODY_LEFT);
    }
    if (!open().isEmpty()) {
      return Optional.empty();
    }
    if (answered.isEmpty()) {
      return Optional.of(withoutAccept());
    }
    if (!isAdvanced()) {
      return Optional.of(EndReason.ANSWERED);
    }
    return inside().size() == 1 && invitees().size() < 2
        ? Optional.of(EndReason.EVERYBODY_LEFT)
        : Optional.empty();
  }

  /** The one outcome of all invitees has its name; every mix is the same. */
  EndReason withoutAccept() {
    Set<Outcome> outcomes =
        people.values().stream()
            .filter(p -> p.ring() > 0)
            .map(Person::outcome)
            .collect(Collectors.toSet());
    Set<Outcome> named = Set.of(Outcome.DECLINED, Outcome.BUSY, Outcome.CANCELLED);
    Outcome only = outcomes.size() == 1 ? outcomes.iterator().next() : null;
    return only != null && named.contains(only)
        ? EndReason.valueOf(only.name())
        : EndReason.NO_ANSWER;
  }

  // ---- How it goes on

  Model after(CallEvent event) {
    if (event instanceof CallEvent.Settled) {
      legal(isOver() && !settled && !missed.isEmpty(), event);
      return new Model(created, people, answered, missed, end, true);
    }
    legal(!isOver(), event);
    Map<String, Person> next = new LinkedHashMap<>(people);
    Optional<Instant> first = answered;
    Set<String> onRecord = new TreeSet<>(missed);
    if (event instanceof CallEvent.InviteesAdded e) {
      String inviter = e.inviter().userId();
      legal(isIn(inviter) && isAdvanced() && !e.rings().isEmpty(), e);
      moves(next, inviter, e.inviter().device());
      for (RingRequest ring : e.rings()) {
        String id = ring.user().id();
        legal(!isOpen(id) && !isIn(id), e);
        next.put(id, invited(person(id), ring, inviter, e.at()));
      }
    } else if (event instanceof CallEvent.Accepted e) {
      legal(isOpen(e.by().userId()), e);
      decide(next, e.by(), Outcome.ACCEPTED, e.by().device(), e.customData());
      first = first.or(() -> Optional.of(e.at()));
    } else if (event instanceof CallEvent.Declined e) {
      legal(isOpen(e.by().userId()), e);
      decide(next, e.by(), Outcome.DECLINED, null, e.customData());
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      legal(isOpen(e.by().userId()), e);
      decide(next, e.by(), Outcome.BUSY, null, e.customData());
    } else if (event instanceof CallEvent.TurnedAway e) {
      boolean unreachable = e.reason() == MissedReason.UNREACHABLE;
      close(
          e, List.of(e.userId()), unreachable ? Outcome.UNREACHABLE : Outcome.BUSY, next, onRecord);
    } else if (event instanceof CallEvent.TimedOut e) {
      close(e, e.userIds(), Outcome.TIMED_OUT, next, onRecord);
    } else if (event instanceof CallEvent.Cancelled e) {
      close(e, e.userIds(), Outcome.CANCELLED, next, onRecord);
    } else if (event instanceof CallEvent.Joined e) {
      String id = e.by().userId();
      legal(isAdvanced() && !isOpen(id), e);
      if (isIn(id)) {
        moves(next, id, e.by().device());
      } else if (people.containsKey(id)) {
        next.put(id, person(id).becomes(MemberState.ACCEPTED, e.by().device(), ""));
      } else {
        next.put(id, uninvited(e.by()));
      }
      first = first.isEmpty() && !id.equals(callerId()) ? Optional.of(e.at()) : first;
    } else if (event instanceof CallEvent.Quit e) {
      legal(isIn(e.userId()) && isAdvanced(), e);
      Person gone = person(e.userId());
      next.put(e.userId(), gone.becomes(MemberState.QUIT, gone.device(), gone.data()));
    } else if (event instanceof CallEvent.Kicked e) {
      legal(isIn(e.userId()) && isAdvanced(), e);
      Person gone = person(e.userId());
      next.put(e.userId(), gone.becomes(MemberState.QUIT, gone.device(), e.customData()));
    } else if (event instanceof CallEvent.Ended e) {
      return ended(e, next);
    } else {
      legal(false, event);
    }
    return new Model(created, next, first, onRecord, null, false);
  }

  /** Only a merge leaves somebody ringing: he rings on in the other call. */
  private Model ended(CallEvent.Ended e, Map<String, Person> next) {
    legal(e.into().isPresent() || open().isEmpty(), e);
    legal(e.owesMissedCalls() == !missed.isEmpty(), e);
    for (String id : open()) {
      next.put(id, person(id).decided(Outcome.MERGED, person(id).device(), ""));
    }
    if (e.reason() == EndReason.ENDED && e.by().isPresent()) {
      Person ender = person(e.by().get().userId());
      next.put(ender.user().id(), ender.becomes(MemberState.ENDED, ender.device(), ender.data()));
    }
    return new Model(created, next, answered, missed, e, missed.isEmpty());
  }

  private void decide(
      Map<String, Person> next, Origin by, Outcome outcome, String device, String data) {
    next.put(by.userId(), person(by.userId()).decided(outcome, device, data));
  }

  private void close(
      CallEvent event,
      List<String> userIds,
      Outcome outcome,
      Map<String, Person> next,
      Set<String> onRecord) {
    legal(!userIds.isEmpty(), event);
    for (String id : userIds) {
      legal(isOpen(id), event);
      next.put(id, person(id).decided(outcome, null, ""));
      if (!person(id).silent()) {
        onRecord.add(id + "/" + person(id).ring());
      }
    }
  }

  private void moves(Map<String, Person> next, String userId, String device) {
    Person person = person(userId);
    next.put(userId, person.becomes(person.state(), device, person.data()));
  }

  private void legal(boolean is, CallEvent event) {
    if (!is) {
      throw new AssertionError("not allowed here: " + event + "\nin " + this);
    }
  }
}
