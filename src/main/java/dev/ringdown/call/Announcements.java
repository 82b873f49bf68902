package dev.ringdown.call;

import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import dev.ringdown.session.SessionEvent.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who hears what of an event: a pure function of the event and of the call before and after it. One
 * method an event, and in it one line a callback; for each user the callback about him comes first,
 * then what changed in others.
 *
 * <p>An inviter who has left the call hears nothing of his invitees any more; those who are in it
 * see what becomes of them.
 */
final class Announcements {
  private final Live before;
  private final Live after;
  private final Audience audience;
  private final Phrases phrases;

  private Announcements(Live before, Live after) {
    this.before = before;
    this.after = after;
    audience = new Audience(before, after);
    phrases = new Phrases(after);
  }

  /**
   * What each user is to be told, in order. Users who are in the call or ring but have nothing to
   * hear are listed with nothing, since what engages them may have changed.
   */
  static Map<String, List<Notice>> of(
      CallEvent event, CallState stateBefore, CallState stateAfter) {
    Live after = live(stateAfter);
    if (after == null || event instanceof CallEvent.Settled) {
      return Map.of();
    }
    Live before = live(stateBefore);
    Announcements announcements = new Announcements(before == null ? after : before, after);
    announcements.audience.everybodyConcerned();
    announcements.tell(event);
    return announcements.audience.notices();
  }

  /** That a device acknowledged a ring, or that none did in time: told, but never journalled. */
  static Map<String, List<Notice>> ofReception(Live call, String userId, MemberState state) {
    Announcements announcements = new Announcements(call, call);
    UserState user = new UserState(call.member(userId).user(), state, "");
    announcements.audience.members(announcements.phrases.state(List.of(user)));
    return announcements.audience.notices();
  }

  private static Live live(CallState state) {
    if (state instanceof Live live) {
      return live;
    }
    return state instanceof Over over ? over.last() : null;
  }

  private void tell(CallEvent event) {
    if (event instanceof CallEvent.Created e) {
      created(e);
    } else if (event instanceof CallEvent.InviteesAdded e) {
      ring(e.rings());
      changed(e.rings().stream().map(r -> r.user().id()).toList());
    } else if (event instanceof CallEvent.Accepted e) {
      accepted(e);
    } else if (event instanceof CallEvent.Declined e) {
      declined(e);
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      answeredBusy(e);
    } else if (event instanceof CallEvent.TurnedAway e) {
      turnedAway(e);
    } else if (event instanceof CallEvent.TimedOut e) {
      timedOut(e);
    } else if (event instanceof CallEvent.Cancelled e) {
      cancelled(e);
    } else if (event instanceof CallEvent.Joined e) {
      joined(e);
    } else if (event instanceof CallEvent.Quit e) {
      quit(e.userId());
    } else if (event instanceof CallEvent.Kicked e) {
      quit(e.userId());
    } else if (event instanceof CallEvent.Ended e) {
      ended(e);
    }
  }

  private void created(CallEvent.Created e) {
    audience.primary(after.callerId(), phrases.sent());
    ring(e.draft().rings());
  }

  private void ring(List<RingRequest> rings) {
    for (RingRequest request : rings) {
      Member invitee = after.member(request.user().id());
      if (!invitee.isSilent()) {
        audience.tell(invitee.user().id(), new Notice.Ring(phrases.incoming(invitee)));
      }
    }
  }

  private void accepted(CallEvent.Accepted e) {
    String id = e.by().userId();
    if (e.merged().isPresent()) {
      audience.primary(id, phrases.merged(e.merged().get()));
      audience.primary(id, phrases.accepted(phrases.caller()));
    } else {
      audience.acting(e.by(), phrases.acceptPressed());
    }
    audience.othersThan(e.by(), phrases.elsewhere(Outcome.ACCEPTED));
    audience.inviterOf(id, phrases::accepted);
    changed(List.of(id));
  }

  private void declined(CallEvent.Declined e) {
    String id = e.by().userId();
    audience.acting(e.by(), phrases.declinePressed());
    audience.othersThan(e.by(), phrases.elsewhere(Outcome.DECLINED));
    audience.inviterOf(id, callee -> phrases.declined(callee, e.customData()));
    changed(List.of(id));
  }

  private void answeredBusy(CallEvent.AnsweredBusy e) {
    String id = e.by().userId();
    audience.othersThan(e.by(), phrases.elsewhere(Outcome.BUSY));
    audience.inviterOf(id, callee -> phrases.busy(callee, e.customData()));
    changed(List.of(id));
  }

  private void turnedAway(CallEvent.TurnedAway e) {
    missed(e.userId(), e.reason(), e.at());
    if (e.reason() != MissedReason.UNREACHABLE) {
      audience.inviterOf(e.userId(), callee -> phrases.busy(callee, ""));
    }
    changed(List.of(e.userId()));
  }

  private void timedOut(CallEvent.TimedOut e) {
    for (String id : e.userIds()) {
      audience.rung(id, phrases.incomingTimeout());
      missed(id, MissedReason.TIMED_OUT, e.at());
    }
    audience.invitersOf(e.userIds(), phrases::outgoingTimeout);
    changed(e.userIds());
  }

  private void cancelled(CallEvent.Cancelled e) {
    boolean lost = e.reason() == EndReason.CALLER_LOST;
    for (String id : e.userIds()) {
      audience.rung(id, phrases.cancelled(e.customData(), e.reason()));
      missed(id, lost ? MissedReason.CALLER_LOST : MissedReason.CANCELLED, e.at());
    }
    e.by().ifPresent(by -> audience.acting(by, phrases.cancelPressed()));
    changed(e.userIds());
  }

  private void joined(CallEvent.Joined e) {
    if (!before.isIn(e.by().userId())) {
      changed(List.of(e.by().userId()));
    }
  }

  private void quit(String userId) {
    audience.primary(userId, phrases.changed(List.of(userId)));
    changed(List.of(userId));
  }

  private void ended(CallEvent.Ended e) {
    Set<String> all = before.members().keySet();
    List<String> merged = all.stream().filter(before::isOpen).toList();
    List<String> enders = all.stream().filter(id -> before.isIn(id) && !after.isIn(id)).toList();
    merged.forEach(id -> audience.rung(id, phrases.elsewhere(Outcome.MERGED)));
    enders.forEach(id -> audience.primary(id, phrases.changed(List.of(id))));
    changed(merged.isEmpty() ? enders : merged);
    all.stream().filter(before::isIn).forEach(id -> audience.every(id, phrases.ended(e)));
  }

  private void changed(List<String> userIds) {
    if (!userIds.isEmpty()) {
      audience.members(phrases.changed(userIds));
    }
  }

  private void missed(String userId, MissedReason reason, Instant at) {
    Member member = after.member(userId);
    if (!member.isSilent()) {
      audience.tell(userId, new Notice.Missed(phrases.missed(member, reason, at)));
    }
  }
}
