package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.MemberState;
import dev.ringdown.timer.Alarm;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call knows of its members but does not journal: whose device acknowledged the ring, and
 * who is away. Lost with the actor, and found out again from the members.
 */
final class Contacts {
  private record Reception(int ring, MemberState state) {}

  private final Map<String, Reception> receptions = new HashMap<>(2);
  private final Map<String, Instant> away = new HashMap<>(2);
  private final Patience patience;

  Contacts(Patience patience) {
    this.patience = patience;
  }

  /** A device acknowledged this ring; true if that is news. */
  boolean rings(Member member, int ring) {
    boolean news =
        member != null
            && member.isOpen()
            && member.ring() == ring
            && state(member) != MemberState.RINGING;
    if (news) {
      receptions.put(member.user().id(), new Reception(ring, MemberState.RINGING));
    }
    return news;
  }

  /** Whether a device of his is known to ring. */
  boolean isRinging(Member member) {
    return member.isOpen() && state(member) == MemberState.RINGING;
  }

  /** Whose ring no device acknowledged in time. */
  List<Member> notYetReceived(Live call, Instant now) {
    List<Member> late =
        call.open().stream()
            .filter(m -> state(m) == MemberState.INVITED && !receivedBy(m).isAfter(now))
            .filter(m -> m.last().orElseThrow().deadline().isAfter(now))
            .toList();
    late.forEach(
        m -> receptions.put(m.user().id(), new Reception(m.ring(), MemberState.NOT_YET_RECEIVED)));
    return late;
  }

  void away(String userId, Instant now) {
    away.putIfAbsent(userId, now);
  }

  void back(String userId) {
    away.remove(userId);
  }

  /** A member who was away for longer than his grace. */
  Optional<String> lost(Live call, Instant now) {
    return away.keySet().stream()
        .filter(id -> grace(call, id).filter(until -> !until.isAfter(now)).isPresent())
        .findFirst();
  }

  /** {@link Instant#MAX}: never. */
  Instant nextDue(Live call) {
    Instant next = Instant.MAX;
    for (Member member : call.members().values()) {
      if (member.isOpen() && state(member) == MemberState.INVITED) {
        next = Alarm.earlier(next, receivedBy(member));
      }
    }
    for (String userId : away.keySet()) {
      next = Alarm.earlier(next, grace(call, userId).orElse(Instant.MAX));
    }
    return next;
  }

  private Optional<Instant> grace(Live call, String userId) {
    Member member = call.member(userId);
    if (member == null || !member.isIn()) {
      return Optional.empty();
    }
    boolean answered = call.answered().isPresent();
    if (answered && call.mode() == CallMode.GENERAL) {
      return Optional.empty();
    }
    if (member.device().isEmpty()) {
      return graceOfAbsent(call, away.get(userId));
    }
    return Optional.of(
        away.get(userId).plus(answered ? patience.memberGrace() : patience.callerGrace()));
  }

  /**
   * A back end called for him, who need not be there while it rings; once somebody has accepted, he
   * has a member's grace to come.
   */
  private Optional<Instant> graceOfAbsent(Live call, Instant away) {
    return call.answered()
        .map(at -> at.isAfter(away) ? at : away)
        .map(since -> since.plus(patience.memberGrace()));
  }

  private Instant receivedBy(Member member) {
    return member.last().orElseThrow().since().plus(patience.received());
  }

  private MemberState state(Member member) {
    Reception reception = receptions.get(member.user().id());
    boolean current = reception != null && reception.ring() == member.ring() && member.isOpen();
    return current ? reception.state() : member.state();
  }

  /** The call as its members see it: with who rings. */
  CallSnapshot shown(CallSnapshot call, Map<String, Member> members) {
    return call.withMembers(members.values().stream().map(m -> m.shown(state(m))).toList());
  }
}
