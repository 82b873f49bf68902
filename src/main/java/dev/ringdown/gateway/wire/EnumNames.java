package dev.ringdown.gateway.wire;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A Java enum's numbers on the wire, where its values have the same names. */
final class EnumNames<E extends Enum<E>> {
  private final Class<E> type;
  private final Map<E, Integer> numbers;
  private final Map<Integer, E> values = new HashMap<>();

  /**
   * @throws IllegalArgumentException if a Java value has no number
   */
  EnumNames(Class<E> type, EnumDescriptor wire) {
    this.type = type;
    numbers = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      EnumValueDescriptor found = wire.findValueByName(value.name());
      if (found == null) {
        throw new IllegalArgumentException(
            "%s: no number (expected: one in %s)".formatted(value, wire.getFullName()));
      }
      numbers.put(value, found.getNumber());
      values.put(found.getNumber(), value);
    }
  }

  int of(E value) {
    return numbers.get(value);
  }

  /** Empty for 0. */
  Optional<E> optional(String field, int number) throws BadValue {
    return number == 0 ? Optional.empty() : Optional.of(at(field, number));
  }

  E at(String field, int number) throws BadValue {
    E value = values.get(number);
    if (value == null) {
      throw new BadValue(
          field,
          number == 0 ? "missing" : "unknown number " + number,
          "one of " + Arrays.toString(type.getEnumConstants()));
    }
    return value;
  }
}
