package dev.ringdown.cluster;

import akka.actor.ActorRef;
import akka.actor.ExtendedActorSystem;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.remote.artery.RemoteInstrument;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what a node sends to others, by message and serializer. Akka makes it, on each node. */
public final class Wiretap extends RemoteInstrument {
  /** A kind of message. */
  private record Kind(String message, String serializer) {}

  private static final class Count {
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAccumulator largest = new LongAccumulator(Long::max, 0);
  }

  private static final Map<Kind, Count> COUNTS = new ConcurrentHashMap<>();

  private final ExtendedActorSystem system;

  public Wiretap(ExtendedActorSystem system) {
    this.system = system;
  }

  /** "message serializer count bytes largest", for each kind, with semicolons in between. */
  static String report() {
    return COUNTS.entrySet().stream()
        .map(
            entry ->
                "%s %s %d %d %d"
                    .formatted(
                        entry.getKey().message(),
                        entry.getKey().serializer(),
                        entry.getValue().messages.sum(),
                        entry.getValue().bytes.sum(),
                        entry.getValue().largest.get()))
        .sorted()
        .collect(Collectors.joining(";"));
  }

  @Override
  public byte identifier() {
    return 31;
  }

  @Override
  public void remoteMessageSent(
      ActorRef recipient, Object message, ActorRef sender, int size, long time) {
    Object inner = message instanceof ShardingEnvelope<?> envelope ? envelope.message() : message;
    Serializer serializer = SerializationExtension.get(system).findSerializerFor(inner);
    Kind kind = new Kind(inner.getClass().getName(), serializer.getClass().getSimpleName());
    Count count = COUNTS.computeIfAbsent(kind, k -> new Count());
    count.messages.increment();
    count.bytes.add(size);
    count.largest.accumulate(size);
  }

  @Override
  public void remoteWriteMetadata(
      ActorRef recipient, Object message, ActorRef sender, ByteBuffer buffer) {}

  @Override
  public void remoteReadMetadata(
      ActorRef recipient, Object message, ActorRef sender, ByteBuffer buffer) {}

  @Override
  public void remoteMessageReceived(
      ActorRef recipient, Object message, ActorRef sender, int size, long time) {}
}
