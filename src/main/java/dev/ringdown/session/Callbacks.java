package dev.ringdown.session;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.ringdown.InvitationEvents;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Calls an application's {@link InvitationEvents}, on the listeners' own threads. */
final class Callbacks extends AbstractBehavior<SessionEvent> {
  /** The dispatcher of these actors: its threads may be blocked. */
  static final String DISPATCHER = "ringdown.listener-dispatcher";

  private final InvitationEvents events;
  private final Consumer<String> dialBack;
  private final AtomicInteger waiting;

  /**
   * @param dialBack what a clicked missed call does by default
   * @param waiting how many events were sent here and not yet worked off; counted down here
   */
  static Behavior<SessionEvent> create(
      InvitationEvents events, Consumer<String> dialBack, AtomicInteger waiting) {
    return Behaviors.setup(context -> new Callbacks(events, dialBack, waiting, context));
  }

  private Callbacks(
      InvitationEvents events,
      Consumer<String> dialBack,
      AtomicInteger waiting,
      ActorContext<SessionEvent> context) {
    super(context);
    this.events = events;
    this.dialBack = dialBack;
    this.waiting = waiting;
  }

  @Override
  public Receive<SessionEvent> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onEvent).build();
  }

  private Behavior<SessionEvent> onEvent(SessionEvent event) {
    try {
      raise(event);
    } catch (Exception | StackOverflowError e) {
      log(event, e);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Error e) {
      log(event, e);
    }
    waiting.decrementAndGet();
    return event instanceof SessionEvent.Closed ? Behaviors.stopped() : this;
  }

  private void log(SessionEvent event, Throwable failure) {
    getContext().getLog().error("The callback for {} failed", event, failure);
  }

  private void raise(SessionEvent event) {
    if (event instanceof SessionEvent.Connected e) {
      events.onConnected(e.calls(), e.unreadMissedCalls());
    } else if (event instanceof SessionEvent.IncomingCallReceived e) {
      events.onIncomingCallReceived(
          e.callId(), e.caller(), e.callType(), e.callees(), e.customData(), e.remaining());
    } else if (event instanceof SessionEvent.IncomingCallCanceled e) {
      events.onIncomingCallCanceled(e.callId(), e.caller(), e.customData(), e.reason());
    } else if (event instanceof SessionEvent.IncomingCallTimeout e) {
      events.onIncomingCallTimeout(e.callId(), e.caller());
    } else if (event instanceof SessionEvent.IncomingCallDeclineButtonPressed e) {
      events.onIncomingCallDeclineButtonPressed(e.callId());
    } else if (event instanceof SessionEvent.IncomingCallAcceptButtonPressed e) {
      events.onIncomingCallAcceptButtonPressed(e.callId());
    } else if (event instanceof SessionEvent.IncomingCallHandledElsewhere e) {
      events.onIncomingCallHandledElsewhere(e.callId(), e.outcome());
    } else if (event instanceof SessionEvent.OutgoingCallSent e) {
      events.onOutgoingCallSent(e.callId(), e.caller(), e.callType(), e.callees(), e.customData());
    } else if (event instanceof SessionEvent.OutgoingCallCancelButtonPressed e) {
      events.onOutgoingCallCancelButtonPressed(e.callId());
    } else if (event instanceof SessionEvent.OutgoingCallAccepted e) {
      events.onOutgoingCallAccepted(e.callId(), e.callee());
    } else if (event instanceof SessionEvent.OutgoingCallDeclined e) {
      events.onOutgoingCallDeclined(e.callId(), e.callee(), e.customData());
    } else if (event instanceof SessionEvent.OutgoingCallRejectedCauseBusy e) {
      events.onOutgoingCallRejectedCauseBusy(e.callId(), e.callee(), e.customData());
    } else if (event instanceof SessionEvent.OutgoingCallTimeout e) {
      events.onOutgoingCallTimeout(e.callId(), e.callees(), e.isVideoCall());
    } else if (event instanceof SessionEvent.CallMerged e) {
      events.onCallMerged(e.callId(), e.intoCallId(), e.room());
    } else if (event instanceof SessionEvent.InvitationUserStateChanged e) {
      events.onInvitationUserStateChanged(e.callId(), e.users());
    } else if (event instanceof SessionEvent.CallEnded e) {
      events.onCallEnded(e.callId(), e.reason(), e.duration());
    } else if (event instanceof SessionEvent.IncomingMissedCallClicked e) {
      events.onIncomingMissedCallClicked(
          e.callId(),
          e.caller(),
          e.callType(),
          e.callees(),
          e.customData(),
          () -> dialBack.accept(e.callId()));
    } else if (event instanceof SessionEvent.IncomingMissedCallDialBackFailed e) {
      events.onIncomingMissedCallDialBackFailed(e.callId(), e.reason());
    } else if (event instanceof SessionEvent.Error e) {
      events.onError(e.error());
    } else if (event instanceof SessionEvent.Closed e) {
      events.onClosed(e.reason());
    }
  }
}
