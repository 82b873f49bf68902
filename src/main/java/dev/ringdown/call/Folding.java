package dev.ringdown.call;

import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How one event changes a live call, and what its request was answered. */
final class Folding {
  private final CallEvent.Created created;
  private final Members members;
  private Optional<Instant> answered;
  private boolean missed;
  private int added;

  private Folding(
      CallEvent.Created created,
      Map<String, Member> members,
      Optional<Instant> answered,
      boolean missed,
      int added) {
    this.created = created;
    this.members = new Members(members);
    this.answered = answered;
    this.missed = missed;
    this.added = added;
  }

  static Live of(CallEvent.Created created) {
    Folding next = new Folding(created, Map.of(), Optional.empty(), false, 0);
    Origin caller = created.caller();
    next.members.put(Member.inside(caller));
    for (RingRequest ring : created.draft().rings()) {
      next.members.put(Member.invited(ring, caller.userId(), created.at()));
    }
    next.tell(caller, invited(created.draft(), List.of()));
    return next.live();
  }

  static CallState of(Live before, CallEvent event) {
    Folding next =
        new Folding(
            before.created(), before.members(), before.answered(), before.missed(), before.added());
    if (event instanceof CallEvent.Ended e) {
      next.on(e, before.open());
      return new Over(next.live(), e, !e.owesMissedCalls());
    }
    next.on(event);
    return next.live();
  }

  private Live live() {
    Map<String, Member> after = members.all();
    long invitees = after.values().stream().filter(m -> m.ring() > 0).count();
    return new Live(created, after, invitees > 1, answered, missed, added);
  }

  private void on(CallEvent event) {
    if (event instanceof CallEvent.InviteesAdded e) {
      on(e);
    } else if (event instanceof CallEvent.Accepted e) {
      answer(Outcome.ACCEPTED, e.by(), e.customData(), e.at());
      comesIn(e.by(), e.at());
    } else if (event instanceof CallEvent.Declined e) {
      answer(Outcome.DECLINED, e.by(), e.customData(), e.at());
      tell(e.by(), new Result.Done());
    } else if (event instanceof CallEvent.AnsweredBusy e) {
      answer(Outcome.BUSY, e.by(), e.customData(), e.at());
      tell(e.by(), new Result.Done());
    } else if (event instanceof CallEvent.TurnedAway e) {
      boolean unreachable = e.reason() == MissedReason.UNREACHABLE;
      decide(unreachable ? Outcome.UNREACHABLE : Outcome.BUSY, List.of(e.userId()), e.at());
    } else if (event instanceof CallEvent.TimedOut e) {
      decide(Outcome.TIMED_OUT, e.userIds(), e.at());
    } else if (event instanceof CallEvent.Cancelled e) {
      decide(Outcome.CANCELLED, e.userIds(), e.at());
      Result result = new Result.Cancelled(created.draft().callId(), e.userIds(), e.notCancelled());
      e.by().ifPresent(by -> tell(by, result));
    } else if (event instanceof CallEvent.Joined e) {
      added++;
      members.putOrUpdate(Member.inside(e.by()), m -> m.joined(e.by()));
      comesIn(e.by(), e.at());
    } else if (event instanceof CallEvent.Quit e) {
      members.update(e.userId(), m -> m.left(MemberState.QUIT));
      e.by().ifPresent(by -> tell(by, new Result.Done()));
    } else if (event instanceof CallEvent.Kicked e) {
      members.update(e.userId(), m -> m.kicked(e.customData()));
    } else {
      throw new IllegalStateException("expected an event of a live call, but got " + event);
    }
  }

  private void on(CallEvent.InviteesAdded e) {
    String inviter = e.inviter().userId();
    added += e.rings().size();
    members.update(inviter, m -> m.onDevice(e.inviter().device()));
    for (RingRequest ring : e.rings()) {
      members.putOrUpdate(
          Member.invited(ring, inviter, e.at()), m -> m.invitedAnew(ring, inviter, e.at()));
    }
    tell(e.inviter(), invited(created.draft(), e.refused()));
  }

  /** Whoever rings until the very end rings on in the call that this one was merged into. */
  private void on(CallEvent.Ended e, List<Member> open) {
    for (Member member : open) {
      members.update(member.user().id(), m -> m.decided(Outcome.MERGED, e.at()));
    }
    e.by()
        .ifPresent(
            by -> {
              if (e.reason() == EndReason.ENDED) {
                members.update(by.userId(), m -> m.left(MemberState.ENDED));
              }
              tell(by, new Result.Done());
            });
  }

  private void answer(Outcome outcome, Origin by, String customData, Instant at) {
    members.update(by.userId(), m -> m.answered(outcome, by, customData, at));
  }

  private void decide(Outcome outcome, List<String> userIds, Instant at) {
    for (String id : userIds) {
      members.update(id, m -> m.decided(outcome, at));
      missed |= members.get(id).last().filter(Ring::isMissed).isPresent();
    }
  }

  /** A call is answered by the first who comes in; that its caller moves does not count. */
  private void comesIn(Origin by, Instant at) {
    boolean caller = by.userId().equals(created.caller().userId());
    if (answered.isEmpty() && !caller) {
      answered = Optional.of(at);
    }
    tell(by, new Result.Joined(created.draft().callId(), created.draft().room(), at));
  }

  private void tell(Origin by, Result result) {
    members.update(by.userId(), m -> m.told(by, result));
  }

  static Result invited(Draft draft, List<String> refused) {
    Map<String, ErrorCode> codes =
        refused.stream().collect(Collectors.toMap(id -> id, id -> ErrorCode.ALREADY_IN_CALL));
    return new Result.Invited(draft.callId(), draft.room(), codes);
  }
}
