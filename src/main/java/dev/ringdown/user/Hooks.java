package dev.ringdown.user;

import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the application plugged in. Each question is answered by a message to the actor itself: with
 * the application's answer, or with none if it fails or takes too long.
 */
final class Hooks {
  private record Waiting(String hook, String callId) {}

  private final String userId;
  private final DoNotDisturb doNotDisturb;
  private final PushNotifier pushNotifier;
  private final Duration timeout;
  private final ActorContext<UserCommand> context;
  private final TimerScheduler<UserCommand> timers;

  Hooks(
      String userId,
      DoNotDisturb doNotDisturb,
      PushNotifier pushNotifier,
      Duration timeout,
      ActorContext<UserCommand> context,
      TimerScheduler<UserCommand> timers) {
    this.userId = userId;
    this.doNotDisturb = doNotDisturb;
    this.pushNotifier = pushNotifier;
    this.timeout = timeout;
    this.context = context;
    this.timers = timers;
  }

  boolean mayDisturbAlways() {
    return doNotDisturb == DoNotDisturb.NEVER;
  }

  /** Answered by {@link User.Disturbed}. */
  void askWhetherItDisturbs(IncomingCallReceived ring) {
    ask(
        "do-not-disturb",
        ring.callId(),
        () -> doNotDisturb.isOn(userId, ring),
        isOn -> new User.Disturbed(ring.callId(), ring.ring(), isOn.orElse(false)));
  }

  void heard(User.Disturbed answer) {
    timers.cancel(new Waiting("do-not-disturb", answer.callId()));
  }

  /** Answered by {@link User.Pushed}. */
  void push(IncomingCallReceived ring) {
    Function<Optional<Boolean>, UserCommand> answer =
        route -> new User.Pushed(ring.callId(), ring.ring(), route);
    if (pushNotifier == PushNotifier.NONE) {
      context.getSelf().tell(answer.apply(Optional.of(false)));
    } else {
      ask("push", ring.callId(), () -> pushNotifier.ring(userId, ring), answer);
    }
  }

  void heard(User.Pushed answer) {
    timers.cancel(new Waiting("push", answer.callId()));
  }

  void withdrawPush(String callId) {
    pushNotifier.withdraw(userId, callId);
  }

  private void ask(
      String hook,
      String callId,
      Supplier<CompletionStage<Boolean>> question,
      Function<Optional<Boolean>, UserCommand> answer) {
    timers.startSingleTimer(new Waiting(hook, callId), answer.apply(Optional.empty()), timeout);
    context.pipeToSelf(
        CompletableFuture.completedFuture(null).thenCompose(nothing -> question.get()),
        (yes, failure) -> answer.apply(Optional.ofNullable(yes)));
  }
}
