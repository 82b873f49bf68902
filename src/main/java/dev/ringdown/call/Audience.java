package dev.ringdown.call;

import dev.ringdown.CallUser;
import dev.ringdown.session.SessionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** To whom a callback goes, and on which of his sessions. Collects what each user is told. */
final class Audience {
  private final Live before;
  private final Live after;
  private final Map<String, List<Notice>> notices = new LinkedHashMap<>();

  Audience(Live before, Live after) {
    this.before = before;
    this.after = after;
  }

  Map<String, List<Notice>> notices() {
    return notices;
  }

  /** Lists whoever is in the call or rings, before or after. */
  void everybodyConcerned() {
    for (Live call : List.of(before, after)) {
      for (Member member : call.members().values()) {
        if (member.isIn() || member.isRung()) {
          of(member.user().id());
        }
      }
    }
  }

  void tell(String userId, Notice notice) {
    of(userId).add(notice);
  }

  private List<Notice> of(String userId) {
    return notices.computeIfAbsent(userId, id -> new ArrayList<>());
  }

  void acting(Origin by, SessionEvent event) {
    tell(by.userId(), new Notice.ToActing(by.session(), event));
  }

  /** The sessions that rang, but for the one that acted. */
  void othersThan(Origin by, SessionEvent event) {
    tell(by.userId(), new Notice.ToOthers(by.session(), event));
  }

  /** The sessions that rang. */
  void rung(String userId, SessionEvent event) {
    if (!after.member(userId).isSilent()) {
      tell(userId, new Notice.ToRung(event));
    }
  }

  /** The primary device; every session, while a back end acts for a user who has none. */
  void primary(String userId, SessionEvent event) {
    Notice notice =
        after
            .member(userId)
            .device()
            .<Notice>map(device -> new Notice.ToPrimary(device, event))
            .orElseGet(() -> new Notice.ToEvery(event));
    tell(userId, notice);
  }

  void every(String userId, SessionEvent event) {
    tell(userId, new Notice.ToEvery(event));
  }

  /** Who invited this user, if he is still in the call. */
  void inviterOf(String userId, Function<CallUser, SessionEvent> event) {
    invitersOf(List.of(userId), callees -> event.apply(callees.get(0)));
  }

  /** Each who invited some of these users, if he is still in the call: one callback of them all. */
  void invitersOf(List<String> userIds, Function<List<CallUser>, SessionEvent> event) {
    Map<String, List<CallUser>> callees = new LinkedHashMap<>();
    for (String id : userIds) {
      Member callee = after.member(id);
      String inviter = callee.inviter().orElseThrow();
      if (after.isIn(inviter)) {
        callees.computeIfAbsent(inviter, i -> new ArrayList<>()).add(callee.user());
      }
    }
    callees.forEach((inviter, his) -> primary(inviter, event.apply(his)));
  }

  /** Everybody who is in the call, and everybody who rang before this and still rings. */
  void members(SessionEvent event) {
    for (Member member : after.members().values()) {
      String id = member.user().id();
      if (member.isIn()) {
        primary(id, event);
      } else if (member.isOpen() && before.isOpen(id)) {
        rung(id, event);
      }
    }
  }
}
