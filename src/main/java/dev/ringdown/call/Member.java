package dev.ringdown.call;

import dev.ringdown.CallMember;
import dev.ringdown.CallUser;
import dev.ringdown.MemberState;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import java.time.Instant;
import java.util.Optional;

/**
 * One member as the journal knows him. That a device rings is not journalled, so an open invitation
 * is always INVITED here.
 *
 * @param device his primary device, once he has one; a caller whom a back end calls for has none
 * @param customData what he attached to his answer, or why he was made to quit
 * @param last his last invitation; empty for who was never invited
 */
record Member(
    CallUser user,
    MemberState state,
    Optional<String> device,
    String customData,
    Optional<Ring> last,
    Answers answers) {

  // ---- How he changes

  /** Is in the call without an invitation: its caller, and who joins. */
  static Member inside(Origin by) {
    return new Member(
        by.user(),
        MemberState.ACCEPTED,
        Optional.of(by.device()).filter(device -> !device.isEmpty()),
        "",
        Optional.empty(),
        Answers.NONE);
  }

  static Member invited(RingRequest request, String inviter, Instant at) {
    Ring ring = Ring.of(request, 1, inviter, at);
    return new Member(
        request.user(), MemberState.INVITED, Optional.empty(), "", Optional.of(ring), Answers.NONE);
  }

  /** Rings again. His name may be that of his own session, and stays. */
  Member invitedAnew(RingRequest request, String inviter, Instant at) {
    CallUser known = user.isNamed() ? user : request.user();
    Ring next = Ring.of(request, ring() + 1, inviter, at);
    return new Member(known, MemberState.INVITED, Optional.empty(), "", Optional.of(next), answers);
  }

  /** One of his sessions decided the ring. */
  Member answered(Outcome outcome, Origin by, String customData, Instant at) {
    Ring.Verdict verdict = new Ring.Verdict(outcome, at, Optional.of(by.session()));
    Optional<String> primary = outcome == Outcome.ACCEPTED ? Optional.of(by.device()) : device;
    return new Member(
        named(by.user()), stateOf(outcome), primary, customData, decided(verdict), answers);
  }

  /** Somebody or something else decided the ring. */
  Member decided(Outcome outcome, Instant at) {
    Ring.Verdict verdict = new Ring.Verdict(outcome, at, Optional.empty());
    return new Member(user, stateOf(outcome), device, customData, decided(verdict), answers);
  }

  /** Comes in without an answer to a ring, or moves to another device. */
  Member joined(Origin by) {
    Optional<String> primary = Optional.of(by.device());
    String attached = isIn() ? customData : "";
    return new Member(named(by.user()), MemberState.ACCEPTED, primary, attached, last, answers);
  }

  Member onDevice(String device) {
    return new Member(user, state, Optional.of(device), customData, last, answers);
  }

  /** Is in the call no longer: QUIT or ENDED. */
  Member left(MemberState state) {
    return new Member(user, state, device, customData, last, answers);
  }

  /** A back end made him quit, and says why. */
  Member kicked(String why) {
    return new Member(user, MemberState.QUIT, device, why, last, answers);
  }

  Member told(Origin by, Result result) {
    return new Member(user, state, device, customData, last, answers.with(by, result));
  }

  // ---- What he is

  boolean isOpen() {
    return state.isOpen();
  }

  boolean isIn() {
    return state == MemberState.ACCEPTED;
  }

  /** Counts his invitations; 0 for who was never invited. */
  int ring() {
    return last.map(Ring::number).orElse(0);
  }

  /** Empty for who was never invited. */
  Optional<String> inviter() {
    return last.map(Ring::inviter);
  }

  boolean isInvitedBy(String userId) {
    return inviter().filter(userId::equals).isPresent();
  }

  boolean isSilent() {
    return last.filter(Ring::silent).isPresent();
  }

  /** Whether his devices ring, or his actor tries to make them. */
  boolean isRung() {
    return isOpen() && !isSilent();
  }

  Optional<Outcome> outcome() {
    return last.flatMap(Ring::outcome);
  }

  CallMember shown(MemberState state) {
    Optional<Instant> deadline = state.isOpen() ? last.map(Ring::deadline) : Optional.empty();
    return new CallMember(user, state, ring(), inviter(), deadline, customData);
  }

  private Optional<Ring> decided(Ring.Verdict verdict) {
    return last.map(ring -> ring.decided(verdict));
  }

  private CallUser named(CallUser session) {
    return session.isNamed() ? session : user;
  }

  private static MemberState stateOf(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> MemberState.ACCEPTED;
      case DECLINED -> MemberState.DECLINED;
      case BUSY -> MemberState.BUSY;
      case TIMED_OUT -> MemberState.TIMED_OUT;
      case CANCELLED -> MemberState.CANCELLED;
      case UNREACHABLE -> MemberState.UNREACHABLE;
      case MERGED -> MemberState.MERGED;
    };
  }
}
