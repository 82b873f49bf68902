package dev.ringdown.call;

import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A call in which somebody is or rings. The first half decides, one method a request; the second
 * half folds events.
 *
 * @param members by user id, the caller first; not to be changed
 * @param group whether more than one user was ever invited
 * @param answered when the first user accepted or joined
 * @param answers what each request was answered, by user and request id
 */
record Live(
    CallEvent.Created created,
    Map<String, Member> members,
    boolean group,
    Optional<Instant> answered,
    Map<RequestKey, Result> answers)
    implements CallState {

  /** Request ids are a session's own: another device of the user may count the same way. */
  record RequestKey(String userId, String session, String requestId) {
    static RequestKey of(Origin origin) {
      return new RequestKey(origin.userId(), origin.session(), origin.requestId());
    }
  }

  // ---- What it decides

  static Decision create(CallRequest.Create create, CallRules rules, Instant now) {
    Draft draft = create.draft();
    if (draft.rings().size() + 1 > rules.maxMembers()) {
      return tooManyMembers(draft.rings().size() + 1, rules);
    }
    CallEvent.Created created = new CallEvent.Created(create.caller(), draft, now);
    return new Decision(List.of(created), Optional.of(invited(draft, List.of())));
  }

  /** The call id is an idempotency key: the same invitation again is the same call. */
  Decision createdAgain(CallRequest.Create create) {
    boolean same =
        create.caller().userId().equals(callerId()) && create.draft().equals(created.draft());
    return same
        ? Decision.answer(invited(created.draft(), List.of()))
        : Decision.refuse(
            RingdownError.argument(
                ErrorCode.CALL_EXISTS,
                "callId",
                "belongs to another invitation",
                "a new id, or the same invitation"));
  }

  @Override
  public Decision decide(CallRequest request, CallRules rules, Instant now) {
    if (request instanceof CallRequest.Create create) {
      return createdAgain(create);
    }
    if (request instanceof CallRequest.InviteMore more) {
      return repeated(more.by()).orElseGet(() -> inviteMore(more, rules, now));
    }
    if (request instanceof CallRequest.Perform perform) {
      return repeated(perform.by())
          .orElseGet(() -> perform(perform.by(), perform.operation(), rules, now));
    }
    if (request instanceof CallRequest.TurnAway away) {
      return turnAway(away, now);
    }
    if (request instanceof CallRequest.Merge merge) {
      return merge(merge, now);
    }
    if (request instanceof CallRequest.MergedInto into) {
      return mergedInto(into.callId(), now);
    }
    if (request instanceof CallRequest.Lost lost) {
      return lost(lost.userId(), now);
    }
    if (request instanceof CallRequest.Revoke) {
      return end(EndReason.REVOKED, Optional.empty(), Optional.of(new Result.Done()), now);
    }
    return due(rules, now);
  }

  Optional<Decision> repeated(Origin by) {
    return Optional.ofNullable(answers.get(RequestKey.of(by))).map(Decision::answer);
  }

  private Decision inviteMore(CallRequest.InviteMore more, CallRules rules, Instant now) {
    Optional<Decision> refusal = refuseOutsiders(more.by());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    List<RingRequest> rings = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int size = members.size();
    for (RingRequest ring : more.rings()) {
      Member member = member(ring.user().id());
      if (member != null && (member.isOpen() || member.isIn())) {
        refused.add(ring.user().id());
      } else {
        rings.add(ring);
        size += member == null ? 1 : 0;
      }
    }
    if (size > rules.maxMembers()) {
      return tooManyMembers(size, rules);
    }
    if (rings.isEmpty()) {
      return Decision.refuse(
          ErrorCode.ALREADY_IN_CALL, "expected new invitees, but all ring or are in the call");
    }
    return conclude(new CallEvent.InviteesAdded(more.by(), rings, refused, now));
  }

  private Decision perform(Origin by, Operation.OnCall operation, CallRules rules, Instant now) {
    if (operation instanceof Operation.Accept accept) {
      return isOpen(by)
          ? conclude(new CallEvent.Accepted(by, accept.customData(), Optional.empty(), now))
          : notOpen(by.userId());
    }
    if (operation instanceof Operation.Decline decline) {
      return isOpen(by)
          ? conclude(new CallEvent.Declined(by, decline.customData(), now))
          : notOpen(by.userId());
    }
    if (operation instanceof Operation.Busy busy) {
      return isOpen(by)
          ? conclude(new CallEvent.AnsweredBusy(by, busy.customData(), now))
          : notOpen(by.userId());
    }
    if (isAnswer(operation)) {
      return isOpen(by) ? Decision.answer(new Result.Done()) : notOpen(by.userId());
    }
    if (operation instanceof Operation.Cancel cancel) {
      return cancel(by, cancel, now);
    }
    if (operation instanceof Operation.Join) {
      return join(by, rules, now);
    }
    if (operation instanceof Operation.Quit) {
      return refuseOutsiders(by).orElseGet(() -> quit(by, now));
    }
    if (operation instanceof Operation.End) {
      return refuseOutsiders(by).orElseGet(() -> endByMember(by, rules, now));
    }
    return member(by.userId()) == null
        ? notAMember()
        : Decision.answer(new Result.Snapshot(snapshot(Optional.empty(), now)));
  }

  /** Whether only an open invitation can take this operation. */
  static boolean isAnswer(Operation.OnCall operation) {
    return operation instanceof Operation.Accept
        || operation instanceof Operation.Decline
        || operation instanceof Operation.Busy
        || operation instanceof Operation.Received
        || operation instanceof Operation.Ignore;
  }

  /** Why this user has nothing to answer: the sealed outcome, if he was ever invited. */
  Decision notOpen(String userId) {
    Member member = member(userId);
    if (member == null || member.outcome().isEmpty()) {
      return Decision.refuse(ErrorCode.NOT_INVITED, "expected an invitee of the call");
    }
    return Decision.refuse(alreadyAnswered(member));
  }

  private static RingdownError alreadyAnswered(Member member) {
    return RingdownError.alreadyAnswered(
        member.outcome().orElseThrow(), member.decidedAt(), member.decidedBy());
  }

  private Decision cancel(Origin by, Operation.Cancel cancel, Instant now) {
    List<Member> meant = new ArrayList<>();
    for (Member member : members.values()) {
      boolean named = cancel.invitees().contains(member.user().id());
      boolean mine = member.inviter().filter(by.userId()::equals).isPresent();
      if (mine && (named || cancel.invitees().isEmpty())) {
        meant.add(member);
      }
    }
    if (meant.isEmpty() || meant.size() < cancel.invitees().size()) {
      return Decision.refuse(ErrorCode.NOT_THE_INVITER, "expected invitees of this user's own");
    }
    List<String> ringing = ids(meant.stream().filter(Member::isOpen).toList());
    if (ringing.isEmpty()) {
      return Decision.refuse(alreadyAnswered(meant.get(0)));
    }
    List<String> others = ids(meant.stream().filter(Member::isIn).toList());
    return conclude(
        new CallEvent.Cancelled(
            ringing, others, Optional.of(by), cancel.customData(), EndReason.CANCELLED, now));
  }

  private Decision join(Origin by, CallRules rules, Instant now) {
    if (mode() == CallMode.GENERAL) {
      return wrongMode();
    }
    Member member = member(by.userId());
    if (member == null && members.size() >= rules.maxMembers()) {
      return tooManyMembers(members.size() + 1, rules);
    }
    return conclude(
        member != null && member.isOpen()
            ? new CallEvent.Accepted(by, "", Optional.empty(), now)
            : new CallEvent.Joined(by, now));
  }

  private Decision quit(Origin by, Instant now) {
    boolean givesUp = by.userId().equals(callerId()) && answered.isEmpty();
    return givesUp
        ? end(EndReason.CANCELLED, Optional.of(by), Optional.of(new Result.Done()), now)
        : conclude(new CallEvent.Quit(by.userId(), Optional.of(by), now));
  }

  private Decision endByMember(Origin by, CallRules rules, Instant now) {
    if (rules.onlyCallerEnds() && !by.userId().equals(callerId())) {
      return Decision.refuse(ErrorCode.NOT_PERMITTED, "expected the caller, who alone may end");
    }
    return end(EndReason.ENDED, Optional.of(by), Optional.of(new Result.Done()), now);
  }

  private Decision turnAway(CallRequest.TurnAway away, Instant now) {
    Member member = member(away.userId());
    boolean current = member != null && member.isOpen() && member.ring() == away.ring();
    return current
        ? conclude(new CallEvent.TurnedAway(away.userId(), away.reason(), now))
        : Decision.NOTHING;
  }

  private Decision merge(CallRequest.Merge merge, Instant now) {
    boolean possible =
        !group
            && answered.isEmpty()
            && isOpen(merge.by())
            && created.draft().glarePolicy() == GlarePolicy.MERGE;
    return possible
        ? conclude(new CallEvent.Accepted(merge.by(), "", Optional.of(merge.ownCallId()), now))
        : notOpen(merge.by().userId());
  }

  private Decision mergedInto(String callId, Instant now) {
    if (group || answered.isPresent()) {
      return Decision.NOTHING;
    }
    CallEvent.Ended ended =
        new CallEvent.Ended(
            EndReason.MERGED, Optional.empty(), Optional.of(callId), owesMissedCalls(), now);
    return new Decision(List.of(ended), Optional.empty());
  }

  private Decision lost(String userId, Instant now) {
    Member member = member(userId);
    if (member == null || !member.isIn()) {
      return Decision.NOTHING;
    }
    if (answered.isEmpty()) {
      return end(EndReason.CALLER_LOST, Optional.empty(), Optional.empty(), now);
    }
    return mode() == CallMode.ADVANCED
        ? conclude(new CallEvent.Quit(userId, Optional.empty(), now))
        : Decision.NOTHING;
  }

  private Decision due(CallRules rules, Instant now) {
    List<Member> late =
        open().stream().filter(m -> !m.deadline().plus(rules.answerGrace()).isAfter(now)).toList();
    if (!late.isEmpty()) {
      return conclude(new CallEvent.TimedOut(ids(late), now));
    }
    return created.at().plus(rules.maxDuration()).isAfter(now)
        ? Decision.NOTHING
        : end(EndReason.MAX_DURATION, Optional.empty(), Optional.empty(), now);
  }

  @Override
  public Optional<Instant> nextDue(CallRules rules) {
    Instant next = created.at().plus(rules.maxDuration());
    for (Member member : open()) {
      Instant deadline = member.deadline().plus(rules.answerGrace());
      next = deadline.isBefore(next) ? deadline : next;
    }
    return Optional.of(next);
  }

  // ---- How it ends

  /** The event, and the end of the call if that is what it leads to. */
  private Decision conclude(CallEvent event) {
    Live after = (Live) on(event);
    List<CallEvent> events = new ArrayList<>();
    events.add(event);
    after.endsNow().ifPresent(reason -> events.addAll(after.ending(reason, event.at())));
    return new Decision(events, origin(event).map(by -> after.answers.get(RequestKey.of(by))));
  }

  private Optional<EndReason> endsNow() {
    boolean ringing = !open().isEmpty();
    if (answered.isEmpty()) {
      return ringing ? Optional.empty() : Optional.of(unansweredReason());
    }
    if (mode() == CallMode.GENERAL) {
      return ringing ? Optional.empty() : Optional.of(EndReason.ANSWERED);
    }
    long inside = members.values().stream().filter(Member::isIn).count();
    boolean over = inside == 0 || (inside == 1 && !ringing && !group);
    return over ? Optional.of(EndReason.EVERYBODY_LEFT) : Optional.empty();
  }

  private EndReason unansweredReason() {
    List<Outcome> outcomes =
        members.values().stream().flatMap(m -> m.outcome().stream()).distinct().toList();
    if (outcomes.size() != 1) {
      return EndReason.NO_ANSWER;
    }
    return switch (outcomes.get(0)) {
      case DECLINED -> EndReason.DECLINED;
      case BUSY -> EndReason.BUSY;
      case CANCELLED -> EndReason.CANCELLED;
      case MERGED -> EndReason.MERGED;
      case ACCEPTED, TIMED_OUT, UNREACHABLE -> EndReason.NO_ANSWER;
    };
  }

  private Decision end(
      EndReason reason, Optional<Origin> by, Optional<Result> answer, Instant now) {
    List<CallEvent> events = new ArrayList<>();
    Live rest = this;
    if (!open().isEmpty()) {
      // The caller who gives up cancels; whoever ends for all does not press cancel.
      Optional<Origin> canceller = reason == EndReason.CANCELLED ? by : Optional.empty();
      CallEvent cancelled =
          new CallEvent.Cancelled(ids(open()), List.of(), canceller, "", reason, now);
      events.add(cancelled);
      rest = (Live) on(cancelled);
    }
    // Who gives up after a decline leaves a mix.
    EndReason last = reason == EndReason.CANCELLED ? rest.unansweredReason() : reason;
    events.add(new CallEvent.Ended(last, by, Optional.empty(), rest.owesMissedCalls(), now));
    return new Decision(events, answer);
  }

  private List<CallEvent> ending(EndReason reason, Instant now) {
    return end(reason, Optional.empty(), Optional.empty(), now).events();
  }

  private boolean owesMissedCalls() {
    return members.values().stream().anyMatch(Live::missed);
  }

  private static boolean missed(Member member) {
    return !member.silent()
        && member.decidedBy().isEmpty()
        && member
            .outcome()
            .filter(o -> o != Outcome.ACCEPTED && o != Outcome.DECLINED && o != Outcome.MERGED)
            .isPresent();
  }

  // ---- How events change it

  static Live of(CallEvent.Created created) {
    Members members = new Members(Map.of());
    members.put(Member.inside(created.caller(), created.at()));
    for (RingRequest ring : created.draft().rings()) {
      members.put(Member.ringing(ring, 1, created.caller().userId(), created.at()));
    }
    Answers answers = new Answers(Map.of());
    answers.put(created.caller(), invited(created.draft(), List.of()));
    return new Live(
        created,
        members.all(),
        created.draft().rings().size() > 1,
        Optional.empty(),
        answers.all());
  }

  @Override
  public CallState on(CallEvent event) {
    Members changed = new Members(members);
    if (event instanceof CallEvent.InviteesAdded e) {
      changed.update(e.inviter().userId(), m -> m.onDevice(e.inviter().device()));
      for (RingRequest ring : e.rings()) {
        Member before = member(ring.user().id());
        int count = before == null ? 1 : before.ring() + 1;
        changed.put(Member.ringing(ring, count, e.inviter().userId(), e.at()));
      }
      Result result = invited(created.draft(), e.refused());
      boolean many = changed.all().values().stream().filter(m -> m.ring() > 0).count() > 1;
      return with(changed, many, answered, e.inviter(), result);
    }
    if (event instanceof CallEvent.Accepted e) {
      changed.update(
          e.by().userId(),
          m -> m.decided(MemberState.ACCEPTED, Outcome.ACCEPTED, e.by(), e.customData(), e.at()));
      return with(changed, group, answeredBy(e.at()), e.by(), joined(e.at()));
    }
    if (event instanceof CallEvent.Declined e) {
      changed.update(
          e.by().userId(),
          m -> m.decided(MemberState.DECLINED, Outcome.DECLINED, e.by(), e.customData(), e.at()));
      return with(changed, group, answered, e.by(), new Result.Done());
    }
    if (event instanceof CallEvent.AnsweredBusy e) {
      changed.update(
          e.by().userId(),
          m -> m.decided(MemberState.BUSY, Outcome.BUSY, e.by(), e.customData(), e.at()));
      return with(changed, group, answered, e.by(), new Result.Done());
    }
    if (event instanceof CallEvent.TurnedAway e) {
      changed.update(e.userId(), m -> turnedAway(m, e));
      return with(changed);
    }
    if (event instanceof CallEvent.TimedOut e) {
      for (String id : e.userIds()) {
        changed.update(id, m -> m.decided(MemberState.TIMED_OUT, Outcome.TIMED_OUT, e.at()));
      }
      return with(changed);
    }
    if (event instanceof CallEvent.Cancelled e) {
      for (String id : e.userIds()) {
        changed.update(id, m -> m.decided(MemberState.CANCELLED, Outcome.CANCELLED, e.at()));
      }
      Result result = new Result.Cancelled(callId(), e.userIds(), e.notCancelled());
      return e.by()
          .map(by -> with(changed, group, answered, by, result))
          .orElseGet(() -> with(changed));
    }
    if (event instanceof CallEvent.Joined e) {
      if (members.containsKey(e.by().userId())) {
        changed.update(e.by().userId(), m -> m.joined(e.by()));
      } else {
        changed.put(Member.inside(e.by(), e.at()));
      }
      boolean callerMoves = e.by().userId().equals(callerId());
      Optional<Instant> since = callerMoves ? answered : answeredBy(e.at());
      return with(changed, group, since, e.by(), joined(e.at()));
    }
    if (event instanceof CallEvent.Quit e) {
      changed.update(e.userId(), m -> m.left(MemberState.QUIT));
      return e.by()
          .map(by -> with(changed, group, answered, by, new Result.Done()))
          .orElseGet(() -> with(changed));
    }
    if (event instanceof CallEvent.Ended e) {
      return new Over(ended(changed, e), e, !e.owesMissedCalls());
    }
    throw new IllegalStateException("expected an event of a live call, but got " + event);
  }

  private Live ended(Members changed, CallEvent.Ended e) {
    e.by()
        .filter(by -> e.reason() == EndReason.ENDED)
        .ifPresent(by -> changed.update(by.userId(), m -> m.left(MemberState.ENDED)));
    for (Member member : open()) {
      changed.update(
          member.user().id(), m -> m.decided(MemberState.MERGED, Outcome.MERGED, e.at()));
    }
    return e.by()
        .map(by -> with(changed, group, answered, by, new Result.Done()))
        .orElseGet(() -> with(changed));
  }

  private static Member turnedAway(Member member, CallEvent.TurnedAway e) {
    return switch (e.reason()) {
      case UNREACHABLE -> member.decided(MemberState.UNREACHABLE, Outcome.UNREACHABLE, e.at());
      case BUSY, DO_NOT_DISTURB, TIMED_OUT, CANCELLED, CALLER_LOST ->
          member.decided(MemberState.BUSY, Outcome.BUSY, e.at());
    };
  }

  private Live with(Members changed) {
    return new Live(created, changed.all(), group, answered, answers);
  }

  private Live with(
      Members changed, boolean group, Optional<Instant> answered, Origin by, Result result) {
    Answers more = new Answers(answers);
    more.put(by, result);
    return new Live(created, changed.all(), group, answered, more.all());
  }

  private Optional<Instant> answeredBy(Instant at) {
    return answered.isPresent() ? answered : Optional.of(at);
  }

  // ---- What it can tell

  String callId() {
    return created.draft().callId();
  }

  String callerId() {
    return created.caller().userId();
  }

  CallMode mode() {
    return created.draft().mode();
  }

  Member member(String userId) {
    return members.get(userId);
  }

  List<Member> open() {
    return members.values().stream().filter(Member::isOpen).toList();
  }

  private boolean isOpen(Origin by) {
    Member member = member(by.userId());
    return member != null && member.isOpen();
  }

  CallSnapshot snapshot(Optional<CallEvent.Ended> end, Instant now) {
    List<CallMember> shown = members.values().stream().map(m -> m.shown(m.state())).toList();
    return new CallSnapshot(
        callId(),
        created.draft().room(),
        created.draft().callType(),
        mode(),
        created.draft().glarePolicy(),
        created.caller().user(),
        created.draft().customData(),
        created.at(),
        answered,
        end.map(CallEvent.Ended::at),
        end.map(CallEvent.Ended::reason),
        shown,
        now);
  }

  private static Optional<Origin> origin(CallEvent event) {
    if (event instanceof CallEvent.InviteesAdded e) {
      return Optional.of(e.inviter());
    }
    if (event instanceof CallEvent.Accepted e) {
      return Optional.of(e.by());
    }
    if (event instanceof CallEvent.Declined e) {
      return Optional.of(e.by());
    }
    if (event instanceof CallEvent.AnsweredBusy e) {
      return Optional.of(e.by());
    }
    if (event instanceof CallEvent.Cancelled e) {
      return e.by();
    }
    if (event instanceof CallEvent.Joined e) {
      return Optional.of(e.by());
    }
    if (event instanceof CallEvent.Quit e) {
      return e.by();
    }
    return Optional.empty();
  }

  private static Result invited(Draft draft, List<String> refused) {
    Map<String, ErrorCode> codes =
        refused.stream().collect(Collectors.toMap(id -> id, id -> ErrorCode.ALREADY_IN_CALL));
    return new Result.Invited(draft.callId(), draft.room(), codes);
  }

  private Result joined(Instant at) {
    return new Result.Joined(callId(), created.draft().room(), at);
  }

  private static List<String> ids(Collection<Member> members) {
    return members.stream().map(m -> m.user().id()).toList();
  }

  /** Who may quit, end and invite: somebody who is in the call, and in ADVANCED mode. */
  private Optional<Decision> refuseOutsiders(Origin by) {
    Member member = member(by.userId());
    if (member == null || !member.isIn()) {
      return Optional.of(notAMember());
    }
    return mode() == CallMode.GENERAL ? Optional.of(wrongMode()) : Optional.empty();
  }

  private static Decision notAMember() {
    return Decision.refuse(ErrorCode.NOT_A_MEMBER, "expected a member who is in the call");
  }

  private static Decision wrongMode() {
    return Decision.refuse(ErrorCode.WRONG_MODE, "expected an ADVANCED call, but it is GENERAL");
  }

  private static Decision tooManyMembers(int size, CallRules rules) {
    return Decision.refuse(
        RingdownError.argument(
            ErrorCode.TOO_MANY_MEMBERS,
            "callees",
            "would make " + size + " members",
            "at most " + rules.maxMembers()));
  }
}
