package dev.ringdown.benchmark;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.dispatch.Envelope;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageQueue;
import akka.dispatch.ProducesMessageQueue;
import akka.dispatch.UnboundedMailbox;
import com.typesafe.config.Config;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import scala.Option;

/** Counts what actors are told, by the kind of message. */
public final class CountingMailbox
    implements MailboxType, ProducesMessageQueue<UnboundedMailbox.MessageQueue> {
  private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

  /** For Akka, which makes it by reflection. */
  public CountingMailbox(ActorSystem.Settings settings, Config config) {}

  static void reset() {
    COUNTS.clear();
  }

  static Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    COUNTS.forEach((kind, count) -> counts.put(kind, count.sum()));
    return counts;
  }

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    return new UnboundedMailbox.MessageQueue() {
      @Override
      public void enqueue(ActorRef receiver, Envelope message) {
        String name = message.message().getClass().getName();
        String kind = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
        COUNTS.computeIfAbsent(kind, k -> new LongAdder()).increment();
        super.enqueue(receiver, message);
      }
    };
  }
}
