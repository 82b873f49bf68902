package dev.ringdown.turn;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.StashBuffer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an actor is that has not read the journal yet: it begins when its turn comes, sooner if
 * somebody waits for it. It ends its turn itself, with its first command; should it stop before,
 * the turn ends with it.
 *
 * @param <M> what the actor is told
 */
public final class Beginning<M> {
  /** What is to be done about a message. */
  public enum Urgency {
    CAN_WAIT,
    HURRY,
    STOP
  }

  /** Who has been told so much has waited for long enough. */
  static final int MOST = 100;

  private final Turns<M> turns;
  private final Turn<M> turn;
  private final Function<M, Urgency> urgency;
  private final Function<Turn<M>, Behavior<M>> actor;
  private final Consumer<M> elsewhere;
  private final StashBuffer<M> told;

  /**
   * @param actor what it will be
   * @param elsewhere is told what it was told, should it stop before
   */
  public static <M> Behavior<M> create(
      Turns<M> turns,
      Function<M, Urgency> urgency,
      Function<Turn<M>, Behavior<M>> actor,
      Consumer<M> elsewhere) {
    return Behaviors.setup(
        context ->
            Behaviors.withStash(
                MOST,
                told -> {
                  Turn<M> turn = new Turn<>(turns, context.getSelf());
                  return Behaviors.intercept(
                      () -> new TurnEnds<>(turn),
                      new Beginning<>(turns, turn, urgency, actor, elsewhere, told).waiting());
                }));
  }

  private Beginning(
      Turns<M> turns,
      Turn<M> turn,
      Function<M, Urgency> urgency,
      Function<Turn<M>, Behavior<M>> actor,
      Consumer<M> elsewhere,
      StashBuffer<M> told) {
    this.turns = turns;
    this.turn = turn;
    this.urgency = urgency;
    this.actor = actor;
    this.elsewhere = elsewhere;
    this.told = told;
  }

  /** Without a builder's table, which would cost each call 1 kB. */
  private Behavior<M> waiting() {
    return Behaviors.receiveMessage(this::onMessage);
  }

  private Behavior<M> onMessage(M message) {
    if (turns.tells(message)) {
      turn.comes();
      return begin();
    }
    return switch (urgency.apply(message)) {
      case CAN_WAIT -> {
        told.stash(message);
        yield turn.take() || told.isFull() ? begin() : Behaviors.same();
      }
      case HURRY -> {
        told.stash(message);
        if (turn.take() || told.isFull()) {
          yield begin();
        }
        turn.hurry();
        yield Behaviors.same();
      }
      case STOP -> {
        told.forEach(elsewhere::accept);
        yield Behaviors.stopped();
      }
    };
  }

  private Behavior<M> begin() {
    return told.unstashAll(actor.apply(turn));
  }
}
