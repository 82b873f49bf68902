package dev.ringdown.cluster;

import akka.actor.typed.ActorSystem;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import java.util.Base64;

/** What sessions are asked and tell, as text: the bytes that nodes send each other, in Base64. */
record Codec(Serialization serialization) {
  private static final int SESSION_MESSAGES = 7405;

  static Codec of(ActorSystem<?> system) {
    return new Codec(SerializationExtension.get(system));
  }

  String write(Object message) {
    byte[] bytes = serialization.serialize(message).get();
    String manifest = Serializers.manifestFor(serialization.findSerializerFor(message), message);
    return manifest + Base64.getEncoder().encodeToString(bytes);
  }

  <T> T read(String text, Class<T> type) {
    byte[] bytes = Base64.getDecoder().decode(text.substring(1));
    return type.cast(
        serialization.deserialize(bytes, SESSION_MESSAGES, text.substring(0, 1)).get());
  }
}
