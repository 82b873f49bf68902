package dev.ringdown.benchmark;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.Ringdown;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/**
 * Two users one of whom calls the other at a fixed rate, whether or not the engine gets on. Half a
 * second after it rings a call is accepted, declined or cancelled; an accepted one is then ended.
 */
final class Impatient extends AbstractBehavior<Object> {
  private static final Duration THINKS = Duration.ofMillis(500);

  private record Call() {}

  private record Decide(String callId) {}

  private final String name;
  private final Random random;
  private final OverloadFigures figures;
  private final TimerScheduler<Object> timers;
  private final ActorRef<SessionCommand> caller;
  private final ActorRef<SessionCommand> callee;
  private final ActorRef<SessionReply> replies;
  private boolean engaged;
  private long requests;
  private String asked = "";
  private long askedAt;

  static Behavior<Object> create(
      Ringdown ringdown, String name, Duration pause, long seed, OverloadFigures figures) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  Random random = new Random(seed);
                  Duration first = Duration.ofNanos(random.nextLong(pause.toNanos()));
                  timers.startTimerAtFixedRate(new Call(), first, pause);
                  return new Impatient(ringdown, name, random, figures, timers, context);
                }));
  }

  private Impatient(
      Ringdown ringdown,
      String name,
      Random random,
      OverloadFigures figures,
      TimerScheduler<Object> timers,
      ActorContext<Object> context) {
    super(context);
    this.name = name;
    this.random = random;
    this.figures = figures;
    this.timers = timers;
    ActorRef<SessionEvent> events = context.getSelf().narrow();
    replies = context.getSelf().narrow();
    callee = ringdown.connect(CallUser.of(name + "-callee"), "device", events);
    caller = ringdown.connect(CallUser.of(name + "-caller"), "device", events);
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Call.class, call -> onCall())
        .onMessage(SessionEvent.IncomingCallReceived.class, this::onRing)
        .onMessage(Decide.class, this::onDecide)
        .onMessage(SessionEvent.OutgoingCallAccepted.class, this::onAccepted)
        .onMessage(SessionEvent.CallEnded.class, this::onEnded)
        .onMessage(SessionReply.class, this::onReply)
        .onAnyMessage(other -> this)
        .build();
  }

  private Behavior<Object> onCall() {
    if (engaged) {
      figures.skipped.increment();
      return this;
    }
    engaged = true;
    figures.offered.increment();
    Invitation invitation = Invitation.voice(name + "-callee").withTimeout(Duration.ofSeconds(10));
    perform(caller, "invite", new Operation.Invite(invitation));
    return this;
  }

  private Behavior<Object> onRing(SessionEvent.IncomingCallReceived ring) {
    timers.startSingleTimer(ring.callId(), new Decide(ring.callId()), THINKS);
    return this;
  }

  private Behavior<Object> onDecide(Decide decide) {
    int percent = random.nextInt(100);
    if (percent < 70) {
      perform(callee, "accept", new Operation.Accept(decide.callId(), ""));
    } else if (percent < 85) {
      perform(callee, "decline", new Operation.Decline(decide.callId(), ""));
    } else {
      perform(caller, "cancel", new Operation.Cancel(decide.callId(), Set.of(), ""));
    }
    return this;
  }

  private Behavior<Object> onAccepted(SessionEvent.OutgoingCallAccepted event) {
    perform(caller, "end", new Operation.End(event.callId()));
    return this;
  }

  private Behavior<Object> onEnded(SessionEvent.CallEnded ended) {
    engaged = false;
    return this;
  }

  private Behavior<Object> onReply(SessionReply reply) {
    boolean isInvite = reply.requestId().startsWith("invite");
    Result.Failed failed = reply.result() instanceof Result.Failed f ? f : null;
    if (isInvite) {
      engaged = failed == null;
      figures.answered(failed);
    } else if (failed != null) {
      figures.lost(failed);
    }
    if (reply.requestId().equals(asked)) {
      figures.took(isInvite && failed == null, reply.requestId(), System.nanoTime() - askedAt);
    }
    return this;
  }

  private void perform(ActorRef<SessionCommand> session, String what, Operation operation) {
    requests++;
    asked = what + " " + requests;
    askedAt = System.nanoTime();
    session.tell(new SessionCommand.Perform(asked, operation, replies));
  }
}
