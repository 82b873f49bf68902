package dev.ringdown.session;

import akka.actor.typed.ActorRef;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Lets so many of a node's sessions register at a time, and the others wait their turn. When a node
 * dies, all sessions whose users' actors it held look for them at once; without turns, calls that
 * are overdue wait behind all of them. For many threads.
 */
public final class Turns {
  private final Set<ActorRef<SessionCommand>> waiting = new LinkedHashSet<>();
  private int free;

  public Turns(int atOnce) {
    free = atOnce;
  }

  /** Whether it is this session's turn; otherwise it waits until it is told. */
  synchronized boolean take(ActorRef<SessionCommand> session) {
    if (free == 0) {
      waiting.add(session);
      return false;
    }
    free--;
    return true;
  }

  /** Its turn is over, and the next one is told. */
  void give() {
    next().ifPresent(session -> session.tell(new SessionActor.YourTurn()));
  }

  private synchronized Optional<ActorRef<SessionCommand>> next() {
    Iterator<ActorRef<SessionCommand>> first = waiting.iterator();
    if (!first.hasNext()) {
      free++;
      return Optional.empty();
    }
    ActorRef<SessionCommand> next = first.next();
    first.remove();
    return Optional.of(next);
  }

  /** A session that waits does so no longer; should it be told just now, the next one has it. */
  void leave(ActorRef<SessionCommand> session) {
    if (!remove(session)) {
      give();
    }
  }

  private synchronized boolean remove(ActorRef<SessionCommand> session) {
    return waiting.remove(session);
  }
}
