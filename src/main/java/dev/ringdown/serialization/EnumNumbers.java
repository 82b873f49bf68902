package dev.ringdown.serialization;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The stored numbers of a Java enum, from the Protobuf enum whose values bear the same names after
 * a prefix ({@code END_REASON_BUSY} for {@code EndReason.BUSY}).
 */
final class EnumNumbers<E extends Enum<E>> {
  private final Class<E> type;
  private final Map<E, Integer> numbers;
  private final Map<Integer, E> values = new HashMap<>();

  /**
   * @throws IllegalArgumentException if a Java value has no stored number
   */
  EnumNumbers(Class<E> type, EnumDescriptor stored) {
    this.type = type;
    this.numbers = new EnumMap<>(type);
    String unspecified = stored.findValueByNumber(0).getName();
    String prefix = unspecified.substring(0, unspecified.length() - "UNSPECIFIED".length());
    for (E value : type.getEnumConstants()) {
      EnumValueDescriptor found = stored.findValueByName(prefix + value.name());
      if (found == null) {
        throw new IllegalArgumentException(
            "%s.%s: no number (expected: %s%2$s in %s)"
                .formatted(type.getSimpleName(), value, prefix, stored.getFile().getName()));
      }
      numbers.put(value, found.getNumber());
      values.put(found.getNumber(), value);
    }
  }

  int of(E value) {
    return numbers.get(value);
  }

  /**
   * @throws IllegalArgumentException if this version knows no such number; 0 is never known
   */
  E at(int number) {
    E value = values.get(number);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s: %d (expected: one of %s; written by a newer version?)"
              .formatted(type.getSimpleName(), number, values));
    }
    return value;
  }
}
