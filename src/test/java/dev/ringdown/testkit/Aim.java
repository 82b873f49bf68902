package dev.ringdown.testkit;

import java.time.Duration;
import java.util.function.Predicate;

/** Messages that are about to meet a fault. Nothing happens until one of the faults is named. */
public final class Aim {
  /** What may happen to a message. */
  enum Kind {
    DROP("dropped"),
    DELAY("delayed"),
    REORDER("let be overtaken"),
    DUPLICATE("duplicated");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final Faults faults;
  private final String what;
  private Predicate<Crossing> which;
  private int left;
  private int met;
  private Kind kind;
  private Duration delay = Duration.ZERO;

  Aim(Faults faults, int count, String what, Predicate<Crossing> which) {
    if (count < 1) {
      throw new IllegalArgumentException("count: " + count + " (expected: at least 1)");
    }
    this.faults = faults;
    this.what = what;
    this.which = which;
    left = count;
  }

  /** Only from this call, user or device ({@code bob/phone}). */
  public Aim from(String name) {
    which = which.and(crossing -> crossing.from().equals(name));
    return this;
  }

  /** Only to this call, user or device ({@code bob/phone}). */
  public Aim to(String name) {
    which = which.and(crossing -> crossing.to().equals(name));
    return this;
  }

  /** Only those of which this is true. */
  public Aim where(Predicate<Crossing> which) {
    this.which = this.which.and(which);
    return this;
  }

  /** They are lost. */
  public Aim drop() {
    return begin(Kind.DROP, Duration.ZERO);
  }

  /** They come so much later, and what the same actor sends after them waits behind them. */
  public Aim delay(Duration by) {
    return begin(Kind.DELAY, Faults.positive(by));
  }

  /** They come so much later, which Akka never does: what comes after them overtakes them. */
  public Aim overtakenFor(Duration by) {
    return begin(Kind.REORDER, Faults.positive(by));
  }

  /** They come twice, which Akka never does: at once, and so much later. */
  public Aim duplicate(Duration after) {
    return begin(Kind.DUPLICATE, Faults.positive(after));
  }

  /** How many messages it met: to make sure that a test is about what it says. */
  public int met() {
    synchronized (faults) {
      return met;
    }
  }

  private Aim begin(Kind kind, Duration delay) {
    if (this.kind != null) {
      throw new IllegalStateException("expected one fault, but " + this + " already");
    }
    this.kind = kind;
    this.delay = delay;
    faults.add(this);
    return this;
  }

  /** With the lock of the faults. */
  boolean meets(Crossing crossing) {
    if (left == 0 || !which.test(crossing)) {
      return false;
    }
    left--;
    met++;
    return true;
  }

  Kind kind() {
    return kind;
  }

  Duration delay() {
    return delay;
  }

  @Override
  public String toString() {
    return (kind == null ? "aimed at " : kind.words() + " ") + what;
  }
}
