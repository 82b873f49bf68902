package dev.ringdown.benchmark;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Ringdown;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Two users one of whom calls the other from time to time. What becomes of it is chosen at random:
 * most calls are accepted and ended, others declined, cancelled, not answered, or left by a caller
 * whose device vanishes.
 */
final class Caller extends AbstractBehavior<Object> {
  /** How many of a hundred calls go each way; the rest is accepted. */
  private static final int DECLINED = 15;

  private static final int CANCELLED = DECLINED + 10;
  private static final int UNANSWERED = CANCELLED + 10;
  private static final int LEFT = UNANSWERED + 5;

  record Call() {}

  private enum Way {
    ACCEPT,
    DECLINE,
    CANCEL,
    DO_NOT_ANSWER,
    LEAVE
  }

  private final Ringdown ringdown;
  private final String name;
  private final Random random;
  private final LongAdder calls;
  private final ActorRef<SessionEvent> events;
  private final ActorRef<SessionReply> replies;
  private final ActorRef<SessionCommand> callee;
  private ActorRef<SessionCommand> caller;
  private Way way = Way.ACCEPT;
  private long requests;

  static Behavior<Object> create(
      Ringdown ringdown, String name, Duration pause, long seed, LongAdder calls) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  Random random = new Random(seed);
                  Duration first = Duration.ofMillis(random.nextLong(pause.toMillis()));
                  timers.startTimerAtFixedRate(new Call(), first, pause);
                  return new Caller(ringdown, name, random, calls, context);
                }));
  }

  private Caller(
      Ringdown ringdown,
      String name,
      Random random,
      LongAdder calls,
      ActorContext<Object> context) {
    super(context);
    this.ringdown = ringdown;
    this.name = name;
    this.random = random;
    this.calls = calls;
    events = context.getSelf().narrow();
    replies = context.getSelf().narrow();
    callee = ringdown.connect(CallUser.of(name + "-callee"), "device", events);
    caller = connectCaller();
  }

  private ActorRef<SessionCommand> connectCaller() {
    return ringdown.connect(CallUser.of(name + "-caller"), "device", events);
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Call.class, this::onCall)
        .onMessage(SessionEvent.IncomingCallReceived.class, this::onRing)
        .onMessage(SessionEvent.OutgoingCallAccepted.class, this::onAccepted)
        .onAnyMessage(other -> this)
        .build();
  }

  /** If the last call still runs, this one is refused, which does not matter. */
  private Behavior<Object> onCall(Call call) {
    int percent = random.nextInt(100);
    if (percent < DECLINED) {
      way = Way.DECLINE;
    } else if (percent < CANCELLED) {
      way = Way.CANCEL;
    } else if (percent < UNANSWERED) {
      way = Way.DO_NOT_ANSWER;
    } else {
      way = percent < LEFT ? Way.LEAVE : Way.ACCEPT;
    }
    calls.increment();
    Invitation invitation = Invitation.voice(name + "-callee").withTimeout(Duration.ofSeconds(1));
    perform(caller, new Operation.Invite(invitation));
    return this;
  }

  private Behavior<Object> onRing(SessionEvent.IncomingCallReceived ring) {
    switch (way) {
      case ACCEPT -> perform(callee, new Operation.Accept(ring.callId(), ""));
      case DECLINE -> perform(callee, new Operation.Decline(ring.callId(), ""));
      case CANCEL -> perform(caller, new Operation.Cancel(ring.callId(), Set.of(), ""));
      case LEAVE -> {
        caller.tell(new SessionCommand.Close(CloseReason.CLOSED));
        caller = connectCaller();
      }
      case DO_NOT_ANSWER -> {}
    }
    return this;
  }

  private Behavior<Object> onAccepted(SessionEvent.OutgoingCallAccepted event) {
    perform(caller, new Operation.End(event.callId()));
    return this;
  }

  private void perform(ActorRef<SessionCommand> session, Operation operation) {
    requests++;
    session.tell(new SessionCommand.Perform(name + "-" + requests, operation, replies));
  }
}
