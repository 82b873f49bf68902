package dev.ringdown.scenario;

import dev.ringdown.testkit.Aim;
import dev.ringdown.testkit.Faults;
import dev.ringdown.testkit.Link;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The messages that cross while something happens, in their order: each can meet a fault. */
final class Crossings {
  private final Faults faults;

  Crossings(Faults faults) {
    this.faults = faults;
  }

  /** How many there are while this happens. */
  int count(Runnable happens) {
    AtomicInteger seen = new AtomicInteger();
    for (Link link : Link.values()) {
      faults.every(link).where(c -> seen.incrementAndGet() < 0).drop();
    }
    happens.run();
    faults.stop();
    return seen.get();
  }

  /**
   * The one with this number meets a fault, until {@link Faults#stop()}.
   *
   * @param number from 0, counted from now
   */
  void fault(int number, Consumer<Aim> fault) {
    AtomicInteger seen = new AtomicInteger();
    for (Link link : Link.values()) {
      fault.accept(faults.every(link).where(c -> seen.getAndIncrement() == number));
    }
  }

  /** All are lost, until {@link Faults#stop()}. */
  void dropAll() {
    for (Link link : Link.values()) {
      faults.every(link).drop();
    }
  }
}
