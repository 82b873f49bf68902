package dev.ringdown.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A list that is sent in parts, as those who send one do: the first ones, then of the rest. */
class FirstTest {
  private static List<List<Integer>> parts(List<Integer> weights) {
    List<List<Integer>> parts = new ArrayList<>();
    List<Integer> rest = weights;
    while (!rest.isEmpty()) {
      List<Integer> part = Weight.first(rest, weight -> weight);
      assertThat(part).isNotEmpty();
      parts.add(part);
      rest = rest.subList(part.size(), rest.size());
    }
    return parts;
  }

  private static int sum(List<Integer> weights) {
    return weights.stream().mapToInt(Integer::intValue).sum();
  }

  @Property
  void shouldLoseNothingAndKeepTheOrder(
      @ForAll @Size(max = 60) List<@IntRange(max = 2 * Weight.ROOM) Integer> weights) {
    assertThat(parts(weights).stream().flatMap(List::stream).toList()).isEqualTo(weights);
  }

  @Property
  void shouldSendNoMoreThanThereIsRoomForUnlessItIsOne(
      @ForAll @Size(max = 60) List<@IntRange(max = 2 * Weight.ROOM) Integer> weights) {
    assertThat(parts(weights))
        .allSatisfy(part -> assertThat(part.size() == 1 || sum(part) <= Weight.ROOM).isTrue());
  }

  @Property
  void shouldSendAsManyAsThereIsRoomFor(
      @ForAll @Size(max = 60) List<@IntRange(max = Weight.ROOM) Integer> weights) {
    List<List<Integer>> parts = parts(weights);
    for (int i = 1; i < parts.size(); i++) {
      assertThat(sum(parts.get(i - 1)) + parts.get(i).get(0)).isGreaterThan(Weight.ROOM);
    }
  }
}
