package dev.ringdown.serialization;

import akka.actor.ExtendedActorSystem;
import akka.serialization.BaseSerializer$;
import akka.serialization.SerializerWithStringManifest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes and reads what its table of {@link Form}s names. */
abstract class ProtobufSerializer extends SerializerWithStringManifest {
  private final int identifier;
  private final String what;
  private final Map<Class<?>, Form<?, ?>> byType = new HashMap<>();
  private final Map<String, Form<?, ?>> byManifest = new TreeMap<>();

  /**
   * @param what these are, with an article
   * @param forms no manifest twice; of two forms of one type, the first one is written
   */
  ProtobufSerializer(ExtendedActorSystem system, String what, List<Form<?, ?>> forms) {
    identifier = BaseSerializer$.MODULE$.identifierFromConfig(getClass(), system);
    this.what = what;
    for (Form<?, ?> form : forms) {
      put(form.type(), form);
      if (byManifest.put(form.manifest(), form) != null) {
        throw new IllegalArgumentException("manifest of %s twice: %s".formatted(what, form));
      }
    }
  }

  /** A sealed interface stands for all its records. */
  private void put(Class<?> type, Form<?, ?> form) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        put(permitted, form);
      }
    } else {
      byType.putIfAbsent(type, form);
    }
  }

  @Override
  public final int identifier() {
    return identifier;
  }

  /**
   * @throws IllegalArgumentException if it is none of what this serializer writes
   */
  @Override
  public String manifest(Object object) {
    return form(object).manifest();
  }

  /**
   * @throws IllegalArgumentException if it is none of what this serializer writes
   */
  @Override
  public final byte[] toBinary(Object object) {
    return form(object).write(object);
  }

  /**
   * @throws NotSerializableException if the manifest is unknown, or the bytes are not what it says
   *     or hold an enum value that this version does not know
   */
  @Override
  public final Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    Form<?, ?> form = byManifest.get(manifest);
    if (form == null) {
      throw new NotSerializableException(
          "manifest of %s: '%s' (expected: one of %s; written by a newer version?)"
              .formatted(what, manifest, byManifest.keySet()));
    }
    try {
      return form.read(bytes);
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      NotSerializableException unreadable =
          new NotSerializableException(
              "%s, %s with manifest '%s' cannot be read: %s"
                  .formatted(what, form.type().getSimpleName(), manifest, e.getMessage()));
      unreadable.initCause(e);
      throw unreadable;
    }
  }

  private Form<?, ?> form(Object object) {
    Form<?, ?> form = byType.get(object.getClass());
    if (form == null) {
      throw new IllegalArgumentException(
          "%s (expected: %s)".formatted(object.getClass().getName(), what));
    }
    return form;
  }

  /**
   * How one type is written.
   *
   * @param manifest short and stable: it is stored or sent beside the bytes
   */
  record Form<T, M extends Message>(
      String manifest,
      Class<T> type,
      Function<T, M> toProto,
      Parser<M> parser,
      Function<M, T> fromProto) {

    private byte[] write(Object object) {
      return toProto.apply(type.cast(object)).toByteArray();
    }

    private T read(byte[] bytes) throws InvalidProtocolBufferException {
      return fromProto.apply(parser.parseFrom(bytes));
    }
  }
}
