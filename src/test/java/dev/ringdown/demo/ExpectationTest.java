package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final Line A = Line.of("a", 1);
  private static final Line B = Line.of("b", 1);
  private static final Line C = Line.of("c", 1);

  private final Expectation expectation = new Expectation();

  @Test
  void shouldBeMetByTheSameInOrder() {
    expectation.then(A);
    expectation.then(B);

    assertThat(expectation.isMetBy(List.of(A, B))).isTrue();
    assertThat(expectation.isMetBy(List.of(B, A))).isFalse();
    assertThat(expectation.isMetBy(List.of(A, Line.of("b", 2)))).isFalse();
  }

  @Test
  void shouldMissWhatIsMissingAndSeeWhatIsTooMuch() {
    expectation.then(A);
    expectation.then(B);

    assertThat(expectation.isMetBy(List.of(A))).isFalse();
    assertThat(expectation.isMetBy(List.of(A, B, B))).isFalse();
    assertThat(expectation.isBegunBy(List.of(A, B, B))).isTrue();
  }

  @Test
  void shouldLeaveTheOrderFreeWithinAGroupOnly() {
    expectation.then(A);
    expectation.thenInAnyOrder(List.of(B, C));

    assertThat(expectation.isMetBy(List.of(A, C, B))).isTrue();
    assertThat(expectation.isMetBy(List.of(A, B, B))).isFalse();
    assertThat(expectation.isMetBy(List.of(C, A, B))).isFalse();
  }
}
