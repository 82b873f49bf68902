package dev.ringdown.serialization;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Fills any record with content of one kind, so that a component that is added to a record is
 * tested without anybody thinking of it.
 */
enum Filled {
  /** All that can be empty is; values of enums are their first. */
  EMPTY("", false, 0, Instant.EPOCH, Duration.ZERO),
  /** Long, many and late; values of enums are their last. */
  MAX("m".repeat(2048), true, 50, Instant.MAX, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
  /**
   * Text of one to four bytes a character, with combining, right-to-left and control characters.
   */
  UNICODE(
      "a\0\n é e\u0301 \u05E9\u05DC\u05D5\u05DD \u6F22 \uFFFF \uD83D\uDC69\u200D\uD83D\uDE80",
      true,
      2,
      Instant.parse("1969-12-31T23:59:59.999999999Z"),
      Duration.ofNanos(-1)),
  EARLIEST(" ", true, 1, Instant.MIN, Duration.ofSeconds(Long.MIN_VALUE));

  private final String text;
  private final boolean flag;
  private final int size;
  private final Instant instant;
  private final Duration duration;

  Filled(String text, boolean flag, int size, Instant instant, Duration duration) {
    this.text = text;
    this.flag = flag;
    this.size = size;
    this.instant = instant;
    this.duration = duration;
  }

  <R> R of(Class<R> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Object element = value(generic.getActualTypeArguments()[0]);
      if (generic.getRawType() == Optional.class) {
        return size == 0 ? Optional.empty() : Optional.of(element);
      } else if (generic.getRawType() == List.class) {
        return Collections.nCopies(size, element);
      }
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
    } else if (type instanceof Class<?> c && c.isRecord()) {
      return record(c);
    }
    throw new AssertionError("no content for a " + type.getTypeName() + ": teach it here");
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(c -> value(c.getGenericType())).toArray();
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no " + type.getSimpleName() + " of " + this, e);
    }
  }
}
