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

  private final Turns turns;
  private final ActorRef<M> actor;
  private final M yourTurn;
  private Is is = Is.NOT_WANTED;
  private Urgency urgency = Urgency.CAN_WAIT;

  /**
   * @param yourTurn what the actor is told when it comes
   */
  public Turn(Turns turns, ActorRef<M> actor, M yourTurn) {
    this.turns = turns;
    this.actor = actor;
    this.yourTurn = yourTurn;
  }

  /**
   * Whether it is this actor's; otherwise it is told when it will be. Who awaits it already may
   * have become more urgent.
   */
  public boolean take(Urgency urgency) {
    if (is == Is.NOT_WANTED) {
      is = turns.take(this, urgency) ? Is.TAKEN : Is.AWAITED;
      this.urgency = urgency;
    } else if (is == Is.AWAITED && urgency.compareTo(this.urgency) < 0) {
      turns.hurry(this, this.urgency, urgency);
      this.urgency = urgency;
    }
    return is == Is.TAKEN;
  }

  public boolean isAwaited() {
    return is == Is.AWAITED;
  }

  /** From any thread. */
  void tell() {
    actor.tell(yourTurn);
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
      turns.leave(this);
    }
    is = Is.NOT_WANTED;
  }
}
