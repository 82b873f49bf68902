package dev.ringdown.call;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.TypedActorContext;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes what a call is asked as it arrives: while the journal is read or written, requests wait
 * where only Akka sees them, and are dropped if it fails, or if they are too many.
 */
final class Unanswered extends BehaviorInterceptor<CallCommand, CallCommand> {
  private final List<CallCommand.Ask> asked = new ArrayList<>(1);
  private final Users users;

  Unanswered(Users users) {
    super(CallCommand.class);
    this.users = users;
  }

  @Override
  public Behavior<CallCommand> aroundReceive(
      TypedActorContext<CallCommand> context,
      CallCommand command,
      ReceiveTarget<CallCommand> target) {
    if (command instanceof CallCommand.Ask ask) {
      asked.add(ask);
    }
    try {
      return target.apply(context, command);
    } catch (RuntimeException e) {
      refuseAll();
      throw e;
    }
  }

  void answered(CallCommand.Ask ask) {
    asked.remove(ask);
  }

  /** The actor stops: what it was asked did not happen, as far as known. */
  void refuseAll() {
    Result unavailable =
        new Result.Failed(
            RingdownError.unavailable(
                "expected a journal that takes the call's events, but it failed or is too slow",
                Optional.empty()));
    for (CallCommand.Ask ask : asked) {
      Origin by = ask.by();
      users.tell(by.userId(), new UserCommand.Answer(by.session(), by.requestId(), unavailable));
    }
    asked.clear();
  }
}
