package dev.ringdown.testkit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

/**
 * What is sent to a call or a user by its id, before it is known which actor that is. The engine
 * keeps this type to itself; should it change, the kit fails at once, with the reason.
 *
 * @param entityId of the call or the user
 * @param message what he is told
 */
record Addressed(String entityId, Object message) {
  private static final Class<?> TYPE;
  private static final Constructor<?> CREATE;
  private static final Method ENTITY_ID;
  private static final Method MESSAGE;

  static {
    try {
      TYPE = Class.forName("dev.ringdown.entity.LocalEntities$Envelope");
      CREATE = TYPE.getDeclaredConstructor(String.class, Object.class);
      ENTITY_ID = TYPE.getDeclaredMethod("entityId");
      MESSAGE = TYPE.getDeclaredMethod("message");
      CREATE.setAccessible(true);
      ENTITY_ID.setAccessible(true);
      MESSAGE.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static boolean is(Object message) {
    return TYPE.isInstance(message);
  }

  static Addressed of(Object envelope) {
    try {
      return new Addressed((String) ENTITY_ID.invoke(envelope), MESSAGE.invoke(envelope));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the engine sends it. */
  Object envelope() {
    try {
      return CREATE.newInstance(entityId, message);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
