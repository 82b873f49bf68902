package dev.ringdown.call;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import dev.ringdown.call.Model.Person;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionEvent.UserState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contract's table of callbacks: what each phone hears of an event, in order, if all of them
 * are connected from the start. Written from the table, without a look at how it is announced.
 */
final class CallbackTable {
  private final Model before;
  private final Model after;
  private final List<Phone> phones;
  private final Map<Phone, List<SessionEvent>> heard = new LinkedHashMap<>();

  private CallbackTable(Model before, Model after, List<Phone> phones) {
    this.before = before;
    this.after = after;
    this.phones = phones;
  }

  /**
   * @param before null for the first event
   */
  static Map<Phone, List<SessionEvent>> of(
      CallEvent event, Model before, Model after, List<Phone> phones) {
    CallbackTable table = new CallbackTable(before, after, phones);
    table.read(event);
    return table.heard;
  }

  private void read(CallEvent event) {
    String id = after.callId();
    if (event instanceof CallEvent.Created e) {
      primary(
          after.callerId(),
          new SessionEvent.OutgoingCallSent(
              id, caller(), e.draft().callType(), after.invitees(), e.draft().customData()));
      rings(e.draft().rings());
    } else if (event instanceof CallEvent.InviteesAdded e) {
      rings(e.rings());
      changed(e.rings().stream().map(r -> r.user().id()).toList());
    } else if (event instanceof CallEvent.Accepted e) {
      if (e.merged().isPresent()) {
        String room = after.created().draft().room();
        primary(e.by().userId(), new SessionEvent.CallMerged(e.merged().get(), id, room));
        primary(e.by().userId(), new SessionEvent.OutgoingCallAccepted(id, caller()));
      } else {
        acting(e.by(), new SessionEvent.IncomingCallAcceptButtonPressed(id));
      }
      elsewhere(e.by(), Outcome.ACCEPTED);
      Person callee = after.person(e.by().userId());
      inviter(callee, new SessionEvent.OutgoingCallAccepted(id, callee.user()));
      changed(List.of(e.by().userId()));
    } else if (event instanceof CallEvent.Declined e) {
      acting(e.by(), new SessionEvent.IncomingCallDeclineButtonPressed(id));
      elsewhere(e.by(), Outcome.DECLINED);
      Person callee = after.person(e.by().userId());
      inviter(callee, new SessionEvent.OutgoingCallDeclined(id, callee.user(), e.customData()));
      changed(List.of(e.by().userId()));
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      elsewhere(e.by(), Outcome.BUSY);
      busy(e.by().userId(), e.customData());
    } else if (event instanceof CallEvent.TurnedAway e) {
      if (e.reason() == MissedReason.UNREACHABLE) {
        changed(List.of(e.userId()));
      } else {
        busy(e.userId(), "");
      }
    } else if (event instanceof CallEvent.TimedOut e) {
      e.userIds().forEach(u -> rung(u, new SessionEvent.IncomingCallTimeout(id, caller())));
      outgoingTimeouts(e.userIds());
      changed(e.userIds());
    } else if (event instanceof CallEvent.Cancelled e) {
      SessionEvent stop =
          new SessionEvent.IncomingCallCanceled(id, caller(), e.customData(), e.reason());
      e.userIds().forEach(u -> rung(u, stop));
      e.by().ifPresent(by -> acting(by, new SessionEvent.OutgoingCallCancelButtonPressed(id)));
      changed(e.userIds());
    } else if (event instanceof CallEvent.Joined e) {
      changed(before.isIn(e.by().userId()) ? List.of() : List.of(e.by().userId()));
    } else if (event instanceof CallEvent.Quit e) {
      primary(e.userId(), stateOf(List.of(e.userId())));
      changed(List.of(e.userId()));
    } else if (event instanceof CallEvent.Kicked e) {
      primary(e.userId(), stateOf(List.of(e.userId())));
      changed(List.of(e.userId()));
    } else if (event instanceof CallEvent.Ended e) {
      ended(e);
    }
  }

  private void ended(CallEvent.Ended e) {
    for (String open : before.open()) {
      SessionEvent merged =
          new SessionEvent.IncomingCallHandledElsewhere(after.callId(), Outcome.MERGED);
      rung(open, merged);
    }
    changed(before.open());
    for (String ender : before.inside()) {
      if (!after.isIn(ender)) {
        primary(ender, stateOf(List.of(ender)));
        changed(List.of(ender));
      }
    }
    Duration talked =
        after.answered().map(since -> Duration.between(since, e.at())).orElse(Duration.ZERO);
    SessionEvent ended = new SessionEvent.CallEnded(after.callId(), e.reason(), talked);
    before.inside().forEach(user -> every(user, ended));
  }

  // ---- Rows that several events share

  private void rings(List<RingRequest> rings) {
    Draft draft = after.created().draft();
    for (RingRequest ring : rings) {
      Person person = after.person(ring.user().id());
      rung(
          person.user().id(),
          new SessionEvent.IncomingCallReceived(
              after.callId(),
              caller(),
              after.person(person.inviter()).user(),
              draft.callType(),
              after.invitees(),
              draft.customData(),
              draft.room(),
              draft.mode(),
              person.ring(),
              person.deadline(),
              ring.timeout()));
    }
  }

  private void busy(String userId, String data) {
    Person callee = after.person(userId);
    inviter(
        callee,
        new SessionEvent.OutgoingCallRejectedCauseBusy(after.callId(), callee.user(), data));
    changed(List.of(userId));
  }

  /** One callback to each inviter, with all of his. */
  private void outgoingTimeouts(List<String> userIds) {
    Set<String> inviters = new LinkedHashSet<>();
    userIds.forEach(u -> inviters.add(after.person(u).inviter()));
    boolean video = after.created().draft().callType() == CallType.VIDEO;
    for (String inviter : inviters) {
      List<CallUser> his = new ArrayList<>();
      for (String user : userIds) {
        if (after.person(user).inviter().equals(inviter)) {
          his.add(after.person(user).user());
        }
      }
      if (after.isIn(inviter)) {
        primary(inviter, new SessionEvent.OutgoingCallTimeout(after.callId(), his, video));
      }
    }
  }

  /** Who is in the call hears on his primary device; who rings, and rang before, on all. */
  private void changed(List<String> userIds) {
    if (userIds.isEmpty()) {
      return;
    }
    SessionEvent changed = stateOf(userIds);
    for (String user : after.people().keySet()) {
      if (after.isIn(user)) {
        primary(user, changed);
      } else if (after.isOpen(user) && before.isOpen(user)) {
        rung(user, changed);
      }
    }
  }

  private SessionEvent stateOf(List<String> userIds) {
    List<UserState> states = new ArrayList<>();
    for (String id : userIds) {
      Person person = after.person(id);
      states.add(new UserState(person.user(), person.state(), person.data()));
    }
    return new SessionEvent.InvitationUserStateChanged(after.callId(), states);
  }

  private CallUser caller() {
    return after.created().caller().user();
  }

  // ---- Which phones

  private void raise(Phone phone, SessionEvent event) {
    heard.computeIfAbsent(phone, p -> new ArrayList<>()).add(event);
  }

  private void every(String userId, SessionEvent event) {
    phones.stream().filter(p -> p.userId().equals(userId)).forEach(p -> raise(p, event));
  }

  private void rung(String userId, SessionEvent event) {
    if (!after.person(userId).silent()) {
      every(userId, event);
    }
  }

  private void elsewhere(Origin by, Outcome outcome) {
    SessionEvent event = new SessionEvent.IncomingCallHandledElsewhere(after.callId(), outcome);
    for (Phone phone : phones) {
      boolean other = phone.userId().equals(by.userId()) && !phone.session().equals(by.session());
      if (other && !before.person(by.userId()).silent()) {
        raise(phone, event);
      }
    }
  }

  private void acting(Origin by, SessionEvent event) {
    phones.stream().filter(p -> p.session().equals(by.session())).forEach(p -> raise(p, event));
  }

  /** Whom a back end calls for, and who has no device in the call yet, hears on every one. */
  private void primary(String userId, SessionEvent event) {
    String device = after.person(userId).device();
    for (Phone phone : phones) {
      boolean his = phone.userId().equals(userId);
      if (his && (device == null || phone.device().equals(device))) {
        raise(phone, event);
      }
    }
  }

  /** Who invited hears it, if he is in the call. */
  private void inviter(Person callee, SessionEvent event) {
    if (after.isIn(callee.inviter())) {
      primary(callee.inviter(), event);
    }
  }

  // ---- What is no callback

  /** The rings that this event puts on record, as {@code user/ring reason length}. */
  static List<String> missed(CallEvent event, Model before) {
    List<String> missed = new ArrayList<>();
    if (event instanceof CallEvent.TimedOut e) {
      e.userIds().forEach(id -> miss(missed, before, id, MissedReason.TIMED_OUT, e.at()));
    } else if (event instanceof CallEvent.TurnedAway e) {
      miss(missed, before, e.userId(), e.reason(), e.at());
    } else if (event instanceof CallEvent.Cancelled e) {
      boolean lost = e.reason() == EndReason.CALLER_LOST;
      MissedReason reason = lost ? MissedReason.CALLER_LOST : MissedReason.CANCELLED;
      e.userIds().forEach(id -> miss(missed, before, id, reason, e.at()));
    }
    return missed;
  }

  private static void miss(
      List<String> missed, Model before, String userId, MissedReason reason, Instant at) {
    Person person = before.person(userId);
    if (!person.silent()) {
      missed.add(missed(userId, person.ring(), reason, Duration.between(person.since(), at)));
    }
  }

  static String missed(String userId, int ring, MissedReason reason, Duration length) {
    return userId + "/" + ring + " " + reason + " after " + length;
  }
}
