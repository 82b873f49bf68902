package dev.ringdown.call;

import dev.ringdown.MemberState;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a phone that was always there hears of a call: neither more nor less than the table of
 * callbacks says, in its order. That a ring is received is not decided by the call, and left out.
 */
final class Exactly {
  private Exactly() {}

  static void asTheTableSays(History call) {
    Map<Phone, List<SessionEvent>> expected = new HashMap<>();
    Set<String> hidden = new HashSet<>();
    Set<String> answered = new HashSet<>();
    List<Phone> phones = List.copyOf(call.heard().keySet());
    Model before = null;
    for (CallEvent event : call.journal()) {
      Model after = before == null ? Model.of((CallEvent.Created) event) : before.after(event);
      CallbackTable.of(event, before, after, phones)
          .forEach(
              (phone, events) ->
                  expected.computeIfAbsent(phone, p -> new ArrayList<>()).addAll(events));
      hides(event, before, hidden);
      answers(event, answered);
      before = after;
    }
    for (Phone phone : call.steady()) {
      List<SessionEvent> heard = call.heard().get(phone);
      List<SessionEvent> all = expected.getOrDefault(phone, List.of());
      // A ring that is late enough is over, and not shown.
      boolean mayBeBlind = call.troubled() || answered.contains(phone.userId());
      boolean blind = mayBeBlind && rings(heard) < rings(all);
      if (!blind && !hidden.contains(phone.userId()) && !call.ignored().contains(phone)) {
        Claim.same(comparable(heard), comparable(all), phone);
      }
    }
  }

  private static long rings(List<SessionEvent> events) {
    return events.stream().filter(IncomingCallReceived.class::isInstance).count();
  }

  /** Who knows a call's id can answer it before he is shown that it rings. */
  private static void answers(CallEvent event, Set<String> answered) {
    if (event instanceof CallEvent.Accepted e) {
      answered.add(e.by().userId());
    } else if (event instanceof CallEvent.Declined e) {
      answered.add(e.by().userId());
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      answered.add(e.by().userId());
    }
  }

  /** Whose rings his actor need not have shown: the engine, or another call, answered for him. */
  private static void hides(CallEvent event, Model before, Set<String> hidden) {
    if (event instanceof CallEvent.TurnedAway e) {
      hidden.add(e.userId());
    } else if (event instanceof CallEvent.Accepted e && e.merged().isPresent()) {
      hidden.add(e.by().userId());
    } else if (event instanceof CallEvent.Ended) {
      hidden.addAll(before.open());
    }
  }

  private static List<SessionEvent> comparable(List<SessionEvent> events) {
    List<SessionEvent> comparable = new ArrayList<>();
    for (SessionEvent event : events) {
      if (event instanceof IncomingCallReceived ring) {
        // How much was left depends on when it was shown.
        comparable.add(ring.at(ring.deadline()));
      } else if (!isReception(event)) {
        comparable.add(event);
      }
    }
    return comparable;
  }

  private static boolean isReception(SessionEvent event) {
    return event instanceof SessionEvent.InvitationUserStateChanged changed
        && changed.users().stream()
            .allMatch(
                u -> u.state() == MemberState.RINGING || u.state() == MemberState.NOT_YET_RECEIVED);
  }
}
