package dev.ringdown.call;

import dev.ringdown.CallUser;
import dev.ringdown.MissedReason;
import dev.ringdown.session.SessionEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for every call, whatever its users did and in whatever order. */
final class Invariants {
  /** One ring of one user. */
  private record Ring(String userId, int number) {}

  private final History call;
  private final Model model;
  private final Map<String, Integer> rings = new HashMap<>();
  private final Map<Ring, CallEvent> decisions = new HashMap<>();
  private final Map<Ring, String> inviters = new HashMap<>();

  private Invariants(History call) {
    this.call = call;
    model = fold(call.journal());
    read();
  }

  static void hold(History call) {
    Invariants invariants = new Invariants(call);
    invariants.endsOnceAndNothingFollows();
    invariants.missesEachRingOnce();
    call.heard().forEach(invariants::phoneHears);
    invariants.invitersHearEachOutcomeOnce();
    Exactly.asTheTableSays(call);
  }

  static Model fold(List<CallEvent> journal) {
    Model model = Model.of((CallEvent.Created) journal.get(0));
    for (CallEvent event : journal.subList(1, journal.size())) {
      model = model.after(event);
    }
    return model;
  }

  // ---- One outcome for each ring, and one end

  private void read() {
    for (CallEvent event : call.journal()) {
      if (event instanceof CallEvent.Created e) {
        e.draft().rings().forEach(r -> rings(r.user().id(), e.caller().userId()));
      } else if (event instanceof CallEvent.InviteesAdded e) {
        e.rings().forEach(r -> rings(r.user().id(), e.inviter().userId()));
      } else if (event instanceof CallEvent.Accepted e) {
        decided(e.by().userId(), e);
      } else if (event instanceof CallEvent.Declined e) {
        decided(e.by().userId(), e);
      } else if (event instanceof CallEvent.AnsweredBusy e) {
        decided(e.by().userId(), e);
      } else if (event instanceof CallEvent.TurnedAway e) {
        decided(e.userId(), e);
      } else if (event instanceof CallEvent.TimedOut e) {
        e.userIds().forEach(id -> decided(id, e));
      } else if (event instanceof CallEvent.Cancelled e) {
        e.userIds().forEach(id -> decided(id, e));
      } else if (event instanceof CallEvent.Ended e) {
        rings.forEach((id, number) -> decisions.putIfAbsent(new Ring(id, number), e));
      }
    }
  }

  private void rings(String userId, String inviter) {
    int number = rings.merge(userId, 1, Integer::sum);
    inviters.put(new Ring(userId, number), inviter);
    if (number > 1) {
      Ring before = new Ring(userId, number - 1);
      Claim.isTrue(decisions.containsKey(before), "decided before it rings anew:", before);
    }
  }

  private void decided(String userId, CallEvent event) {
    Ring ring = new Ring(userId, rings.getOrDefault(userId, 0));
    Claim.isTrue(inviters.containsKey(ring), ring, "rang before", event);
    Claim.isTrue(decisions.put(ring, event) == null, ring, "has one outcome, but", event);
  }

  private void endsOnceAndNothingFollows() {
    List<CallEvent> ends =
        call.journal().stream().filter(CallEvent.Ended.class::isInstance).toList();
    Claim.isTrue(ends.size() < 2, "one end, but", ends);
    if (!ends.isEmpty()) {
      int end = call.journal().indexOf(ends.get(0));
      List<CallEvent> rest = call.journal().subList(end + 1, call.journal().size());
      boolean quiet =
          rest.isEmpty() || (rest.size() == 1 && rest.get(0) instanceof CallEvent.Settled);
      Claim.isTrue(quiet, "nothing after the end, but", rest);
      Claim.same(decisions.keySet(), inviters.keySet(), "rings with an outcome");
    }
  }

  private void missesEachRingOnce() {
    Claim.same(call.missed().stream().sorted().toList(), List.copyOf(model.missed()), "missed");
  }

  // ---- What one phone hears

  private void phoneHears(Phone phone, List<SessionEvent> events) {
    int ring = 0;
    boolean isRinging = false;
    boolean ended = false;
    for (SessionEvent event : events) {
      Claim.isTrue(!ended, phone, "hears after the end", event);
      if (event instanceof SessionEvent.IncomingCallReceived e) {
        Claim.isTrue(!isRinging || stopsSilently(phone, ring), phone, "rings already:", event);
        Claim.isTrue(e.ring() > ring, phone, "rings once:", event);
        ring = e.ring();
        isRinging = true;
      } else if (event instanceof SessionEvent.IncomingCallAcceptButtonPressed) {
        Claim.isTrue(acted(phone, CallEvent.Accepted.class) > 0, phone, "accepted:", event);
        isRinging = false;
      } else if (event instanceof SessionEvent.IncomingCallDeclineButtonPressed) {
        Claim.isTrue(acted(phone, CallEvent.Declined.class) > 0, phone, "declined:", event);
        isRinging = false;
      } else if (event instanceof SessionEvent.CallMerged e) {
        isRinging &= !e.intoCallId().equals(model.callId());
      } else if (isStop(event)) {
        CallEvent decision = decisions.get(new Ring(phone.userId(), ring));
        Claim.isTrue(isRinging, phone, "rings, and hears", event);
        Claim.isTrue(agrees(event, decision), phone, "hears", event, "of", decision);
        isRinging = false;
      } else {
        ended = event instanceof SessionEvent.CallEnded;
      }
    }
    pressesAreHeardOnce(phone, events);
    if (call.left().contains(phone)) {
      return;
    }
    if (isRinging) {
      boolean goesOn = !decisions.containsKey(new Ring(phone.userId(), ring));
      Claim.isTrue(goesOn || stopsSilently(phone, ring), phone, "stops ringing", events);
    }
    Claim.same(ended, wasInsideAtTheEnd(phone.userId()), phone, "hears the end");
  }

  private static boolean isStop(SessionEvent event) {
    return event instanceof SessionEvent.IncomingCallCanceled
        || event instanceof SessionEvent.IncomingCallTimeout
        || event instanceof SessionEvent.IncomingCallHandledElsewhere;
  }

  /** Both sides say the same of a ring. */
  private boolean agrees(SessionEvent stop, CallEvent decision) {
    if (stop instanceof SessionEvent.IncomingCallCanceled e) {
      return decision instanceof CallEvent.Cancelled c && c.reason() == e.reason();
    }
    if (stop instanceof SessionEvent.IncomingCallHandledElsewhere e) {
      return switch (e.outcome()) {
        case ACCEPTED -> decision instanceof CallEvent.Accepted;
        case DECLINED -> decision instanceof CallEvent.Declined;
        case BUSY -> decision instanceof CallEvent.AnsweredBusy;
        case MERGED -> decision instanceof CallEvent.Ended;
        case TIMED_OUT, CANCELLED, UNREACHABLE -> false;
      };
    }
    return decision instanceof CallEvent.TimedOut || call.troubled();
  }

  /** Who says busy, or silences his phone, needs no word; what was turned away is not shown. */
  private boolean stopsSilently(Phone phone, int ring) {
    CallEvent decision = decisions.get(new Ring(phone.userId(), ring));
    boolean saidBusy =
        decision instanceof CallEvent.AnsweredBusy e && e.by().session().equals(phone.session());
    boolean hidden = !call.filtered() && decision instanceof CallEvent.TurnedAway;
    return saidBusy || hidden || call.ignored().contains(phone);
  }

  private void pressesAreHeardOnce(Phone phone, List<SessionEvent> events) {
    long pressed = acted(phone, CallEvent.Accepted.class) + acted(phone, CallEvent.Declined.class);
    long heard =
        events.stream()
            .filter(
                e ->
                    e instanceof SessionEvent.IncomingCallAcceptButtonPressed
                        || e instanceof SessionEvent.IncomingCallDeclineButtonPressed)
            .count();
    Claim.isTrue(heard <= pressed, phone, "hears only what it pressed:", events);
    if (!call.left().contains(phone)) {
      Claim.isTrue(heard == pressed, phone, "hears what it pressed:", events);
    }
  }

  /** How often this phone itself decided something. */
  private long acted(Phone phone, Class<? extends CallEvent> how) {
    return call.journal().stream()
        .filter(how::isInstance)
        .filter(
            event ->
                event instanceof CallEvent.Accepted e
                    ? e.merged().isEmpty() && e.by().session().equals(phone.session())
                    : ((CallEvent.Declined) event).by().session().equals(phone.session()))
        .count();
  }

  private boolean wasInsideAtTheEnd(String userId) {
    return model.isOver()
        && (model.isIn(userId)
            || model.end().by().filter(by -> by.userId().equals(userId)).isPresent());
  }

  // ---- What inviters hear

  /** Each outcome once, on one phone of the inviter's; exactly once if he stayed. */
  private void invitersHearEachOutcomeOnce() {
    Map<String, Integer> owed = new HashMap<>();
    Map<String, Integer> told = new HashMap<>();
    Set<String> gone = new HashSet<>();
    decisions.forEach(
        (ring, decision) -> {
          if (word(decision) != null) {
            owed.merge(inviters.get(ring) + word(decision) + ring.userId(), 1, Integer::sum);
          }
          if (decision instanceof CallEvent.Accepted e && e.merged().isPresent()) {
            // His own call was answered by this one's caller, whom nobody invited here.
            owed.merge(ring.userId() + " accepted " + model.callerId(), 1, Integer::sum);
          }
        });
    call.left().forEach(phone -> gone.add(phone.userId()));
    boolean onEveryPhone = model.created().caller().device().isEmpty();
    if (onEveryPhone) {
      // Until one of his devices joins; what he hears on which is the table's to say.
      gone.add(model.callerId());
    }
    for (CallEvent event : call.journal()) {
      if (event instanceof CallEvent.Quit e) {
        gone.add(e.userId());
      } else if (event instanceof CallEvent.Kicked e) {
        gone.add(e.userId());
      }
    }
    call.heard()
        .forEach(
            (phone, events) -> {
              Map<String, Integer> here = new HashMap<>();
              for (SessionEvent event : events) {
                outcomes(event).forEach(o -> here.merge(phone.userId() + o, 1, Integer::sum));
              }
              // Who lost his user's actor may be told again on his device's next session.
              boolean again =
                  call.troubled() || (onEveryPhone && phone.userId().equals(model.callerId()));
              here.forEach(
                  (about, times) -> told.merge(about, times, again ? Math::max : Integer::sum));
            });
    told.forEach(
        (about, times) ->
            Claim.isTrue(times <= owed.getOrDefault(about, 0), about, times, "times"));
    owed.forEach(
        (about, times) -> {
          if (gone.stream().noneMatch(user -> about.startsWith(user + " "))) {
            Claim.same(told.getOrDefault(about, 0), times, about);
          }
        });
  }

  /** Null if the inviter's own action, or the end, says it all. */
  private static String word(CallEvent decision) {
    if (decision instanceof CallEvent.Accepted) {
      return " accepted ";
    }
    if (decision instanceof CallEvent.Declined) {
      return " declined ";
    }
    if (decision instanceof CallEvent.TimedOut) {
      return " timed out ";
    }
    boolean busy =
        decision instanceof CallEvent.AnsweredBusy
            || (decision instanceof CallEvent.TurnedAway e
                && e.reason() != MissedReason.UNREACHABLE);
    return busy ? " busy " : null;
  }

  private static List<String> outcomes(SessionEvent event) {
    List<String> outcomes = new ArrayList<>();
    if (event instanceof SessionEvent.OutgoingCallAccepted e) {
      outcomes.add(" accepted " + e.callee().id());
    } else if (event instanceof SessionEvent.OutgoingCallDeclined e) {
      outcomes.add(" declined " + e.callee().id());
    } else if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e) {
      outcomes.add(" busy " + e.callee().id());
    } else if (event instanceof SessionEvent.OutgoingCallTimeout e) {
      for (CallUser callee : e.callees()) {
        outcomes.add(" timed out " + callee.id());
      }
    }
    return outcomes;
  }
}
