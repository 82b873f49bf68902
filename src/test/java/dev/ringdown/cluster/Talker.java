package dev.ringdown.cluster;

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
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * One user of {@link Scaling}, within a node: calls another one, ends the call as soon as it is
 * accepted, and calls again; or accepts whatever rings.
 */
final class Talker extends AbstractBehavior<Object> {
  private final LongAdder calls;
  private final LongAdder failures;
  private final Optional<String> callee;
  private final ActorRef<SessionCommand> session;
  private final ActorRef<SessionReply> replies;
  private boolean accepted;
  private long requests;

  /**
   * @param calls counts those that were accepted and have ended
   * @param failures counts the operations that failed, and the calls that nobody accepted
   */
  static Behavior<Object> caller(
      Ringdown ringdown, String user, String callee, LongAdder calls, LongAdder failures) {
    return Behaviors.setup(
        context -> new Talker(ringdown, user, Optional.of(callee), calls, failures, context));
  }

  static Behavior<Object> callee(
      Ringdown ringdown, String user, LongAdder calls, LongAdder failures) {
    return Behaviors.setup(
        context -> new Talker(ringdown, user, Optional.empty(), calls, failures, context));
  }

  private Talker(
      Ringdown ringdown,
      String user,
      Optional<String> callee,
      LongAdder calls,
      LongAdder failures,
      ActorContext<Object> context) {
    super(context);
    this.calls = calls;
    this.failures = failures;
    this.callee = callee;
    replies = context.getSelf().narrow();
    session = ringdown.connect(CallUser.of(user), "device", context.getSelf().narrow());
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionEvent.Connected.class, event -> invite())
        .onMessage(
            SessionEvent.IncomingCallReceived.class,
            ring -> perform(new Operation.Accept(ring.callId(), "")))
        .onMessage(SessionEvent.OutgoingCallAccepted.class, this::onAccepted)
        .onMessage(SessionEvent.CallEnded.class, this::onEnded)
        .onMessage(SessionReply.class, this::onReply)
        .onAnyMessage(other -> this)
        .build();
  }

  private Behavior<Object> onAccepted(SessionEvent.OutgoingCallAccepted event) {
    accepted = true;
    return perform(new Operation.End(event.callId()));
  }

  private Behavior<Object> onEnded(SessionEvent.CallEnded event) {
    if (callee.isPresent()) {
      (accepted ? calls : failures).increment();
      accepted = false;
    }
    return invite();
  }

  private Behavior<Object> onReply(SessionReply reply) {
    if (reply.result() instanceof Result.Failed failed) {
      failures.increment();
      getContext().getLog().warn("{}", failed.error());
    }
    return this;
  }

  private Behavior<Object> invite() {
    callee.ifPresent(other -> perform(new Operation.Invite(Invitation.voice(other))));
    return this;
  }

  private Behavior<Object> perform(Operation operation) {
    requests++;
    session.tell(new SessionCommand.Perform("r" + requests, operation, replies));
    return this;
  }
}
