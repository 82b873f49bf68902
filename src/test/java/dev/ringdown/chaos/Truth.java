package dev.ringdown.chaos;

import dev.ringdown.MemberState;
import dev.ringdown.Outcome;
import dev.ringdown.call.CallEvent;
import dev.ringdown.chaos.Violation.Promise;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Whatever a session hears is in the journal, and it hears it once. */
final class Truth {
  private final Run run;

  Truth(Run run) {
    this.run = run;
  }

  List<Violation> violations() {
    List<Violation> all = new ArrayList<>();
    for (SessionHistory session : run.sessions()) {
      Map<String, Integer> counts = new HashMap<>();
      for (Fact.Heard heard : session.heard()) {
        if (heard.event() instanceof SessionEvent.OfCall event) {
          if (!isTrue(session, event, heard.at())) {
            all.add(
                new Violation(
                    Promise.TRUE, event.callId(), session + " heard " + event + rings(event)));
          }
          String key = key(event);
          if (!key.isEmpty() && counts.merge(key, 1, Integer::sum) > most(session, event)) {
            all.add(new Violation(Promise.ONCE, event.callId(), session + " heard again " + event));
          }
        }
      }
    }
    return all;
  }

  private String rings(SessionEvent.OfCall event) {
    CallHistory call = run.call(event.callId());
    return ", but " + call.rings() + " and " + call.ended();
  }

  private boolean isTrue(SessionHistory session, SessionEvent.OfCall event, Instant at) {
    CallHistory call = run.call(event.callId());
    String user = session.user();
    if (event instanceof SessionEvent.IncomingCallReceived e) {
      return anyRing(call, user, r -> r.number() == e.ring() && r.deadline().equals(e.deadline()));
    } else if (event instanceof SessionEvent.IncomingCallCanceled e) {
      return call.has(
          CallEvent.Cancelled.class, c -> c.userIds().contains(user) && c.reason() == e.reason());
    } else if (event instanceof SessionEvent.IncomingCallTimeout) {
      // A device that nobody tells stops by itself, whatever was decided.
      return anyRing(call, user, r -> r.is(Outcome.TIMED_OUT) || !r.deadline().isAfter(at));
    } else if (event instanceof SessionEvent.IncomingCallHandledElsewhere e) {
      return anyRing(call, user, r -> r.is(e.outcome()));
    } else if (event instanceof SessionEvent.IncomingCallAcceptButtonPressed) {
      return call.has(CallEvent.Accepted.class, e -> e.by().userId().equals(user));
    } else if (event instanceof SessionEvent.IncomingCallDeclineButtonPressed) {
      return call.has(CallEvent.Declined.class, e -> e.by().userId().equals(user));
    } else if (event instanceof SessionEvent.OutgoingCallCancelButtonPressed) {
      return call.has(
          CallEvent.Cancelled.class,
          e -> e.by().filter(by -> by.userId().equals(user)).isPresent());
    } else if (event instanceof SessionEvent.CallEnded e) {
      return call.ended().filter(end -> end.reason() == e.reason()).isPresent();
    } else if (event instanceof SessionEvent.CallMerged e) {
      return run.call(e.intoCallId())
          .has(CallEvent.Accepted.class, a -> a.merged().filter(e.callId()::equals).isPresent());
    } else if (event instanceof SessionEvent.InvitationUserStateChanged e) {
      return e.users().stream().allMatch(u -> isTrue(call, u.user().id(), u.state()));
    }
    return isTrueOfOthers(call, user, event);
  }

  private static boolean isTrueOfOthers(CallHistory call, String user, SessionEvent.OfCall event) {
    if (event instanceof SessionEvent.OutgoingCallSent) {
      return call.created().filter(c -> c.caller().userId().equals(user)).isPresent();
    } else if (event instanceof SessionEvent.OutgoingCallAccepted e) {
      String other = e.callee().id();
      boolean merged =
          call.has(
              CallEvent.Accepted.class,
              a -> a.merged().isPresent() && a.by().userId().equals(user));
      return merged || anyRing(call, other, r -> r.is(Outcome.ACCEPTED));
    } else if (event instanceof SessionEvent.OutgoingCallDeclined e) {
      return anyRing(call, e.callee().id(), r -> r.is(Outcome.DECLINED));
    } else if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e) {
      return anyRing(call, e.callee().id(), r -> r.is(Outcome.BUSY));
    } else if (event instanceof SessionEvent.OutgoingCallTimeout e) {
      return e.callees().stream()
          .allMatch(c -> anyRing(call, c.id(), r -> r.is(Outcome.TIMED_OUT)));
    }
    return true;
  }

  private static boolean isTrue(CallHistory call, String user, MemberState state) {
    return switch (state) {
      case INVITED, NOT_YET_RECEIVED, RINGING -> true;
      case ACCEPTED -> call.wasIn(user);
      case DECLINED -> anyRing(call, user, r -> r.is(Outcome.DECLINED));
      case BUSY -> anyRing(call, user, r -> r.is(Outcome.BUSY));
      case TIMED_OUT -> anyRing(call, user, r -> r.is(Outcome.TIMED_OUT));
      case CANCELLED -> anyRing(call, user, r -> r.is(Outcome.CANCELLED));
      case UNREACHABLE -> anyRing(call, user, r -> r.is(Outcome.UNREACHABLE));
      case MERGED -> anyRing(call, user, r -> r.is(Outcome.MERGED));
      case QUIT -> call.quit(user);
      case ENDED ->
          call.ended()
              .flatMap(CallEvent.Ended::by)
              .filter(by -> by.userId().equals(user))
              .isPresent();
    };
  }

  private static boolean anyRing(CallHistory call, String user, Predicate<Ring> which) {
    return call.rings(user).stream().anyMatch(which);
  }

  /** What may not come twice; empty for what may. */
  private static String key(SessionEvent.OfCall event) {
    String what = event.getClass().getSimpleName() + " " + event.callId();
    if (event instanceof SessionEvent.InvitationUserStateChanged
        || event instanceof SessionEvent.IncomingMissedCallClicked
        || event instanceof SessionEvent.IncomingMissedCallDialBackFailed) {
      return "";
    } else if (event instanceof SessionEvent.IncomingCallReceived e) {
      return what + " " + e.ring();
    } else if (event instanceof SessionEvent.OutgoingCallAccepted e) {
      return what + " " + e.callee().id();
    } else if (event instanceof SessionEvent.OutgoingCallDeclined e) {
      return what + " " + e.callee().id();
    } else if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e) {
      return what + " " + e.callee().id();
    } else if (event instanceof SessionEvent.OutgoingCallTimeout e) {
      return what + " " + e.callees();
    }
    return what;
  }

  /** Whoever is invited anew may hear it again. */
  private int most(SessionHistory session, SessionEvent.OfCall event) {
    boolean once =
        event instanceof SessionEvent.IncomingCallReceived
            || event instanceof SessionEvent.OutgoingCallSent
            || event instanceof SessionEvent.CallEnded
            || event instanceof SessionEvent.CallMerged;
    CallHistory call = run.call(event.callId());
    int own = call.rings(session.user()).size();
    int others = call.rings().stream().mapToInt(Ring::number).max().orElse(1);
    return once ? 1 : Math.max(1, Math.max(own, others));
  }
}
