package dev.ringdown.turn;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Lets so many of a node's actors do the same at a time, and the others wait. When a node dies, all
 * sessions look for the users whose actors it held, and all users for its calls; without turns,
 * calls that are overdue wait behind all of them. Whose turn is due goes first, the one that was
 * due first before the others; where none is, and each eighth time, it is who waits for longest, so
 * that nobody waits for ever. For many threads.
 */
public final class Turns {
  /** One of so many turns is for who waits for longest. */
  static final int ROUND = 8;

  /** Where one waits: who came first has the lowest number. */
  record Place(Turn<?> turn, Instant due, long number) {}

  private static final Comparator<Place> LONGEST_FIRST = Comparator.comparing(Place::number);
  private static final Comparator<Place> DUE_FIRST =
      Comparator.comparing(Place::due).thenComparing(LONGEST_FIRST);

  private final NavigableSet<Place> longestFirst = new TreeSet<>(LONGEST_FIRST);
  private final NavigableSet<Place> dueFirst = new TreeSet<>(DUE_FIRST);
  private final Clock clock;
  private int free;
  private long came;
  private long given;

  public Turns(int atOnce, Clock clock) {
    free = atOnce;
    this.clock = clock;
  }

  /** Empty if the turn comes now; otherwise it is told. */
  synchronized Optional<Place> take(Turn<?> turn, Instant due) {
    if (free > 0) {
      free--;
      return Optional.empty();
    }
    return Optional.of(add(new Place(turn, due, came++)));
  }

  /** One that waits is due sooner; should it be told just now, its place is void. */
  synchronized Place hurry(Place place, Instant due) {
    return remove(place) ? add(new Place(place.turn(), due, place.number())) : place;
  }

  /** One is over, and the next one is told. */
  void give() {
    next().ifPresent(Turn::tell);
  }

  /** One that waits does so no longer; should it be told just now, the next one comes. */
  void leave(Place place) {
    if (!remove(place)) {
      give();
    }
  }

  private synchronized Optional<Turn<?>> next() {
    if (dueFirst.isEmpty()) {
      free++;
      return Optional.empty();
    }
    given++;
    Place due = dueFirst.first();
    boolean goesFirst = given % ROUND != 0 && !due.due().isAfter(clock.instant());
    Place next = goesFirst ? due : longestFirst.first();
    remove(next);
    return Optional.of(next.turn());
  }

  private Place add(Place place) {
    longestFirst.add(place);
    dueFirst.add(place);
    return place;
  }

  private synchronized boolean remove(Place place) {
    return dueFirst.remove(place) && longestFirst.remove(place);
  }
}
