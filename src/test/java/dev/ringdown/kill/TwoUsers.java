package dev.ringdown.kill;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.Ringdown;
import dev.ringdown.kill.Attempt.Fate;
import dev.ringdown.kill.Fact.Kind;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;

/** A caller and a callee with a device each, who say what they are told. */
final class TwoUsers extends AbstractBehavior<Object> {
  private final String pair;
  private final Iterator<Attempt> attempts;
  private final Consumer<Fact> told;
  private final ActorRef<SessionCommand> caller;
  private final ActorRef<SessionCommand> callee;
  private final ActorRef<SessionReply> replies;
  private int connected;
  private int calls;
  private Attempt attempt;

  /** They make these calls, one after the other. */
  static Behavior<Object> calling(
      Ringdown ringdown, String pair, Iterator<Attempt> attempts, Consumer<Fact> told) {
    return Behaviors.setup(context -> new TwoUsers(ringdown, pair, attempts, told, context));
  }

  /** They come back to their only call, which rings. */
  static Behavior<Object> returning(
      Ringdown ringdown, String pair, Attempt attempt, Consumer<Fact> told) {
    return Behaviors.setup(
        context -> {
          Iterator<Attempt> none = Collections.emptyIterator();
          TwoUsers users = new TwoUsers(ringdown, pair, none, told, context);
          users.calls = 1;
          users.attempt = attempt;
          return users;
        });
  }

  private TwoUsers(
      Ringdown ringdown,
      String pair,
      Iterator<Attempt> attempts,
      Consumer<Fact> told,
      ActorContext<Object> context) {
    super(context);
    this.pair = pair;
    this.attempts = attempts;
    this.told = told;
    ActorRef<SessionEvent> events = context.getSelf().narrow();
    replies = context.getSelf().narrow();
    caller = ringdown.connect(CallUser.of(Names.caller(pair)), "device", events);
    callee = ringdown.connect(CallUser.of(Names.callee(pair)), "device", events);
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionEvent.Connected.class, event -> onConnected())
        .onMessage(SessionEvent.IncomingCallReceived.class, this::onRing)
        .onMessage(SessionEvent.OutgoingCallTimeout.class, this::onTimeout)
        .onMessage(SessionEvent.CallEnded.class, this::onEnded)
        .onMessage(SessionReply.class, this::onReply)
        .onAnyMessage(other -> this)
        .build();
  }

  private Behavior<Object> onConnected() {
    connected++;
    if (connected == 2) {
      told.accept(Fact.now(Kind.CONNECTED, Names.call(pair, 1)));
      next();
    }
    return this;
  }

  private void next() {
    if (attempts.hasNext()) {
      attempt = attempts.next();
      calls++;
      Invitation invitation =
          Invitation.voice(Names.callee(pair)).withTimeout(attempt.timeout()).withCallId(call());
      ask(caller, Kind.INVITED, new Operation.Invite(invitation));
    }
  }

  private Behavior<Object> onRing(SessionEvent.IncomingCallReceived ring) {
    told.accept(new Fact(Kind.RINGS, ring.callId(), ring.deadline().toEpochMilli()));
    if (attempt.fate() == Fate.ACCEPT) {
      ask(callee, Kind.ACCEPTED, new Operation.Accept(ring.callId(), ""));
    } else if (attempt.fate() == Fate.DECLINE) {
      ask(callee, Kind.DECLINED, new Operation.Decline(ring.callId(), ""));
    }
    return this;
  }

  private Behavior<Object> onTimeout(SessionEvent.OutgoingCallTimeout timeout) {
    told.accept(Fact.now(Kind.TIMED_OUT, timeout.callId()));
    return this;
  }

  private Behavior<Object> onEnded(SessionEvent.CallEnded ended) {
    if (ended.callId().equals(call())) {
      next();
    }
    return this;
  }

  private Behavior<Object> onReply(SessionReply reply) {
    String[] asked = reply.requestId().split(" ");
    Kind kind = Kind.valueOf(asked[0]);
    String callId = asked[1];
    if (reply.result() instanceof Result.Failed failed) {
      System.err.println(kind + " " + callId + ": " + failed.error());
      told.accept(Fact.now(Kind.REFUSED, callId));
    } else if (kind == Kind.INVITED) {
      told.accept(new Fact(Kind.INVITED, callId, attempt.timeout().toMillis()));
      if (attempt.fate() == Fate.CANCEL) {
        Operation cancel = new Operation.Cancel(callId, Set.of(), "");
        ask(caller, Kind.CANCELLED, cancel);
      }
    } else {
      told.accept(Fact.now(kind, callId));
      if (kind == Kind.ACCEPTED) {
        ask(caller, Kind.ENDED, new Operation.End(callId));
      }
    }
    return this;
  }

  /** Whatever is asked of a call is asked once: its kind and the call make the request's id. */
  private void ask(ActorRef<SessionCommand> session, Kind kind, Operation operation) {
    session.tell(new SessionCommand.Perform(kind + " " + call(), operation, replies));
  }

  private String call() {
    return Names.call(pair, calls);
  }
}
