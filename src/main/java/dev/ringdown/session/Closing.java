package dev.ringdown.session;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.ringdown.Result;
import java.time.Duration;

/**
 * A session that is closed and has said its last word. It stays until the user's actor has heard
 * that, since the news of its end would overtake it; and until its listener has heard the last
 * event, and a little longer: what is sent to an actor while it stops is never answered, and
 * whoever closed a session may use it at once.
 */
final class Closing extends AbstractBehavior<SessionCommand> {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** What a closed session tells itself. */
  sealed interface Own extends SessionCommand {}

  /** The user's actor does not answer. */
  record Unheard() implements Own {}

  record Lingered() implements Own {}

  private final Result closed;
  private final boolean lingers;
  private final TimerScheduler<SessionCommand> timers;
  private boolean isHeard;
  private boolean listens;

  /**
   * @param closed answers whatever is asked still
   * @param listens whether the listener is yet to hear the last event, and then stops
   * @param lingers whether it may be used after that
   */
  Closing(
      Result closed,
      boolean listens,
      boolean lingers,
      ActorContext<SessionCommand> context,
      TimerScheduler<SessionCommand> timers) {
    super(context);
    this.closed = closed;
    this.listens = listens;
    this.lingers = lingers;
    this.timers = timers;
    timers.startSingleTimer(new Unheard(), PATIENCE);
  }

  @Override
  public Receive<SessionCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionCommand.Perform.class, this::onPerform)
        .onMessage(SessionCommand.Disconnected.class, heard -> onHeard())
        .onMessage(Unheard.class, unheard -> onHeard())
        .onMessage(SessionActor.ListenerGone.class, gone -> onListenerGone())
        .onMessage(Lingered.class, lingered -> onListened())
        .onAnyMessage(late -> this)
        .build();
  }

  private Behavior<SessionCommand> onPerform(SessionCommand.Perform late) {
    late.replyTo().tell(new SessionReply(late.requestId(), closed));
    return this;
  }

  private Behavior<SessionCommand> onHeard() {
    isHeard = true;
    return rest();
  }

  private Behavior<SessionCommand> onListenerGone() {
    if (!listens || !lingers) {
      return onListened();
    }
    timers.startSingleTimer(new Lingered(), PATIENCE);
    return this;
  }

  private Behavior<SessionCommand> onListened() {
    listens = false;
    return rest();
  }

  private Behavior<SessionCommand> rest() {
    return isHeard && !listens ? Behaviors.stopped() : this;
  }
}
