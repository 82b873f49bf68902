package dev.ringdown.backend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.ActorContext;
import dev.ringdown.CallStep;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.RingdownException;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallEvent;
import dev.ringdown.call.CallHistory;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Calls;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Steps;
import dev.ringdown.observe.Observed;
import dev.ringdown.session.Arguments;
import dev.ringdown.session.Forwarding;
import dev.ringdown.session.Overload;
import dev.ringdown.session.SessionEnvironment;
import dev.ringdown.session.SessionRules;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a back end asks: checked, sent to a call or a user, and answered in time. */
public final class Asking {
  /** Longer than the desk takes to say that no answer came. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** The id of a call that nobody creates. */
  private static final String NO_CALL = "\u0001none";

  private final SessionRules rules;
  private final Semaphore invitations;
  private final Calls calls;
  private final Users users;
  private final ActorRef<Desk.Question<?>> desk;
  private final Observed observed;

  /** Starts what it needs on this system; once. */
  public Asking(SessionEnvironment environment, Calls calls, ActorSystem<?> system) {
    rules = environment.rules();
    invitations = environment.invitations();
    users = environment.users();
    this.calls = calls;
    observed = Observed.on(system);
    desk = system.systemActorOf(Desk.create(), "ringdown-backend", Props.empty());
  }

  public CompletionStage<Result> invite(CallUser caller, Invitation invitation) {
    Optional<RingdownError> bad =
        Arguments.user("caller", caller)
            .or(() -> arguments(caller.id()).check(new Operation.Invite(invitation)));
    if (bad.isPresent()) {
      return refused(bad.get());
    }
    if (!invitations.tryAcquire()) {
      return refused(Overload.error(rules.maxInFlight()));
    }
    Draft draft = Forwarding.draft(invitation, rules);
    CompletionStage<Result> answer =
        send(to -> users.tell(caller.id(), new UserCommand.InviteFor(caller, draft, to)))
            .whenComplete((result, failure) -> invitations.release());
    return invitation.callId().isPresent()
        ? answer
        : answer.whenComplete((result, failure) -> takeBackUnknown(draft.callId(), result));
  }

  /** Nobody could: the back end never hears the id that was chosen for it. */
  private void takeBackUnknown(String callId, Result answer) {
    boolean unknown =
        answer instanceof Result.Failed failed && failed.error().code() == ErrorCode.UNAVAILABLE;
    if (unknown) {
      calls.tell(callId, new CallCommand.Tell(new CallRequest.Revoke()));
    }
  }

  public CompletionStage<Result> ask(String callId, CallRequest.FromBackend request) {
    return check(callId, request)
        .map(this::refused)
        .orElseGet(() -> send(to -> calls.tell(callId, new CallCommand.Serve(request, to))));
  }

  private Optional<RingdownError> check(String callId, CallRequest.FromBackend request) {
    Optional<RingdownError> bad = Arguments.id("callId", callId);
    if (bad.isPresent()) {
      return bad;
    }
    if (request instanceof CallRequest.TakeBack back) {
      return arguments("").check(new Operation.Cancel(callId, back.invitees(), back.customData()));
    }
    return request instanceof CallRequest.Kick kick
        ? Arguments.id("userId", kick.userId())
            .or(() -> arguments("").customData("reason", kick.customData()))
        : Optional.empty();
  }

  /**
   * @param look ActiveCalls or ListMissedCalls
   */
  public CompletionStage<Result> look(String userId, Operation look) {
    return Arguments.id("userId", userId)
        .or(() -> arguments(userId).check(look))
        .map(this::refused)
        .orElseGet(() -> send(to -> users.tell(userId, question(look, to))));
  }

  private static UserCommand question(Operation look, ActorRef<Result> replyTo) {
    return look instanceof Operation.ListMissedCalls list
        ? new UserCommand.ShowMissedCalls(list.offset(), list.limit(), replyTo)
        : new UserCommand.ShowCalls(replyTo);
  }

  public CompletionStage<List<CallStep>> read(String callId) {
    Optional<RingdownError> bad = Arguments.id("callId", callId);
    if (bad.isPresent()) {
      return CompletableFuture.failedStage(refusal(bad.get()));
    }
    return history(callId).thenApply(this::steps);
  }

  private List<CallStep> steps(CallHistory.Read read) {
    List<CallEvent> events = read.events().orElseThrow(() -> failed(unavailable()));
    if (events.isEmpty()) {
      throw failed(
          RingdownError.of(ErrorCode.UNKNOWN_CALL, "expected a known call, but there is none"));
    }
    return Steps.of(events);
  }

  private CompletionException failed(RingdownError error) {
    return new CompletionException(refusal(error));
  }

  private RingdownException refusal(RingdownError error) {
    observed.refused(error.code());
    return error.toException();
  }

  /** Whether the journal answers now. */
  public CompletionStage<Boolean> journalAnswers() {
    return history(NO_CALL).thenApply(read -> read.events().isPresent());
  }

  private CompletionStage<CallHistory.Read> history(String callId) {
    return put(
        (desk, to) -> desk.spawnAnonymous(CallHistory.read(callId, to)),
        new CallHistory.Read(Optional.empty()));
  }

  private CompletionStage<Result> send(Consumer<ActorRef<Result>> question) {
    return put((desk, to) -> question.accept(to), (Result) new Result.Failed(unavailable()))
        .thenApply(this::observed);
  }

  private <T> CompletionStage<T> put(BiConsumer<ActorContext<?>, ActorRef<T>> ask, T unknown) {
    Duration within = rules.requestTimeout();
    CompletableFuture<T> answer = new CompletableFuture<>();
    desk.tell(new Desk.Question<>(ask, answer, unknown, within));
    // Should the desk have stopped, with all that it was asked.
    return answer.completeOnTimeout(unknown, within.plus(MARGIN).toMillis(), MILLISECONDS);
  }

  private Result observed(Result result) {
    if (result instanceof Result.Failed failed) {
      observed.refused(failed.error().code());
    }
    return result;
  }

  private RingdownError unavailable() {
    return RingdownError.unavailable(
        "expected an answer within " + rules.requestTimeout(), Optional.empty());
  }

  private Arguments arguments(String userId) {
    return new Arguments(userId, rules);
  }

  private CompletionStage<Result> refused(RingdownError error) {
    return CompletableFuture.completedStage(observed(new Result.Failed(error)));
  }
}
