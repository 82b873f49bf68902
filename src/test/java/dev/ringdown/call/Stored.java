package dev.ringdown.call;

import akka.actor.ActorSystem;
import akka.serialization.SerializationExtension;
import akka.serialization.SerializerWithStringManifest;
import akka.testkit.javadsl.TestKit;
import java.io.NotSerializableException;
import java.util.HashMap;
import java.util.Map;

/** Events as the journal gives them back: written to bytes and read. */
final class Stored implements AutoCloseable {
  private static final int KEPT = 10_000;

  private final ActorSystem system = ActorSystem.create("stored");
  private final SerializerWithStringManifest serializer;
  private final Map<CallEvent, CallEvent> known = new HashMap<>();

  Stored() {
    try {
      serializer =
          (SerializerWithStringManifest)
              SerializationExtension.get(system).serializerFor(CallEvent.Settled.class);
    } catch (NotSerializableException e) {
      throw new AssertionError(e);
    }
  }

  CallEvent read(CallEvent event) {
    if (known.size() > KEPT) {
      known.clear();
    }
    return known.computeIfAbsent(event, this::writeAndRead);
  }

  private CallEvent writeAndRead(CallEvent event) {
    try {
      String manifest = serializer.manifest(event);
      return (CallEvent) serializer.fromBinary(serializer.toBinary(event), manifest);
    } catch (NotSerializableException e) {
      throw new AssertionError("not stored: " + event, e);
    }
  }

  @Override
  public void close() {
    TestKit.shutdownActorSystem(system);
  }
}
