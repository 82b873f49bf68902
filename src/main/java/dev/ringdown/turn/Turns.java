package dev.ringdown.turn;

import akka.actor.typed.ActorRef;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets so many of a node's actors do the same at a time, and the others wait. When a node dies, all
 * sessions look for the users whose actors it held, and all users for its calls; without turns,
 * calls that are overdue wait behind all of them. Who is in a hurry comes before those who are not.
 * For many threads.
 *
 * @param <M> what the actors are told
 */
public final class Turns<M> {
  private final M yourTurn;
  private final Set<ActorRef<M>> hurried = new LinkedHashSet<>();
  private final Set<ActorRef<M>> waiting = new LinkedHashSet<>();
  private int free;

  /**
   * @param yourTurn tells the one that waited longest
   */
  public Turns(int atOnce, M yourTurn) {
    free = atOnce;
    this.yourTurn = yourTurn;
  }

  boolean tells(M message) {
    return yourTurn.equals(message);
  }

  /** Whether it is this actor's turn; otherwise it waits until it is told. */
  synchronized boolean take(ActorRef<M> actor) {
    if (free == 0) {
      waiting.add(actor);
      return false;
    }
    free--;
    return true;
  }

  /** One that waits is in a hurry. */
  synchronized void hurry(ActorRef<M> actor) {
    if (waiting.remove(actor)) {
      hurried.add(actor);
    }
  }

  /** Its turn is over, and the next one is told. */
  void give() {
    next().ifPresent(actor -> actor.tell(yourTurn));
  }

  private synchronized Optional<ActorRef<M>> next() {
    Iterator<ActorRef<M>> first = (hurried.isEmpty() ? waiting : hurried).iterator();
    if (!first.hasNext()) {
      free++;
      return Optional.empty();
    }
    ActorRef<M> next = first.next();
    first.remove();
    return Optional.of(next);
  }

  /** One that waits does so no longer; should it be told just now, the next one has its turn. */
  void leave(ActorRef<M> actor) {
    if (!remove(actor)) {
      give();
    }
  }

  private synchronized boolean remove(ActorRef<M> actor) {
    return waiting.remove(actor) || hurried.remove(actor);
  }
}
