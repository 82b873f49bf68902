package dev.ringdown.testkit;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.dispatch.Envelope;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageQueue;
import akka.dispatch.ProducesMessageQueue;
import akka.dispatch.UnboundedMailbox;
import com.typesafe.config.Config;
import scala.Option;

/** For Akka: the mailbox of every actor, which lets a {@link Wire} see what comes and goes. */
final class Mailbox implements MailboxType, ProducesMessageQueue<UnboundedMailbox.MessageQueue> {
  private final Wire wire;

  Mailbox(ActorSystem.Settings settings, Config config) {
    wire = Quiet.of(settings.config()).wire();
  }

  @Override
  public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
    return owner.isEmpty()
        ? new UnboundedMailbox.MessageQueue()
        : new Queue(wire, new Actor(owner.get()));
  }

  private static final class Queue extends UnboundedMailbox.MessageQueue {
    private static final long serialVersionUID = 1;

    private final transient Wire wire;
    private final transient Actor owner;

    Queue(Wire wire, Actor owner) {
      this.wire = wire;
      this.owner = owner;
      wire.begins(owner);
    }

    @Override
    public void enqueue(ActorRef receiver, Envelope message) {
      if (wire.lets(owner, message)) {
        super.enqueue(receiver, message);
      }
    }

    @Override
    public Envelope dequeue() {
      if (wire.isCutFor(owner)) {
        return null;
      }
      Envelope next = super.dequeue();
      if (next != null) {
        wire.handles(owner, next.message());
      }
      return next;
    }

    @Override
    public void cleanUp(ActorRef actor, MessageQueue deadLetters) {
      wire.ends(owner);
      super.cleanUp(actor, deadLetters);
    }

    @Override
    public boolean hasMessages() {
      return !wire.isCutFor(owner) && super.hasMessages();
    }
  }
}
