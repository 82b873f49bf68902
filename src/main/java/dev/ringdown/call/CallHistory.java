package dev.ringdown.call;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.RecoveryFailed;
import akka.persistence.typed.SnapshotSelectionCriteria;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.SignalHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the journal of one call, whether or not the call's actor runs, and is gone. It writes
 * nothing, and needs nothing of a journal but what every one has for its actors.
 */
public final class CallHistory
    extends EventSourcedBehavior<CallHistory.Over, CallEvent, List<CallEvent>> {

  /**
   * @param events in order, none if there is no such call; empty if the journal failed
   */
  public record Read(Optional<List<CallEvent>> events) {}

  record Over() {}

  private final ActorRef<Read> replyTo;
  private final ActorRef<Over> self;

  /** Answers when it has read, or failed. */
  public static Behavior<?> read(String callId, ActorRef<Read> replyTo) {
    return Behaviors.<Over>setup(context -> new CallHistory(callId, replyTo, context.getSelf()));
  }

  private CallHistory(String callId, ActorRef<Read> replyTo, ActorRef<Over> self) {
    super(Call.persistenceId(callId));
    this.replyTo = replyTo;
    this.self = self;
  }

  @Override
  public List<CallEvent> emptyState() {
    return new ArrayList<>(4);
  }

  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public CommandHandler<Over, CallEvent, List<CallEvent>> commandHandler() {
    return (events, over) -> Effect().stop();
  }

  @Override
  public EventHandler<List<CallEvent>, CallEvent> eventHandler() {
    return (events, event) -> {
      events.add(event);
      return events;
    };
  }

  @Override
  public SignalHandler<List<CallEvent>> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.class,
            (events, signal) -> {
              replyTo.tell(new Read(Optional.of(List.copyOf(events))));
              self.tell(new Over());
            })
        // It stops by itself then.
        .onSignal(
            RecoveryFailed.class, (events, signal) -> replyTo.tell(new Read(Optional.empty())))
        .build();
  }
}
