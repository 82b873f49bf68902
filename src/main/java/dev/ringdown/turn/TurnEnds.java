package dev.ringdown.turn;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorSignalInterceptor;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;

/**
 * Who is gone keeps no turn. Akka does not tell an actor of its own end while it reads the journal.
 */
final class TurnEnds<M> extends BehaviorSignalInterceptor<M> {
  private final Turn<M> turn;

  TurnEnds(Turn<M> turn) {
    this.turn = turn;
  }

  @Override
  public Behavior<M> aroundSignal(
      TypedActorContext<M> context, Signal signal, SignalTarget<M> target) {
    if (signal instanceof PostStop) {
      turn.end();
    }
    return target.apply(context, signal);
  }
}
