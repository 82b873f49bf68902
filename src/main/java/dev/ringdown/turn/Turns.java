package dev.ringdown.turn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets so many of a node's actors do the same at a time, and the others wait. When a node dies, all
 * sessions look for the users whose actors it held, and all users for its calls; without turns,
 * calls that are overdue wait behind all of them. The most urgent come first, and each that is as
 * urgent in the order of coming; but of eight turns one is for the next less urgent ones, and of 64
 * one for the least. For many threads.
 */
public final class Turns {
  private final Map<Urgency, Set<Turn<?>>> waiting = new EnumMap<>(Urgency.class);
  private int free;
  private int given;

  public Turns(int atOnce) {
    free = atOnce;
    for (Urgency urgency : Urgency.values()) {
      waiting.put(urgency, new LinkedHashSet<>());
    }
  }

  /** Whether it comes now; otherwise it waits until it is told. */
  synchronized boolean take(Turn<?> turn, Urgency urgency) {
    if (free == 0) {
      waiting.get(urgency).add(turn);
      return false;
    }
    free--;
    return true;
  }

  /** One that waits is more urgent than it was. */
  synchronized void hurry(Turn<?> turn, Urgency before, Urgency urgency) {
    if (waiting.get(before).remove(turn)) {
      waiting.get(urgency).add(turn);
    }
  }

  /** One is over, and the next one is told. */
  void give() {
    next().ifPresent(Turn::tell);
  }

  private synchronized Optional<Turn<?>> next() {
    List<Set<Turn<?>>> queues = new ArrayList<>(waiting.values());
    queues.removeIf(Set::isEmpty);
    if (queues.isEmpty()) {
      free++;
      return Optional.empty();
    }
    given++;
    int passedOver = Math.min(Integer.numberOfTrailingZeros(given) / 3, queues.size() - 1);
    Iterator<Turn<?>> first = queues.get(passedOver).iterator();
    Turn<?> next = first.next();
    first.remove();
    return Optional.of(next);
  }

  /** One that waits does so no longer; should it be told just now, the next one comes. */
  void leave(Turn<?> turn) {
    if (!remove(turn)) {
      give();
    }
  }

  private synchronized boolean remove(Turn<?> turn) {
    return waiting.values().stream().anyMatch(queue -> queue.remove(turn));
  }
}
