package dev.ringdown.serialization;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks sealed hierarchies, and what records hold. */
final class Sealed {
  private Sealed() {}

  /** All records of this type that may be sent. */
  static List<Class<?>> records(Class<?> type) {
    return leaves(type).filter(leaf -> Modifier.isPublic(leaf.getModifiers())).toList();
  }

  /** What an actor sends only to itself: nobody else can. */
  static List<Class<?>> ownRecords(Class<?> type) {
    return leaves(type).filter(leaf -> !Modifier.isPublic(leaf.getModifiers())).toList();
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Sealed::leaves)
        : Stream.of(type);
  }

  /** The types of all records in these objects, at whatever depth. */
  static Set<Class<?>> within(Collection<?> objects) {
    Set<Class<?>> types = new HashSet<>();
    objects.forEach(object -> collect(object, types));
    return types;
  }

  private static void collect(Object object, Set<Class<?>> types) {
    if (object instanceof Record) {
      types.add(object.getClass());
      for (RecordComponent component : object.getClass().getRecordComponents()) {
        collect(read(object, component), types);
      }
    } else {
      elements(object).forEach(element -> collect(element, types));
    }
  }

  private static Stream<?> elements(Object object) {
    if (object instanceof Collection<?> collection) {
      return collection.stream();
    } else if (object instanceof Map<?, ?> map) {
      return map.values().stream();
    } else if (object instanceof Optional<?> optional) {
      return optional.stream();
    }
    return Stream.empty();
  }

  private static Object read(Object object, RecordComponent component) {
    try {
      return component.getAccessor().invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component + " cannot be read", e);
    }
  }
}
