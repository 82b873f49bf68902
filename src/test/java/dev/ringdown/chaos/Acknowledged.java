package dev.ringdown.chaos;

import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.CallEvent;
import dev.ringdown.chaos.Violation.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was acknowledged is in the journal, and everything was answered. */
final class Acknowledged {
  private final Run run;

  Acknowledged(Run run) {
    this.run = run;
  }

  List<Violation> violations() {
    List<Violation> all = new ArrayList<>();
    Set<String> answered = new HashSet<>();
    for (Fact fact : run.facts()) {
      if (fact instanceof Fact.Answered answer) {
        answered.add(answer.session() + " " + answer.request());
        String user = run.session(answer.session()).user();
        if (!(answer.result() instanceof Result.Failed) && !isKept(user, answer)) {
          all.add(
              new Violation(
                  Promise.ACKNOWLEDGED,
                  answer.operation().toString(),
                  user + " was told " + answer.result() + ", of which the journal knows nothing"));
        }
      }
    }
    for (Fact fact : run.facts()) {
      if (fact instanceof Fact.Asked asked
          && !answered.contains(asked.session() + " " + asked.request())
          && isOwed(asked)) {
        all.add(
            new Violation(Promise.ANSWERED, asked.session(), "no answer to " + asked.operation()));
      }
    }
    return all;
  }

  /** A session answers by itself after a while; unless it ends, or its process does not run. */
  private boolean isOwed(Fact.Asked asked) {
    SessionHistory session = run.session(asked.session());
    Instant latest = asked.at().plus(run.promises().answer());
    return session.isThere(asked.at(), latest)
        && !latest.isAfter(run.end())
        && !run.isDisturbed(session, asked.at(), latest);
  }

  private boolean isKept(String user, Fact.Answered answer) {
    Operation operation = answer.operation();
    if (answer.result() instanceof Result.Invited invited
        && !(operation instanceof Operation.InviteMore)) {
      return run.call(invited.callId())
          .created()
          .filter(c -> c.caller().userId().equals(user))
          .isPresent();
    }
    if (answer.result() instanceof Result.Joined joined) {
      return run.call(joined.callId()).wasIn(user);
    }
    return !(operation instanceof Operation.OnCall onCall)
        || isKept(run.call(onCall.callId()), user, onCall);
  }

  private static boolean isKept(CallHistory call, String user, Operation.OnCall operation) {
    if (operation instanceof Operation.Decline) {
      return call.has(CallEvent.Declined.class, e -> e.by().userId().equals(user));
    } else if (operation instanceof Operation.Busy) {
      return call.has(CallEvent.AnsweredBusy.class, e -> e.by().userId().equals(user));
    } else if (operation instanceof Operation.Cancel) {
      return call.has(
          CallEvent.Cancelled.class,
          e -> e.by().filter(by -> by.userId().equals(user)).isPresent());
    } else if (operation instanceof Operation.Quit) {
      return call.quit(user) || isEndedBy(call, user);
    } else if (operation instanceof Operation.End) {
      return isEndedBy(call, user);
    } else if (operation instanceof Operation.InviteMore) {
      return call.has(CallEvent.InviteesAdded.class, e -> e.inviter().userId().equals(user));
    }
    return true;
  }

  private static boolean isEndedBy(CallHistory call, String user) {
    return call.ended()
        .flatMap(CallEvent.Ended::by)
        .filter(by -> by.userId().equals(user))
        .isPresent();
  }
}
