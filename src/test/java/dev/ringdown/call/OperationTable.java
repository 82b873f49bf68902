package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.Model.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contract's table of operations: what a call has to make of a request, where it stands. Not
 * for a request that was decided before: that one gets its old answer.
 */
record OperationTable(Model call, CallRules rules, Instant now) {

  /**
   * @param answer in one or two words; empty where nobody waits
   */
  record Verdict(List<CallEvent> events, String answer) {}

  private static final Verdict NOTHING = new Verdict(List.of(), "");

  /** An answer in the words of this table. */
  static String word(Optional<Result> answer) {
    if (answer.isEmpty()) {
      return "";
    }
    if (answer.get() instanceof Result.Failed failed) {
      return failed.error().code() + failed.error().outcome().map(o -> " " + o).orElse("");
    }
    if (answer.get() instanceof Result.Cancelled e) {
      return "Cancelled " + e.cancelled() + " but " + e.notCancelled();
    }
    if (answer.get() instanceof Result.Invited e) {
      return "Invited but " + e.refused().keySet().stream().sorted().toList();
    }
    return answer.get().getClass().getSimpleName();
  }

  Verdict of(CallRequest request) {
    if (request instanceof CallRequest.Create create) {
      boolean same = create.draft().equals(call.created().draft());
      return answer(same ? "Invited but []" : "" + ErrorCode.CALL_EXISTS);
    }
    if (call.isOver()) {
      return new Verdict(List.of(), late(request));
    }
    if (request instanceof CallRequest.Perform perform) {
      return perform(perform.by(), perform.operation());
    }
    if (request instanceof CallRequest.InviteMore more) {
      return inviteMore(more);
    }
    if (request instanceof CallRequest.TurnAway e) {
      boolean current = call.isOpen(e.userId()) && call.person(e.userId()).ring() == e.ring();
      return current ? then("", new CallEvent.TurnedAway(e.userId(), e.reason(), now)) : NOTHING;
    }
    if (request instanceof CallRequest.Merge merge) {
      return merge(merge.by(), merge.ownCallId());
    }
    if (request instanceof CallRequest.MergedInto into) {
      Optional<String> id = Optional.of(into.callId());
      boolean owes = !call.missed().isEmpty();
      boolean answeredTwice =
          call.invitees().size() == 1 && into.callId().compareTo(call.callId()) < 0;
      return mayMerge() || answeredTwice
          ? then("", new CallEvent.Ended(EndReason.MERGED, Optional.empty(), id, owes, now))
          : NOTHING;
    }
    if (request instanceof CallRequest.Lost lost) {
      return lost(lost.userId());
    }
    return request instanceof CallRequest.FromBackend asked ? serve(asked) : due();
  }

  // ---- After the end

  private String late(CallRequest request) {
    boolean merged = call.end().into().isPresent();
    String ended = "" + (merged ? ErrorCode.CALL_MERGED : ErrorCode.CALL_ENDED);
    if (request instanceof CallRequest.Perform perform) {
      Person person = call.person(perform.by().userId());
      if (perform.operation() instanceof Operation.GetCall) {
        return person == null ? "" + ErrorCode.NOT_A_MEMBER : "Snapshot";
      }
      if (merged || perform.operation() instanceof Operation.Join) {
        return ended;
      }
      if (isAnswer(perform.operation())) {
        return notOpen(person);
      }
      boolean cancel = perform.operation() instanceof Operation.Cancel;
      ErrorCode stranger = cancel ? ErrorCode.NOT_THE_INVITER : ErrorCode.NOT_A_MEMBER;
      return person == null ? "" + stranger : ended;
    }
    if (request instanceof CallRequest.InviteMore more) {
      boolean stranger = call.person(more.by().userId()) == null && !merged;
      return stranger ? "" + ErrorCode.NOT_A_MEMBER : ended;
    }
    if (request instanceof CallRequest.Show) {
      return "Snapshot";
    }
    boolean waits =
        request instanceof CallRequest.Merge || request instanceof CallRequest.FromBackend;
    return waits ? ended : "";
  }

  private static boolean isAnswer(Operation.OnCall operation) {
    return operation instanceof Operation.Accept
        || operation instanceof Operation.Decline
        || operation instanceof Operation.Busy
        || operation instanceof Operation.Received
        || operation instanceof Operation.Ignore;
  }

  private static String notOpen(Person person) {
    return person == null || person.outcome() == null
        ? "" + ErrorCode.NOT_INVITED
        : ErrorCode.ALREADY_ANSWERED + " " + person.outcome();
  }

  // ---- What users ask

  private Verdict perform(Origin by, Operation.OnCall operation) {
    String id = by.userId();
    if (isAnswer(operation) && !call.isOpen(id)) {
      return answer(notOpen(call.person(id)));
    }
    if (operation instanceof Operation.Accept e) {
      return then("Joined", accepted(by, e.customData()));
    }
    if (operation instanceof Operation.Decline e) {
      return then("Done", new CallEvent.Declined(by, e.customData(), now));
    }
    if (operation instanceof Operation.Busy e) {
      return then("Done", new CallEvent.AnsweredBusy(by, e.customData(), now));
    }
    if (isAnswer(operation)) {
      return answer("Done");
    }
    if (operation instanceof Operation.GetCall) {
      return answer(call.person(id) == null ? "" + ErrorCode.NOT_A_MEMBER : "Snapshot");
    }
    if (operation instanceof Operation.Cancel cancel) {
      return cancel(by, cancel);
    }
    if (operation instanceof Operation.Join) {
      return join(by);
    }
    if (!call.isIn(id)) {
      return answer("" + ErrorCode.NOT_A_MEMBER);
    }
    if (!call.isAdvanced()) {
      return answer("" + ErrorCode.WRONG_MODE);
    }
    if (operation instanceof Operation.End) {
      return rules.onlyCallerEnds() && !id.equals(call.callerId())
          ? answer("" + ErrorCode.NOT_PERMITTED)
          : ends("Done", EndReason.ENDED, by);
    }
    return id.equals(call.callerId()) && call.answered().isEmpty()
        ? ends("Done", EndReason.CANCELLED, by)
        : then("Done", new CallEvent.Quit(id, Optional.of(by), now));
  }

  private CallEvent accepted(Origin by, String data) {
    return new CallEvent.Accepted(by, data, Optional.empty(), now);
  }

  private Verdict cancel(Origin by, Operation.Cancel cancel) {
    List<Person> meant = new ArrayList<>();
    for (Person person : call.people().values()) {
      boolean named = cancel.invitees().isEmpty() || cancel.invitees().contains(person.user().id());
      if (named && by.userId().equals(person.inviter())) {
        meant.add(person);
      }
    }
    if (meant.isEmpty() || meant.size() < cancel.invitees().size()) {
      return answer("" + ErrorCode.NOT_THE_INVITER);
    }
    return takeBack(meant, Optional.of(by), cancel.customData());
  }

  private Verdict takeBack(List<Person> meant, Optional<Origin> by, String data) {
    List<String> ringing = meant.stream().filter(Person::isOpen).map(p -> p.user().id()).toList();
    List<String> inside = meant.stream().filter(Person::isIn).map(p -> p.user().id()).toList();
    return ringing.isEmpty()
        ? answer(notOpen(meant.get(0)))
        : then(
            "Cancelled " + ringing + " but " + inside,
            new CallEvent.Cancelled(ringing, inside, by, data, EndReason.CANCELLED, now));
  }

  private Verdict join(Origin by) {
    if (call.created().draft().mode() == CallMode.GENERAL) {
      return answer("" + ErrorCode.WRONG_MODE);
    }
    if (call.isOpen(by.userId())) {
      return then("Joined", accepted(by, ""));
    }
    boolean isNew = call.person(by.userId()) == null;
    return isNew && call.people().size() == rules.maxMembers()
        ? answer("" + ErrorCode.TOO_MANY_MEMBERS)
        : then("Joined", new CallEvent.Joined(by, now));
  }

  private Verdict inviteMore(CallRequest.InviteMore more) {
    if (!call.isIn(more.by().userId())) {
      return answer("" + ErrorCode.NOT_A_MEMBER);
    }
    if (!call.isAdvanced()) {
      return answer("" + ErrorCode.WRONG_MODE);
    }
    List<RingRequest> rings = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int strangers = 0;
    for (RingRequest ring : more.rings()) {
      String id = ring.user().id();
      if (call.isOpen(id) || call.isIn(id)) {
        refused.add(id);
      } else {
        rings.add(ring);
        strangers += call.person(id) == null ? 1 : 0;
      }
    }
    if (rings.isEmpty()) {
      return answer("" + ErrorCode.ALREADY_IN_CALL);
    }
    return call.people().size() + strangers > rules.maxMembers()
        ? answer("" + ErrorCode.TOO_MANY_MEMBERS)
        : then(
            "Invited but " + refused.stream().sorted().toList(),
            new CallEvent.InviteesAdded(more.by(), rings, refused, now));
  }

  // ---- What back ends ask

  private Verdict serve(CallRequest.FromBackend request) {
    if (request instanceof CallRequest.TakeBack back) {
      return takeBack(back);
    }
    if (request instanceof CallRequest.Show) {
      return answer("Snapshot");
    }
    if (request instanceof CallRequest.Revoke) {
      return ends("Done", EndReason.REVOKED, null);
    }
    if (request instanceof CallRequest.Kick kick) {
      if (!call.isIn(kick.userId())) {
        return answer("" + ErrorCode.NOT_A_MEMBER);
      }
      if (call.isAdvanced()) {
        return kick.userId().equals(call.callerId()) && call.answered().isEmpty()
            ? new Verdict(end(call, EndReason.CANCELLED, null, kick.customData()), "Done")
            : then("Done", new CallEvent.Kicked(kick.userId(), kick.customData(), now));
      }
    }
    return call.isAdvanced()
        ? ends("Done", EndReason.ENDED, null)
        : answer("" + ErrorCode.WRONG_MODE);
  }

  private Verdict takeBack(CallRequest.TakeBack back) {
    List<Person> meant = new ArrayList<>();
    for (Person person : call.people().values()) {
      boolean named = back.invitees().isEmpty() || back.invitees().contains(person.user().id());
      if (named && person.ring() > 0) {
        meant.add(person);
      }
    }
    return meant.size() < back.invitees().size()
        ? answer("" + ErrorCode.NOT_INVITED)
        : takeBack(meant, Optional.empty(), back.customData());
  }

  // ---- What users' actors and the clock ask

  private boolean mayMerge() {
    return call.invitees().size() == 1 && call.answered().isEmpty();
  }

  private Verdict merge(Origin by, String own) {
    if (!call.isOpen(by.userId())) {
      return answer(notOpen(call.person(by.userId())));
    }
    return mayMerge() && call.created().draft().glarePolicy() == GlarePolicy.MERGE
        ? then("Joined", new CallEvent.Accepted(by, "", Optional.of(own), now))
        : answer("" + ErrorCode.NOT_PERMITTED);
  }

  private Verdict lost(String userId) {
    if (!call.isIn(userId)) {
      return NOTHING;
    }
    if (call.answered().isEmpty()) {
      return ends("", EndReason.CALLER_LOST, null);
    }
    return call.isAdvanced()
        ? then("", new CallEvent.Quit(userId, Optional.empty(), now))
        : NOTHING;
  }

  private Verdict due() {
    List<String> late = call.late(now, rules.answerGrace());
    if (!late.isEmpty()) {
      return then("", new CallEvent.TimedOut(late, now));
    }
    boolean old = !call.created().at().plus(rules.maxDuration()).isAfter(now);
    return old ? ends("", EndReason.MAX_DURATION, null) : NOTHING;
  }

  // ---- Verdicts

  private static Verdict answer(String answer) {
    return new Verdict(List.of(), answer);
  }

  /** This, and the end if that is what it leads to. */
  private Verdict then(String answer, CallEvent event) {
    Model after = call.after(event);
    List<CallEvent> events = new ArrayList<>(List.of(event));
    if (!after.isOver()) {
      after.mustEnd().ifPresent(reason -> events.addAll(end(after, reason, null, "")));
    }
    return new Verdict(events, answer);
  }

  private Verdict ends(String answer, EndReason reason, Origin by) {
    return new Verdict(end(call, reason, by, ""), answer);
  }

  /** Who rings is cancelled first; a caller who gives up pressed cancel. */
  private List<CallEvent> end(Model before, EndReason reason, Origin by, String data) {
    List<CallEvent> events = new ArrayList<>();
    Model after = before;
    boolean givesUp = reason == EndReason.CANCELLED;
    if (!before.open().isEmpty()) {
      Optional<Origin> presser = givesUp ? Optional.ofNullable(by) : Optional.empty();
      events.add(new CallEvent.Cancelled(before.open(), List.of(), presser, data, reason, now));
      after = before.after(events.get(0));
    }
    boolean owes = !after.missed().isEmpty();
    EndReason last = givesUp ? after.withoutAccept() : reason;
    events.add(new CallEvent.Ended(last, Optional.ofNullable(by), Optional.empty(), owes, now));
    return events;
  }
}
