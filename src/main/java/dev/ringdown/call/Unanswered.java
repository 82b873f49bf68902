package dev.ringdown.call;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import java.util.List;

/**
 * Notes what a call is asked as it arrives: while the journal is read or written, requests wait
 * where only Akka sees them, and are dropped if it fails.
 */
final class Unanswered extends BehaviorInterceptor<CallCommand, CallCommand> {
  private final List<CallCommand.Ask> asked;

  Unanswered(List<CallCommand.Ask> asked) {
    super(CallCommand.class);
    this.asked = asked;
  }

  @Override
  public Behavior<CallCommand> aroundReceive(
      TypedActorContext<CallCommand> context,
      CallCommand command,
      ReceiveTarget<CallCommand> target) {
    if (command instanceof CallCommand.Ask ask) {
      asked.add(ask);
    }
    return target.apply(context, command);
  }
}
