package dev.ringdown.call;

import dev.ringdown.CallMember;
import dev.ringdown.CallUser;
import dev.ringdown.MemberState;
import dev.ringdown.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One member as the journal knows him. That a device rings is not journalled, so an open invitation
 * is always INVITED here.
 *
 * @param ring counts his invitations; 0 for who was never invited
 * @param inviter empty for the caller and for who joined
 * @param silent his devices hear nothing
 * @param rangSince when the last ring began
 * @param device his primary device, once he has one
 * @param outcome of his last ring, with when and by which session
 */
record Member(
    CallUser user,
    MemberState state,
    int ring,
    Optional<String> inviter,
    boolean silent,
    Instant rangSince,
    Instant deadline,
    String customData,
    Optional<String> device,
    Optional<Outcome> outcome,
    Instant decidedAt,
    Optional<String> decidedBy) {

  static Member inside(Origin origin, Instant at) {
    return new Member(
        origin.user(),
        MemberState.ACCEPTED,
        0,
        Optional.empty(),
        false,
        at,
        at,
        "",
        Optional.of(origin.device()),
        Optional.empty(),
        at,
        Optional.empty());
  }

  static Member ringing(RingRequest request, int ring, String inviter, Instant at) {
    return new Member(
        request.user(),
        MemberState.INVITED,
        ring,
        Optional.of(inviter),
        request.silent(),
        at,
        at.plus(request.timeout()),
        "",
        Optional.empty(),
        Optional.empty(),
        at,
        Optional.empty());
  }

  boolean isOpen() {
    return state.isOpen();
  }

  boolean isIn() {
    return state == MemberState.ACCEPTED;
  }

  /** The ring is decided by a session of this user. */
  Member decided(MemberState state, Outcome outcome, Origin by, String customData, Instant at) {
    Optional<String> primary = outcome == Outcome.ACCEPTED ? Optional.of(by.device()) : device;
    return new Member(
        named(by.user()),
        state,
        ring,
        inviter,
        silent,
        rangSince,
        deadline,
        customData,
        primary,
        Optional.of(outcome),
        at,
        Optional.of(by.session()));
  }

  /** The ring is decided by somebody or something else. */
  Member decided(MemberState state, Outcome outcome, Instant at) {
    return new Member(
        user,
        state,
        ring,
        inviter,
        silent,
        rangSince,
        deadline,
        customData,
        device,
        Optional.of(outcome),
        at,
        Optional.empty());
  }

  /** Comes in without an answer to a ring, or moves to another device. */
  Member joined(Origin by) {
    return new Member(
        named(by.user()),
        MemberState.ACCEPTED,
        ring,
        inviter,
        silent,
        rangSince,
        deadline,
        customData,
        Optional.of(by.device()),
        outcome,
        decidedAt,
        decidedBy);
  }

  Member onDevice(String device) {
    return new Member(
        user,
        state,
        ring,
        inviter,
        silent,
        rangSince,
        deadline,
        customData,
        Optional.of(device),
        outcome,
        decidedAt,
        decidedBy);
  }

  Member left(MemberState state) {
    return new Member(
        user,
        state,
        ring,
        inviter,
        silent,
        rangSince,
        deadline,
        customData,
        device,
        outcome,
        decidedAt,
        decidedBy);
  }

  CallMember shown(MemberState state) {
    return new CallMember(
        user,
        state,
        ring,
        inviter,
        state.isOpen() ? Optional.of(deadline) : Optional.empty(),
        customData);
  }

  private CallUser named(CallUser session) {
    return session.isNamed() ? session : user;
  }
}
