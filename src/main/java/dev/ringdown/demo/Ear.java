package dev.ringdown.demo;

import dev.ringdown.CallUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What one device of one user is to hear, and what it heard. */
class Ear {
  /** Far more than anything here takes: to wait so long means that it does not come. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CallUser user;
  private final String device;
  private final Screen screen;
  private final Expectation expectation = new Expectation();
  private final List<Line> heard = new ArrayList<>();

  Ear(CallUser user, String device, Screen screen) {
    this.user = user;
    this.device = device;
    this.screen = screen;
  }

  final void hear(Line line, String note) {
    synchronized (heard) {
      screen.callback(toString(), line, note);
      heard.add(line);
      heard.notifyAll();
    }
  }

  /** Expects these callbacks, in this order, and waits until so many have come. */
  void hears(Line... lines) {
    for (Line line : lines) {
      expectation.then(line);
    }
    await();
  }

  /** Expects these callbacks, in an order that nobody promises. */
  void hearsInAnyOrder(Line... lines) {
    expectation.thenInAnyOrder(List.of(lines));
    await();
  }

  private void await() {
    await("anything more", () -> heard.size() >= expectation.size());
    if (!expectation.isBegunBy(heard())) {
      throw new Failure(this + " heard something else than expected");
    }
  }

  final void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (heard) {
      while (!condition.getAsBoolean()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new Failure(this + " did not hear " + what + " for " + PATIENCE.toSeconds() + " s");
        }
        try {
          heard.wait(left);
        } catch (InterruptedException e) {
          throw Failure.interrupted();
        }
      }
    }
  }

  /** Expects one of these, whichever comes. */
  void hearsEither(Line one, Line other) {
    int next = expectation.size();
    await("anything more", () -> heard.size() > next);
    hears(heard().get(next).equals(other) ? other : one);
  }

  CallUser user() {
    return user;
  }

  Expectation expectation() {
    return expectation;
  }

  List<Line> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  @Override
  public String toString() {
    return user.name() + "/" + device;
  }
}
