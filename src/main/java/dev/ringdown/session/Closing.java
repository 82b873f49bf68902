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
 * A session that is closed. It says its last word, and again, until the user's actor has heard
 * that, since the news of its end would overtake it; and stays until its listener has heard the
 * last event, and a little longer: what is sent to an actor while it stops is never answered, and
 * whoever closed a session may use it at once.
 */
final class Closing extends AbstractBehavior<SessionCommand> {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofMillis(200);

  /** What a closed session tells itself. */
  sealed interface Own extends SessionCommand {}

  record Again() implements Own {}

  /** The user's actor does not answer. */
  record Unheard() implements Own {}

  record Lingered() implements Own {}

  private final Result closed;
  private final Runnable lastWord;
  private final boolean lingers;
  private final TimerScheduler<SessionCommand> timers;
  private boolean isHeard;
  private boolean listens;

  /**
   * @param closed answers whatever is asked still
   * @param lastWord says it
   * @param listens whether the listener is yet to hear the last event, and then stops
   * @param lingers whether it may be used after that
   */
  Closing(
      Result closed,
      Runnable lastWord,
      boolean listens,
      boolean lingers,
      ActorContext<SessionCommand> context,
      TimerScheduler<SessionCommand> timers) {
    super(context);
    this.closed = closed;
    this.lastWord = lastWord;
    this.listens = listens;
    this.lingers = lingers;
    this.timers = timers;
    lastWord.run();
    timers.startTimerWithFixedDelay(new Again(), AGAIN);
    timers.startSingleTimer(new Unheard(), PATIENCE);
  }

  @Override
  public Receive<SessionCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(SessionCommand.Perform.class, this::onPerform)
        .onMessage(SessionCommand.Disconnected.class, heard -> onHeard())
        .onMessage(Again.class, again -> onAgain())
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

  private Behavior<SessionCommand> onAgain() {
    lastWord.run();
    return this;
  }

  private Behavior<SessionCommand> onHeard() {
    isHeard = true;
    timers.cancel(new Again());
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
