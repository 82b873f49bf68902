package dev.ringdown.turn;

import akka.actor.typed.ActorRef;
import dev.ringdown.turn.Turns.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * One actor's turn.
 *
 * @param <M> what the actor is told
 */
public final class Turn<M> {
  private final Turns turns;
  private final ActorRef<M> actor;
  private final M yourTurn;
  private boolean taken;
  private Optional<Place> awaited = Optional.empty();

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
   * learn that it is due sooner.
   */
  public boolean take(Instant due) {
    if (awaited.isPresent()) {
      awaited = awaited.map(place -> due.isBefore(place.due()) ? turns.hurry(place, due) : place);
    } else if (!taken) {
      awaited = turns.take(this, due);
      taken = awaited.isEmpty();
    }
    return taken;
  }

  public boolean isAwaited() {
    return awaited.isPresent();
  }

  /** From any thread. */
  void tell() {
    actor.tell(yourTurn);
  }

  /** It was told. */
  public void comes() {
    taken = true;
    awaited = Optional.empty();
  }

  /** It is the next one's, whether it was this one's or was to be. */
  public void end() {
    if (taken) {
      turns.give();
    }
    awaited.ifPresent(turns::leave);
    taken = false;
    awaited = Optional.empty();
  }
}
