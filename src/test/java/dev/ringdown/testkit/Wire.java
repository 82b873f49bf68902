package dev.ringdown.testkit;

import akka.actor.ActorRef;
import akka.dispatch.Envelope;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.testkit.Actor.Kind;
import dev.ringdown.user.UserCommand;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the actors of one actor system tell each other. It knows who speaks: since all
 * run on one thread, the one that took a message out of its mailbox last. What may cross from node
 * to node is subject to faults; once the wire is cut, nothing arrives any more.
 */
final class Wire {
  private final Quiet world;
  private final Faults faults;
  private final IdentityHashMap<Object, String> underWay = new IdentityHashMap<>();
  private final Map<String, Actor> calls = new HashMap<>();
  private final Map<String, Actor> users = new HashMap<>();
  private final Map<String, Actor> sessions = new HashMap<>();
  private Actor last;
  private boolean late;
  private volatile boolean cut;

  Wire(Quiet world, Faults faults) {
    this.world = world;
    this.faults = faults;
  }

  // ---- The end

  /** From now on every actor of the engine is dead, though it does not know yet. */
  void cut() {
    cut = true;
  }

  boolean isCut() {
    return cut;
  }

  boolean isCutFor(Actor owner) {
    return cut && owner.kind() != Kind.OTHER;
  }

  // ---- Who is there

  synchronized void begins(Actor actor) {
    if (actor.kind() == Kind.SESSION) {
      sessions.put(actor.ref().path().toString(), actor);
    }
  }

  synchronized void ends(Actor actor) {
    calls.remove(actor.name(), actor);
    users.remove(actor.name(), actor);
    sessions.values().remove(actor);
  }

  /** The running actor of this call. */
  synchronized Optional<ActorRef> call(String callId) {
    return Optional.ofNullable(calls.get(callId)).map(Actor::ref);
  }

  /** The running actor of this user. */
  synchronized Optional<ActorRef> user(String userId) {
    return Optional.ofNullable(users.get(userId)).map(Actor::ref);
  }

  /** An actor takes this message out of its mailbox, and speaks from now on. */
  synchronized void handles(Actor owner, Object message) {
    last = owner;
    if (handsOn(owner) && Addressed.is(message)) {
      Addressed addressed = Addressed.of(message);
      underWay.put(addressed.message(), addressed.entityId());
    }
  }

  private static boolean handsOn(Actor actor) {
    return actor.kind() == Kind.CALLS || actor.kind() == Kind.USERS;
  }

  /** The first message that is handed on to an actor tells whose it is. */
  private void learn(Actor owner, Object message) {
    String name = underWay.remove(message);
    if (name != null && owner.name().isEmpty()) {
      owner.name(name);
      (owner.kind() == Kind.CALL ? calls : users).put(name, owner);
    }
  }

  // ---- What is sent

  /** Whether a message is to be put into this actor's mailbox now. */
  synchronized boolean lets(Actor owner, Envelope envelope) {
    if (isCutFor(owner)) {
      return false;
    }
    if (late || !world.isHere() || owner.kind() == Kind.OTHER) {
      return true;
    }
    Object message = envelope.message();
    if (last != null && handsOn(last) && (owner.kind() == Kind.CALL || owner.kind() == Kind.USER)) {
      learn(owner, message);
      return true;
    }
    Optional<Crossing> crossing = crossing(speaker(message), owner, message);
    return crossing.isEmpty() || faults.let(crossing.get(), () -> deliver(owner.ref(), envelope));
  }

  /** Who sends this. A session registers before it has taken out its first message. */
  private Actor speaker(Object message) {
    if (Addressed.is(message) && Addressed.of(message).message() instanceof UserCommand.Connect c) {
      Actor session = sessions.get(c.replyTo().path().toString());
      if (session != null) {
        session.name(c.user().id() + "/" + c.device());
        return session;
      }
    }
    return last;
  }

  private void deliver(ActorRef receiver, Envelope envelope) {
    late = true;
    receiver.tell(envelope.message(), envelope.sender());
    late = false;
  }

  private static Optional<Crossing> crossing(Actor speaker, Actor owner, Object message) {
    if (speaker == null || speaker == owner) {
      return Optional.empty();
    }
    if (owner.kind() == Kind.SESSION && message instanceof SessionCommand.FromUser) {
      return Optional.of(new Crossing(Link.USER_TO_SESSION, speaker, owner, owner.name(), message));
    }
    if (owner.kind() == Kind.USER && message instanceof UserCommand.FromSession) {
      return Optional.of(new Crossing(Link.SESSION_TO_USER, speaker, owner, owner.name(), message));
    }
    if (!Addressed.is(message)) {
      return Optional.empty();
    }
    Addressed addressed = Addressed.of(message);
    Object told = addressed.message();
    return link(told).map(link -> new Crossing(link, speaker, owner, addressed.entityId(), told));
  }

  private static Optional<Link> link(Object told) {
    if (told instanceof UserCommand.FromCall) {
      return Optional.of(Link.CALL_TO_USER);
    }
    if (told instanceof UserCommand.FromSession) {
      return Optional.of(Link.SESSION_TO_USER);
    }
    return told instanceof CallCommand ? Optional.of(Link.USER_TO_CALL) : Optional.empty();
  }
}
