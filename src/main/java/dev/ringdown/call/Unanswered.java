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
  private final List<CallCommand> asked = new ArrayList<>(1);
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
    if (command instanceof CallCommand.Ask || command instanceof CallCommand.Serve) {
      asked.add(command);
    }
    try {
      return target.apply(context, command);
    } catch (RuntimeException e) {
      refuseAll();
      throw e;
    }
  }

  /**
   * @param answer empty where there is none
   */
  void answer(CallCommand command, Optional<Result> answer) {
    asked.remove(command);
    answer.ifPresent(a -> tell(command, a));
  }

  /** What has no answer yet; somebody else will give it. */
  List<CallCommand> takeAll() {
    List<CallCommand> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  /** The actor stops: what it was asked did not happen, as far as known. */
  void refuseAll() {
    Result unavailable =
        new Result.Failed(
            RingdownError.unavailable(
                "expected a journal that takes the call's events, but it failed or is too slow",
                Optional.empty()));
    takeAll().forEach(command -> tell(command, unavailable));
  }

  private void tell(CallCommand command, Result answer) {
    if (command instanceof CallCommand.Ask ask) {
      tellUser(ask.by(), answer);
    } else if (command instanceof CallCommand.Serve serve) {
      if (answer instanceof Result.Failed && serve.request() instanceof CallRequest.Create create) {
        // His actor holds him for engaged.
        tellUser(create.caller(), answer);
      }
      serve.replyTo().tell(answer);
    }
  }

  /** By the same way as the announcements, so that an answer precedes what it caused. */
  private void tellUser(Origin by, Result answer) {
    users.tell(by.userId(), new UserCommand.Answer(by.session(), by.requestId(), answer));
  }
}
