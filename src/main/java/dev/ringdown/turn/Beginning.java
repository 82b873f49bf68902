package dev.ringdown.turn;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.StashBuffer;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an actor is that has not read the journal yet: it begins when its turn comes, and what it is
 * told may make that due sooner. It ends its turn itself, with its first command; should it stop
 * before, the turn ends with it.
 *
 * @param <M> what the actor is told
 */
public final class Beginning<M> {
  /** Who has been told so much has waited for long enough. */
  static final int MOST = 100;

  private final Turn<M> turn;
  private final M yourTurn;
  private final M stop;
  private final Function<M, Instant> due;
  private final Function<Turn<M>, Behavior<M>> actor;
  private final Consumer<M> elsewhere;
  private final StashBuffer<M> told;

  /**
   * @param yourTurn what it is told when its turn comes
   * @param stop what it is told when it is to stop
   * @param due when its turn is due, by what else it is told
   * @param actor what it will be
   * @param elsewhere is told what it was told, should it stop before
   */
  public static <M> Behavior<M> create(
      Turns turns,
      M yourTurn,
      M stop,
      Function<M, Instant> due,
      Function<Turn<M>, Behavior<M>> actor,
      Consumer<M> elsewhere) {
    return Behaviors.setup(
        context ->
            Behaviors.withStash(
                MOST,
                told -> {
                  Turn<M> turn = new Turn<>(turns, context.getSelf(), yourTurn);
                  return Behaviors.intercept(
                      () -> new TurnEnds<>(turn),
                      new Beginning<>(turn, yourTurn, stop, due, actor, elsewhere, told).waiting());
                }));
  }

  private Beginning(
      Turn<M> turn,
      M yourTurn,
      M stop,
      Function<M, Instant> due,
      Function<Turn<M>, Behavior<M>> actor,
      Consumer<M> elsewhere,
      StashBuffer<M> told) {
    this.turn = turn;
    this.yourTurn = yourTurn;
    this.stop = stop;
    this.due = due;
    this.actor = actor;
    this.elsewhere = elsewhere;
    this.told = told;
  }

  /** Without a builder's table, which would cost each call 1 kB. */
  private Behavior<M> waiting() {
    return Behaviors.receiveMessage(this::onMessage);
  }

  private Behavior<M> onMessage(M message) {
    if (message.equals(yourTurn)) {
      turn.comes();
      return begin();
    }
    if (message.equals(stop)) {
      told.forEach(elsewhere::accept);
      return Behaviors.stopped();
    }
    told.stash(message);
    return turn.take(due.apply(message)) || told.isFull() ? begin() : Behaviors.same();
  }

  private Behavior<M> begin() {
    return told.unstashAll(actor.apply(turn));
  }
}
