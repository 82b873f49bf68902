package dev.ringdown.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does, much longer than it may take. */
final class Wait {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private Wait() {}

  static <T> T until(String what, CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("expected: " + what, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks again and again, with a pause in between. */
  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("expected: " + what);
      }
      pause(Duration.ofMillis(200));
    }
  }

  static void pause(Duration duration) {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, duration.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /**
   * @param monitor is notified when the condition may have come true; the caller holds it
   */
  static void until(Object monitor, BooleanSupplier condition, Supplier<String> what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("expected " + what.get());
      }
      try {
        monitor.wait(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
