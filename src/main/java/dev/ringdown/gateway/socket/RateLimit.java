package dev.ringdown.gateway.socket;

/** So many in a second on the long run, and so many at once. */
final class RateLimit {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private double left;
  private long before;

  RateLimit(int perSecond, int burst, long nanoTime) {
    this.perSecond = perSecond;
    this.burst = burst;
    left = burst;
    before = nanoTime;
  }

  /** Takes one, if there is one. */
  boolean admits(long nanoTime) {
    left = Math.min(burst, left + (nanoTime - before) / NANOS * perSecond);
    before = nanoTime;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
