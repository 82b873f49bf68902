package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.Users;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * What every session of a node has in common.
 *
 * @param invitations a permit for each that may be in flight on this node; for many threads
 * @param turns to register on this node; for many threads
 * @param sessions those of this node that are open; for many threads
 */
public record SessionEnvironment(
    SessionRules rules,
    RingPermission permission,
    Clock clock,
    Users users,
    Semaphore invitations,
    Turns turns,
    Set<ActorRef<SessionCommand>> sessions) {}
