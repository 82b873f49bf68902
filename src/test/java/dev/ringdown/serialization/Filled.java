package dev.ringdown.serialization;

import akka.actor.typed.ActorRef;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fills any record with content of one kind, so that a component that is added to a record is
 * tested without anybody thinking of it.
 */
enum Filled {
  /** All that can be empty is; values of enums are their first. */
  EMPTY("", false, 0, 0, Instant.EPOCH, Duration.ZERO),
  /** Long, many and late; values of enums are their last. */
  MAX(
      "m".repeat(2048),
      true,
      50,
      Long.MAX_VALUE,
      Instant.MAX,
      Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
  /**
   * Text of one to four bytes a character, with combining, right-to-left and control characters.
   */
  UNICODE(
      "a\0\n é e\u0301 \u05E9\u05DC\u05D5\u05DD \u6F22 \uFFFF \uD83D\uDC69\u200D\uD83D\uDE80",
      true,
      2,
      -1,
      Instant.parse("1969-12-31T23:59:59.999999999Z"),
      Duration.ofNanos(-1)),
  EARLIEST(" ", true, 1, Long.MIN_VALUE, Instant.MIN, Duration.ofSeconds(Long.MIN_VALUE));

  private final String text;
  private final boolean flag;
  private final int size;
  private final long number;
  private final Instant instant;
  private final Duration duration;

  Filled(String text, boolean flag, int size, long number, Instant instant, Duration duration) {
    this.text = text;
    this.flag = flag;
    this.size = size;
    this.number = number;
    this.instant = instant;
    this.duration = duration;
  }

  /**
   * Instances of this type that hold, all together, every record of every sealed interface inside.
   *
   * @param actor for every component that is an actor
   */
  List<Object> every(Class<?> type, ActorRef<?> actor) {
    return every(type, actor, false);
  }

  private List<Object> every(Type type, ActorRef<?> actor, boolean inList) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
      return size == 0
          ? List.of(Optional.empty())
          : every(generic.getActualTypeArguments()[0], actor, inList).stream()
              .<Object>map(Optional::of)
              .toList();
    } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return size == 0
          ? List.of(List.of())
          : lists(every(generic.getActualTypeArguments()[0], actor, true), inList);
    } else if (type instanceof Class<?> c && c.isSealed()) {
      return Sealed.records(c).stream().flatMap(r -> every(r, actor, inList).stream()).toList();
    } else if (type instanceof Class<?> c && c.isRecord()) {
      return records(c, actor, inList);
    }
    return List.of(value(type, actor));
  }

  /** Long ones only where they do not multiply. */
  private List<Object> lists(List<Object> elements, boolean inList) {
    int copies = inList || elements.size() > 1 ? Math.min(size, 2) : size;
    return elements.stream().<Object>map(e -> Collections.nCopies(copies, e)).toList();
  }

  private Object value(Type type, ActorRef<?> actor) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == ActorRef.class) {
      return actor;
    } else if (type.getTypeName().equals("java.util.Set<java.lang.String>")) {
      return texts().collect(Collectors.toSet());
    } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      Object value = value(generic.getActualTypeArguments()[1], actor);
      return texts().collect(Collectors.toMap(Function.identity(), text -> value));
    } else if (type == int.class) {
      return (int) number;
    } else if (type == long.class) {
      return number;
    } else if (type == String.class) {
      return text;
    } else if (type == boolean.class) {
      return flag;
    } else if (type == Instant.class) {
      return instant;
    } else if (type == Duration.class) {
      return duration;
    } else if (type instanceof Class<?> c && c.isEnum()) {
      Object[] values = c.getEnumConstants();
      return values[size == 0 ? 0 : values.length - 1];
    }
    throw new AssertionError("no content for a " + type.getTypeName() + ": teach it here");
  }

  private Stream<String> texts() {
    return IntStream.range(0, size).mapToObj(i -> text + i);
  }

  /** As many as hold each content of each component once. */
  private List<Object> records(Class<?> type, ActorRef<?> actor, boolean inList) {
    RecordComponent[] components = type.getRecordComponents();
    List<List<Object>> contents =
        Arrays.stream(components).map(c -> every(c.getGenericType(), actor, inList)).toList();
    int most = contents.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, most)
        .mapToObj(i -> record(type, contents.stream().map(c -> c.get(i % c.size())).toArray()))
        .toList();
  }

  private Object record(Class<?> type, Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no " + type.getSimpleName() + " of " + this, e);
    }
  }
}
