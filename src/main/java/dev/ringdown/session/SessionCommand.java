package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import dev.ringdown.CloseReason;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.user.UserCommand;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a session is asked by its application, and told by its user's actor. */
public sealed interface SessionCommand
    permits SessionCommand.FromDevice, SessionCommand.FromUser, SessionActor.Own, Closing.Own {

  /** What the application on this session asks. */
  sealed interface FromDevice extends SessionCommand {}

  /** What the user's actor tells. */
  sealed interface FromUser extends SessionCommand {}

  /**
   * One operation, answered with one {@link SessionReply}.
   *
   * @param requestId the application's own, unique on its device, also from session to session; 1
   *     to 128 characters, no control characters. One of this session's last 64 again gets the same
   *     answer and has no second effect; so does what changed a call, in a new session of the
   *     device. Only an invitation that is to be repeated there needs a call id of its own. What
   *     was answered UNAVAILABLE is tried anew
   */
  record Perform(String requestId, Operation operation, ActorRef<SessionReply> replyTo)
      implements FromDevice {
    public Perform {
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(replyTo, "replyTo");
    }
  }

  /**
   * One operation whose answer nobody awaits: a failure is raised as {@link SessionEvent.Error}.
   */
  record Tell(Operation operation) implements FromDevice {
    public Tell {
      Objects.requireNonNull(operation, "operation");
    }
  }

  /**
   * Dials back a missed call that was clicked; a failure is raised as {@link
   * SessionEvent.IncomingMissedCallDialBackFailed}.
   */
  record RunDefaultAction(String callId) implements FromDevice {}

  /**
   * Ends the session: what is under way is answered SESSION_CLOSED, an invitation among it is taken
   * back, {@link SessionEvent.Closed} with this reason is raised, and the actor stops. What it is
   * asked after that has no answer: who needs to know watches it.
   */
  record Close(CloseReason reason) implements FromDevice {}

  /**
   * The user's actor knows this session now.
   *
   * @param registration which {@link UserCommand.Connect} it answers
   * @param user who tells from now on
   * @param connected the first event of a session; empty when it registered anew
   */
  record Registered(
      long registration, ActorRef<UserCommand> user, Optional<SessionEvent.Connected> connected)
      implements FromUser {}

  /**
   * To raise, in order; {@link UserCommand.Delivered} confirms it, or it is sent again. What comes
   * for an older registration is void.
   *
   * @param number counts the deliveries of this registration, from 1
   * @param progress how far the session has heard of the call, after these events
   */
  record Deliver(
      long registration, long number, Optional<Progress> progress, List<SessionEvent> events)
      implements FromUser {
    public Deliver {
      events = List.copyOf(events);
    }
  }

  /** The answer to what this session asked. */
  record Answered(String requestId, Result result) implements FromUser {}

  /** The missed call that this session wants to dial back. */
  record MissedCallFound(String requestId, MissedCall call) implements FromUser {}

  /** A newer session of the same device took this one's place. */
  record Replaced() implements FromUser {}

  /** The user's actor has heard this session's last word. */
  record Disconnected() implements FromUser {}
}
