package dev.ringdown.benchmark;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.Ringdown;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.util.concurrent.atomic.LongAdder;

/** Two users who call each other all the time: invite, ring, accept, end, and again. */
final class Pair extends AbstractBehavior<Object> {
  private final LongAdder calls;
  private final LongAdder failures;
  private final ActorRef<SessionCommand> caller;
  private final ActorRef<SessionCommand> callee;
  private final ActorRef<SessionReply> replies;
  private final Invitation invitation;
  private int connected;
  private int ended;
  private long requests;

  static Behavior<Object> create(
      Ringdown ringdown, int number, LongAdder calls, LongAdder failures) {
    return Behaviors.setup(context -> new Pair(ringdown, number, calls, failures, context));
  }

  private Pair(
      Ringdown ringdown,
      int number,
      LongAdder calls,
      LongAdder failures,
      ActorContext<Object> context) {
    super(context);
    this.calls = calls;
    this.failures = failures;
    ActorRef<SessionEvent> events = context.getSelf().narrow();
    replies = context.getSelf().narrow();
    caller = ringdown.connect(CallUser.of("caller-" + number), "device", events);
    callee = ringdown.connect(CallUser.of("callee-" + number), "device", events);
    invitation = Invitation.voice("callee-" + number);
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionEvent.Connected.class, this::onConnected)
        .onMessage(SessionEvent.IncomingCallReceived.class, this::onRing)
        .onMessage(SessionEvent.OutgoingCallAccepted.class, this::onAccepted)
        .onMessage(SessionEvent.CallEnded.class, this::onEnded)
        .onMessage(SessionReply.class, this::onReply)
        .onAnyMessage(other -> this)
        .build();
  }

  private Behavior<Object> onConnected(SessionEvent.Connected event) {
    connected++;
    if (connected == 2) {
      invite();
    }
    return this;
  }

  private Behavior<Object> onRing(SessionEvent.IncomingCallReceived ring) {
    perform(callee, new Operation.Accept(ring.callId(), ""));
    return this;
  }

  private Behavior<Object> onAccepted(SessionEvent.OutgoingCallAccepted event) {
    perform(caller, new Operation.End(event.callId()));
    return this;
  }

  private Behavior<Object> onEnded(SessionEvent.CallEnded event) {
    ended++;
    if (ended == 2) {
      ended = 0;
      calls.increment();
      invite();
    }
    return this;
  }

  private Behavior<Object> onReply(SessionReply reply) {
    // The end of the benchmark is no failure.
    if (reply.result() instanceof Result.Failed failed
        && failed.error().code() != ErrorCode.SESSION_CLOSED) {
      failures.increment();
      getContext().getLog().warn("{}", failed.error());
    }
    return this;
  }

  private void invite() {
    perform(caller, new Operation.Invite(invitation));
  }

  private void perform(ActorRef<SessionCommand> session, Operation operation) {
    requests++;
    session.tell(
        new SessionCommand.Perform(
            getContext().getSelf().path().name() + requests, operation, replies));
  }
}
