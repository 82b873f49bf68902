package dev.ringdown.gateway.socket;

import akka.actor.typed.ActorSystem;
import dev.ringdown.Ringdown;
import dev.ringdown.gateway.auth.Tokens;
import java.time.Clock;

/** What sockets and client sessions have around them. */
record SocketEnvironment(
    ActorSystem<?> system,
    Ringdown ringdown,
    SocketSettings settings,
    Tokens tokens,
    Clock clock,
    Sessions sessions) {}
