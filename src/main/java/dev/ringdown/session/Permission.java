package dev.ringdown.session;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import dev.ringdown.CallUser;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.spi.RingPermission.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks the application's hook, for no longer than it may take. */
final class Permission {
  private final RingPermission hook;
  private final CallUser user;
  private final Duration timeout;
  private final ActorSystem<?> system;

  /**
   * @param user who asks
   */
  Permission(RingPermission hook, CallUser user, Duration timeout, ActorSystem<?> system) {
    this.hook = hook;
    this.user = user;
    this.timeout = timeout;
    this.system = system;
  }

  /** What the hook says; empty if there is nothing to ask. */
  Optional<CompletionStage<Verdicts>> of(Operation operation) {
    if (hook == RingPermission.EVERYBODY) {
      return Optional.empty();
    }
    if (operation instanceof Operation.Invite invite) {
      return Optional.of(mayRing(invite.invitation().callees()));
    }
    if (operation instanceof Operation.InviteMore more) {
      return Optional.of(mayRing(more.callees()));
    }
    if (operation instanceof Operation.Join join) {
      return Optional.of(
          bounded(() -> hook.mayJoin(user, join.callId()))
              .thenApply(may -> new Verdicts(List.of(may ? Verdict.RING : Verdict.REFUSE))));
    }
    return Optional.empty();
  }

  private CompletionStage<Verdicts> mayRing(List<Invitee> callees) {
    CompletableFuture<List<Verdict>> verdicts = CompletableFuture.completedFuture(List.of());
    for (Invitee callee : callees) {
      CompletionStage<Verdict> verdict = bounded(() -> hook.mayRing(user, callee.user()));
      verdicts = verdicts.thenCombine(verdict, Permission::plus);
    }
    return verdicts.thenApply(Verdicts::new);
  }

  private static List<Verdict> plus(List<Verdict> verdicts, Verdict verdict) {
    List<Verdict> all = new ArrayList<>(verdicts);
    all.add(verdict);
    return all;
  }

  /** A hook that throws fails like one whose stage fails. */
  private <T> CompletableFuture<T> bounded(Supplier<CompletionStage<T>> question) {
    CompletableFuture<T> answer =
        CompletableFuture.completedFuture(null).thenCompose(nothing -> question.get());
    if (answer.isDone()) {
      return answer;
    }
    // By the system's timers, as all that waits here: in tests their time is virtual.
    Cancellable late =
        system
            .scheduler()
            .scheduleOnce(
                timeout,
                () -> answer.completeExceptionally(new TimeoutException()),
                system.executionContext());
    return answer.whenComplete((verdict, failure) -> late.cancel());
  }
}
