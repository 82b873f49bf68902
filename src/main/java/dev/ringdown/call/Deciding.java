package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a live call makes of a request, at one instant. */
record Deciding(Live call, CallRules rules, Instant now) {
  /**
   * How often users may be invited or join after the creation of a call. Everything that happens in
   * a call follows from somebody who came in, so this bounds its journal, what it keeps for its
   * members, and its recovery.
   */
  static final int MOST_ADDED = 1_000;

  Decision decide(CallRequest request) {
    if (request instanceof CallRequest.Create create) {
      return Creating.again(create, call.created());
    }
    if (request instanceof CallRequest.InviteMore more) {
      return repeated(more.by()).orElseGet(() -> inviteMore(more));
    }
    if (request instanceof CallRequest.Perform perform) {
      return repeated(perform.by()).orElseGet(() -> perform(perform.by(), perform.operation()));
    }
    if (request instanceof CallRequest.TurnAway away) {
      return turnAway(away);
    }
    if (request instanceof CallRequest.Merge merge) {
      return repeated(merge.by()).orElseGet(() -> merge(merge));
    }
    if (request instanceof CallRequest.MergedInto into) {
      return goesInto(into.callId()) ? Ending.into(call, into.callId(), now) : Decision.NOTHING;
    }
    if (request instanceof CallRequest.Lost lost) {
      return lost(lost.userId());
    }
    return request instanceof CallRequest.FromBackend asked ? serve(asked) : due();
  }

  private Decision serve(CallRequest.FromBackend asked) {
    if (asked instanceof CallRequest.TakeBack back) {
      return takeBack(back);
    }
    if (asked instanceof CallRequest.Kick kick) {
      return kick(kick);
    }
    if (asked instanceof CallRequest.Finish) {
      return call.mode() == CallMode.GENERAL
          ? Decision.wrongMode()
          : Ending.byBackend(call, EndReason.ENDED, "", now);
    }
    return asked instanceof CallRequest.Revoke
        ? Ending.byBackend(call, EndReason.REVOKED, "", now)
        : Decision.answer(new Result.Snapshot(call.snapshot(Optional.empty(), now)));
  }

  private Optional<Decision> repeated(Origin by) {
    return call.answered(by).map(Decision::answer);
  }

  private Decision perform(Origin by, Operation.OnCall operation) {
    if (isAnswer(operation)) {
      return call.isOpen(by.userId())
          ? answer(by, operation)
          : Decision.notOpen(call.member(by.userId()));
    }
    if (operation instanceof Operation.Cancel cancel) {
      return cancel(by, cancel);
    }
    if (operation instanceof Operation.Join) {
      return join(by);
    }
    if (operation instanceof Operation.Quit) {
      return refuseOutsiders(by.userId()).orElseGet(() -> quit(by));
    }
    if (operation instanceof Operation.End) {
      return refuseOutsiders(by.userId()).orElseGet(() -> end(by));
    }
    return call.member(by.userId()) == null
        ? Decision.notAMember()
        : Decision.answer(new Result.Snapshot(call.snapshot(Optional.empty(), now)));
  }

  // ---- Who comes in

  /** Whether only an open invitation can take this operation. */
  static boolean isAnswer(Operation.OnCall operation) {
    return operation instanceof Operation.Accept
        || operation instanceof Operation.Decline
        || operation instanceof Operation.Busy
        || operation instanceof Operation.Received
        || operation instanceof Operation.Ignore;
  }

  private Decision answer(Origin by, Operation.OnCall operation) {
    if (operation instanceof Operation.Accept accept) {
      return Ending.conclude(
          call, by, new CallEvent.Accepted(by, accept.customData(), Optional.empty(), now));
    }
    if (operation instanceof Operation.Decline decline) {
      return Ending.conclude(call, by, new CallEvent.Declined(by, decline.customData(), now));
    }
    if (operation instanceof Operation.Busy busy) {
      return Ending.conclude(call, by, new CallEvent.AnsweredBusy(by, busy.customData(), now));
    }
    return Decision.answer(new Result.Done());
  }

  private Decision inviteMore(CallRequest.InviteMore more) {
    Optional<Decision> refusal = refuseOutsiders(more.by().userId());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    List<RingRequest> rings = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int size = call.members().size();
    for (RingRequest ring : more.rings()) {
      String id = ring.user().id();
      if (call.isOpen(id) || call.isIn(id)) {
        refused.add(id);
      } else {
        rings.add(ring);
        size += call.member(id) == null ? 1 : 0;
      }
    }
    if (rings.isEmpty()) {
      return Decision.refuse(
          ErrorCode.ALREADY_IN_CALL, "expected new invitees, but all ring or are in the call");
    }
    return refuseTooMany(size, rings.size())
        .orElseGet(
            () ->
                Ending.conclude(
                    call, more.by(), new CallEvent.InviteesAdded(more.by(), rings, refused, now)));
  }

  private Decision join(Origin by) {
    if (call.mode() == CallMode.GENERAL) {
      return Decision.wrongMode();
    }
    if (call.isOpen(by.userId())) {
      return Ending.conclude(call, by, new CallEvent.Accepted(by, "", Optional.empty(), now));
    }
    int size = call.members().size() + (call.member(by.userId()) == null ? 1 : 0);
    return refuseTooMany(size, 1)
        .orElseGet(() -> Ending.conclude(call, by, new CallEvent.Joined(by, now)));
  }

  private Decision merge(CallRequest.Merge merge) {
    Origin by = merge.by();
    if (!call.isOpen(by.userId())) {
      return Decision.notOpen(call.member(by.userId()));
    }
    boolean possible = mayMerge() && call.created().draft().glarePolicy() == GlarePolicy.MERGE;
    return possible
        ? Ending.conclude(
            call, by, new CallEvent.Accepted(by, "", Optional.of(merge.ownCallId()), now))
        : Decision.refuse(
            ErrorCode.NOT_PERMITTED, "expected a call of two that may merge, and no answer yet");
  }

  private boolean mayMerge() {
    return !call.group() && call.answered().isEmpty();
  }

  /** An accept that crossed the merge put both users into both calls: the lower id goes on. */
  private boolean goesInto(String callId) {
    boolean isLower = callId.compareTo(call.created().draft().callId()) < 0;
    return mayMerge() || (!call.group() && isLower);
  }

  // ---- Whose ring is decided without him

  private Decision turnAway(CallRequest.TurnAway away) {
    boolean current =
        call.isOpen(away.userId()) && call.member(away.userId()).ring() == away.ring();
    return current
        ? Ending.conclude(call, new CallEvent.TurnedAway(away.userId(), away.reason(), now))
        : Decision.NOTHING;
  }

  private Decision cancel(Origin by, Operation.Cancel cancel) {
    List<Member> meant = new ArrayList<>();
    for (Member member : call.members().values()) {
      boolean named = cancel.invitees().isEmpty() || cancel.invitees().contains(member.user().id());
      if (named && member.isInvitedBy(by.userId())) {
        meant.add(member);
      }
    }
    return meant.isEmpty() || meant.size() < cancel.invitees().size()
        ? Decision.notTheInviter()
        : takeBack(meant, Optional.of(by), cancel.customData());
  }

  private Decision takeBack(CallRequest.TakeBack back) {
    List<Member> meant =
        call.invitees().stream()
            .filter(m -> back.invitees().isEmpty() || back.invitees().contains(m.user().id()))
            .toList();
    return meant.size() < back.invitees().size()
        ? Decision.refuse(ErrorCode.NOT_INVITED, "expected invitees of the call")
        : takeBack(meant, Optional.empty(), back.customData());
  }

  private Decision takeBack(List<Member> meant, Optional<Origin> by, String customData) {
    List<String> ringing = ids(meant.stream().filter(Member::isOpen).toList());
    if (ringing.isEmpty()) {
      return Decision.notOpen(meant.get(0));
    }
    List<String> others = ids(meant.stream().filter(Member::isIn).toList());
    return Ending.conclude(
            call,
            new CallEvent.Cancelled(ringing, others, by, customData, EndReason.CANCELLED, now))
        .answered(new Result.Cancelled(call.callId(), ringing, others));
  }

  private Decision due() {
    List<Member> late =
        call.open().stream().filter(m -> !Live.decidedAt(m, rules).isAfter(now)).toList();
    if (!late.isEmpty()) {
      return Ending.conclude(call, new CallEvent.TimedOut(ids(late), now));
    }
    return call.created().at().plus(rules.maxDuration()).isAfter(now)
        ? Decision.NOTHING
        : Ending.byEngine(call, EndReason.MAX_DURATION, now);
  }

  // ---- Who leaves

  private Decision quit(Origin by) {
    return isGivenUpBy(by.userId())
        ? Ending.byMember(call, EndReason.CANCELLED, by, now)
        : Ending.conclude(call, by, new CallEvent.Quit(by.userId(), Optional.of(by), now));
  }

  private Decision kick(CallRequest.Kick kick) {
    String userId = kick.userId();
    return refuseOutsiders(userId)
        .orElseGet(
            () ->
                isGivenUpBy(userId)
                    ? Ending.byBackend(call, EndReason.CANCELLED, kick.customData(), now)
                    : Ending.conclude(call, new CallEvent.Kicked(userId, kick.customData(), now))
                        .answered(new Result.Done()));
  }

  /** Whether this is the caller, and nobody has answered him yet. */
  private boolean isGivenUpBy(String userId) {
    return userId.equals(call.callerId()) && call.answered().isEmpty();
  }

  private Decision end(Origin by) {
    return rules.onlyCallerEnds() && !by.userId().equals(call.callerId())
        ? Decision.refuse(ErrorCode.NOT_PERMITTED, "expected the caller, who alone may end")
        : Ending.byMember(call, EndReason.ENDED, by, now);
  }

  private Decision lost(String userId) {
    if (!call.isIn(userId)) {
      return Decision.NOTHING;
    }
    if (call.answered().isEmpty()) {
      return Ending.byEngine(call, EndReason.CALLER_LOST, now);
    }
    return call.mode() == CallMode.ADVANCED
        ? Ending.conclude(call, new CallEvent.Quit(userId, Optional.empty(), now))
        : Decision.NOTHING;
  }

  // ---- Who may not

  /** Who may quit, end, invite and be kicked: somebody who is in the call, and in ADVANCED mode. */
  private Optional<Decision> refuseOutsiders(String userId) {
    if (!call.isIn(userId)) {
      return Optional.of(Decision.notAMember());
    }
    return call.mode() == CallMode.GENERAL ? Optional.of(Decision.wrongMode()) : Optional.empty();
  }

  private Optional<Decision> refuseTooMany(int members, int more) {
    if (members > rules.maxMembers()) {
      return Optional.of(Decision.tooMany(members + " members", rules.maxMembers()));
    }
    int added = call.added() + more;
    return added > MOST_ADDED
        ? Optional.of(Decision.tooMany(added + " who were invited or joined later", MOST_ADDED))
        : Optional.empty();
  }

  private static List<String> ids(Collection<Member> members) {
    return members.stream().map(m -> m.user().id()).toList();
  }
}
