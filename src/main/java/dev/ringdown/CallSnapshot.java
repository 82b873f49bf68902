package dev.ringdown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call as it was at one instant: its invitation, every member's state, and how it ended.
 *
 * @param members the caller first, then the others in the order in which they came
 * @param asOf the server's time of this snapshot
 */
public record CallSnapshot(
    String callId,
    String room,
    CallType callType,
    CallMode mode,
    GlarePolicy glarePolicy,
    CallUser caller,
    String customData,
    Instant createdAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<EndReason> endReason,
    List<CallMember> members,
    Instant asOf) {
  public CallSnapshot {
    members = List.copyOf(members);
  }

  /** The same with other members. */
  public CallSnapshot withMembers(List<CallMember> members) {
    return with(members, asOf);
  }

  /** The same, looked at later. */
  public CallSnapshot at(Instant now) {
    return with(members, now);
  }

  private CallSnapshot with(List<CallMember> members, Instant asOf) {
    return new CallSnapshot(
        callId,
        room,
        callType,
        mode,
        glarePolicy,
        caller,
        customData,
        createdAt,
        answeredAt,
        endedAt,
        endReason,
        members,
        asOf);
  }

  public boolean isLive() {
    return endReason.isEmpty();
  }

  public Optional<CallMember> member(String userId) {
    for (CallMember member : members) {
      if (member.user().id().equals(userId)) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  /** Everybody who was ever invited, in the order in which they were. */
  public List<CallUser> callees() {
    return members.stream().filter(m -> m.ring() > 0).map(CallMember::user).toList();
  }

  /** How long the invitation of this user had left at {@link #asOf}; zero if it is not open. */
  public Duration remaining(String userId) {
    return member(userId)
        .flatMap(CallMember::deadline)
        .map(deadline -> Duration.between(asOf, deadline))
        .filter(left -> !left.isNegative())
        .orElse(Duration.ZERO);
  }
}
