package dev.ringdown.session;

import akka.actor.typed.ActorRef;

/** One session's turn to register. */
final class Turn {
  private enum Is {
    NOT_WANTED,
    AWAITED,
    TAKEN
  }

  private final Turns turns;
  private final ActorRef<SessionCommand> session;
  private Is is = Is.NOT_WANTED;

  Turn(Turns turns, ActorRef<SessionCommand> session) {
    this.turns = turns;
    this.session = session;
  }

  /** Whether it is this session's; otherwise it is told when it will be. */
  boolean take() {
    if (is == Is.NOT_WANTED) {
      is = turns.take(session) ? Is.TAKEN : Is.AWAITED;
    }
    return is == Is.TAKEN;
  }

  void comes() {
    is = Is.TAKEN;
  }

  /** It is the next one's, whether it was this one's or was to be. */
  void end() {
    if (is == Is.TAKEN) {
      turns.give();
    } else if (is == Is.AWAITED) {
      turns.leave(session);
    }
    is = Is.NOT_WANTED;
  }
}
