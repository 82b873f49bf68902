package dev.ringdown.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void shouldAdmitABurstAndThenItsRate() {
    RateLimit limit = new RateLimit(10, 3, 0);

    assertThat(admitted(limit, 0, 5)).isEqualTo(3);
    assertThat(admitted(limit, SECOND / 5, 5)).isEqualTo(2);
    assertThat(admitted(limit, SECOND * 100, 5)).isEqualTo(3);
  }

  private static int admitted(RateLimit limit, long nanoTime, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; i++) {
      admitted += limit.admits(nanoTime) ? 1 : 0;
    }
    return admitted;
  }
}
