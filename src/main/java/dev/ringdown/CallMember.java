package dev.ringdown;

import java.time.Instant;
import java.util.Optional;

/**
 * One member of a call, as the other members see him.
 *
 * @param ring counts the invitations of this user to this call; 0 for who was never invited
 * @param inviter the id of who invited him; empty for the caller and for who joined
 * @param deadline when an open invitation times out; empty unless {@code state.isOpen()}
 * @param customData what the user attached to his last answer; empty if nothing
 */
public record CallMember(
    CallUser user,
    MemberState state,
    int ring,
    Optional<String> inviter,
    Optional<Instant> deadline,
    String customData) {}
