package dev.ringdown.turn;

import akka.actor.typed.ActorRef;

/**
 * One actor's turn.
 *
 * @param <M> what the actor is told
 */
public final class Turn<M> {
  private enum Is {
    NOT_WANTED,
    AWAITED,
    TAKEN
  }

  private final Turns<M> turns;
  private final ActorRef<M> actor;
  private Is is = Is.NOT_WANTED;

  public Turn(Turns<M> turns, ActorRef<M> actor) {
    this.turns = turns;
    this.actor = actor;
  }

  /** Whether it is this actor's; otherwise it is told when it will be. */
  public boolean take() {
    if (is == Is.NOT_WANTED) {
      is = turns.take(actor) ? Is.TAKEN : Is.AWAITED;
    }
    return is == Is.TAKEN;
  }

  public boolean isAwaited() {
    return is == Is.AWAITED;
  }

  /** While it is awaited: it goes before those who are in no hurry. */
  public void hurry() {
    if (is == Is.AWAITED) {
      turns.hurry(actor);
    }
  }

  /** It was told. */
  public void comes() {
    is = Is.TAKEN;
  }

  /** It is the next one's, whether it was this one's or was to be. */
  public void end() {
    if (is == Is.TAKEN) {
      turns.give();
    } else if (is == Is.AWAITED) {
      turns.leave(actor);
    }
    is = Is.NOT_WANTED;
  }
}
