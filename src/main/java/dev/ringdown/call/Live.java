package dev.ringdown.call;

import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call in which somebody is or rings. {@link Deciding} decides, {@link Ending} says when that
 * ends the call, {@link Folding} folds the events.
 *
 * @param members by user id, the caller first; not to be changed
 * @param group whether more than one user was ever invited
 * @param answered when the first user accepted or joined
 * @param missed whether any ring, also one before a member's last, is to be on record as missed
 * @param added how often users were invited or joined since the call was created
 */
record Live(
    CallEvent.Created created,
    Map<String, Member> members,
    boolean group,
    Optional<Instant> answered,
    boolean missed,
    int added)
    implements CallState {

  @Override
  public Decision decide(CallRequest request, CallRules rules, Instant now) {
    return new Deciding(this, rules, now).decide(request);
  }

  @Override
  public CallState on(CallEvent event) {
    return Folding.of(this, event);
  }

  @Override
  public Instant nextDue(CallRules rules) {
    Instant next = created.at().plus(rules.maxDuration());
    for (Member member : members.values()) {
      if (member.isOpen()) {
        Instant decided = decidedAt(member, rules);
        next = decided.isBefore(next) ? decided : next;
      }
    }
    return next;
  }

  /** When an open invitation times out. */
  static Instant decidedAt(Member member, CallRules rules) {
    return member.last().orElseThrow().deadline().plus(rules.answerGrace());
  }

  String callId() {
    return created.draft().callId();
  }

  String callerId() {
    return created.caller().userId();
  }

  CallMode mode() {
    return created.draft().mode();
  }

  /** Null for a stranger. */
  Member member(String userId) {
    return members.get(userId);
  }

  List<Member> open() {
    return members.values().stream().filter(Member::isOpen).toList();
  }

  boolean isOpen(String userId) {
    Member member = member(userId);
    return member != null && member.isOpen();
  }

  boolean isIn(String userId) {
    Member member = member(userId);
    return member != null && member.isIn();
  }

  /** What this very request was answered before. */
  Optional<Result> answered(Origin by) {
    return Optional.ofNullable(member(by.userId())).flatMap(m -> m.answers().to(by));
  }

  /** Everybody who was ever invited. */
  List<Member> invitees() {
    return members.values().stream().filter(m -> m.ring() > 0).toList();
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
}
