package dev.ringdown.session;

import akka.actor.typed.ActorSystem;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.observe.Observed;
import dev.ringdown.timer.Alarm;
import dev.ringdown.user.UserCommand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a session is asked: checked, allowed by the hook, forwarded, and answered in time. */
final class Operations {

  /** What the session does for its operations. */
  interface Host {
    /** Tells the user's actor; void while there is none. */
    void tell(UserCommand.FromSession command);

    /** Calls {@link Operations#allowed} when the hook has answered. */
    void await(String requestId, CompletionStage<Verdicts> hook);

    /** The device fell silent by what it did itself. */
    void silence(String callId);

    /** The session will be in this call if what it asks for is granted. */
    void expects(String callId);

    /** It is not. */
    void expectsNoMore(String callId);
  }

  private final String sessionId;
  private final SessionEnvironment environment;
  private final Host host;
  private final Arguments arguments;
  private final Permission permission;
  private final Forwarding forwarding;
  private final Observed observed;
  private final Requests requests;
  private final TakeBacks takeBacks = new TakeBacks();
  private List<Request> held = List.of();
  private long ownRequests;

  Operations(
      String sessionId,
      CallUser user,
      SessionEnvironment environment,
      ActorSystem<?> system,
      Host host) {
    this.sessionId = sessionId;
    this.environment = environment;
    this.host = host;
    SessionRules rules = environment.rules();
    arguments = new Arguments(user.id(), rules);
    permission = new Permission(environment.permission(), user, rules.hookTimeout(), system);
    forwarding = new Forwarding(sessionId, rules);
    observed = Observed.on(system);
    requests = new Requests(environment.invitations());
  }

  /** What the application asks under a request id of its own. */
  void perform(String id, Operation operation, Consumer<Result> waiter) {
    Optional<RingdownError> badId = Arguments.id("requestId", id);
    if (badId.isPresent()) {
      waiter.accept(new Result.Failed(badId.get()));
    } else if (requests.answered(id).isPresent()) {
      waiter.accept(requests.answered(id).get());
    } else if (requests.pending(id).isPresent()) {
      requests.pending(id).get().awaitedBy(waiter);
    } else {
      begin(id, true, operation, waiter);
    }
  }

  /** What nobody will ask again. */
  void perform(Operation operation, Consumer<Result> waiter) {
    begin(ownRequestId(), false, operation, waiter);
  }

  private String ownRequestId() {
    return sessionId + ":" + ++ownRequests;
  }

  private void begin(String id, boolean repeatable, Operation operation, Consumer<Result> waiter) {
    Instant expires = environment.clock().instant().plus(environment.rules().requestTimeout());
    Request request = new Request(id, repeatable, operation, expires);
    request.awaitedBy(waiter);
    Optional<RingdownError> bad = arguments.check(operation);
    if (bad.isPresent()) {
      answer(request, new Result.Failed(bad.get()));
    } else if (requests.isFull()) {
      answer(request, unavailable("expected at most " + Requests.MOST_PENDING + " at a time"));
    } else if (requests.add(request)) {
      askOrSend(request);
    } else {
      answer(request, new Result.Failed(Overload.error(environment.rules().maxInFlight())));
    }
  }

  /** What waited for an answer that is there now. */
  private void goOn() {
    List<Request> waiting = held;
    held = List.of();
    for (Request request : waiting) {
      requests.pending(request.id()).ifPresent(this::askOrSend);
    }
  }

  /** Sends at once what nobody needs to allow. */
  private void askOrSend(Request request) {
    if (requests.waits(request)) {
      held = Stream.concat(held.stream(), Stream.of(request)).toList();
      return;
    }
    permission
        .of(request.step())
        .ifPresentOrElse(
            hook -> host.await(request.id(), hook), () -> send(request, Verdicts.NONE));
  }

  /**
   * @param verdicts empty if the hook failed
   */
  void allowed(String requestId, Optional<Verdicts> verdicts) {
    requests.pending(requestId).ifPresent(request -> proceed(request, verdicts));
  }

  private void proceed(Request request, Optional<Verdicts> verdicts) {
    if (verdicts.isEmpty()) {
      answer(request, unavailable("expected an answer of the permission hook, but it failed"));
    } else if (verdicts.get().refuseAll()) {
      answer(
          request,
          new Result.Failed(
              RingdownError.of(ErrorCode.NOT_PERMITTED, "expected what the application permits")));
    } else {
      send(request, verdicts.get());
    }
  }

  private void send(Request request, Verdicts verdicts) {
    UserCommand.FromSession command = forwarding.command(request, verdicts);
    request.sent(
        command, Forwarding.refused(request.step(), verdicts), environment.clock().instant());
    if (command instanceof UserCommand.Invite invite) {
      takeBacks.drop(invite.draft().callId());
    }
    entered(command).ifPresent(host::expects);
    host.tell(command);
  }

  /** The call in which the session is if that is granted. */
  private static Optional<String> entered(UserCommand.FromSession command) {
    if (command instanceof UserCommand.Invite invite) {
      return Optional.of(invite.draft().callId());
    }
    return command instanceof UserCommand.Perform perform
            && perform.operation() instanceof Operation.Join join
        ? Optional.of(join.callId())
        : Optional.empty();
  }

  /**
   * The session is registered anew.
   *
   * @param isSameActor otherwise it does not know what the last one was told
   */
  void sendAgain(boolean isSameActor) {
    Instant now = environment.clock().instant();
    requests.sentAgain(isSameActor, now).forEach(host::tell);
    if (!isSameActor) {
      takeBacks.sentAgain(now).forEach(host::tell);
    }
  }

  void answered(SessionCommand.Answered answered) {
    takeBacks.answered(answered.requestId(), answered.result()).ifPresent(host::expectsNoMore);
    requests
        .pending(answered.requestId())
        .filter(request -> !request.isLate(answered.result()))
        .ifPresent(request -> onAnswer(request, answered.result()));
  }

  private void onAnswer(Request request, Result result) {
    if (result instanceof Result.Failed failed && failed.error().code() != ErrorCode.UNAVAILABLE) {
      request.sent().flatMap(Operations::entered).ifPresent(host::expectsNoMore);
    }
    if (request.ringsInstead(result)) {
      askOrSend(request);
    } else {
      answer(request, result);
    }
  }

  void missedCallFound(SessionCommand.MissedCallFound found) {
    requests
        .pending(found.requestId())
        .filter(request -> request.step() instanceof Operation.DialBack)
        .ifPresent(
            request -> {
              request.dialsBack(new DialBack(found.call(), environment.rules()));
              askOrSend(request);
            });
  }

  private void answer(Request request, Result result) {
    Result complete = request.complete(result);
    requests.answer(request, complete);
    if (!(complete instanceof Result.Failed failed)) {
      silence(request.step());
    } else {
      observed.refused(failed.error().code());
      if (failed.error().code() == ErrorCode.UNAVAILABLE) {
        takeBack(request);
      }
    }
    request.answer(complete);
    goOn();
  }

  private void takeBack(Request request) {
    if (request.sent().orElse(null) instanceof UserCommand.Invite invite
        && !requests.hasInvited(invite.draft().callId())) {
      takeBacks.add(invite, ownRequestId(), environment.clock().instant());
    }
  }

  /** These have no callback here that would end the ring. */
  private void silence(Operation done) {
    if (done instanceof Operation.Busy busy) {
      host.silence(busy.callId());
    } else if (done instanceof Operation.Ignore ignore) {
      host.silence(ignore.callId());
    }
  }

  /** True if answers are overdue: whoever was asked may be gone, and another one be there. */
  boolean tick(Instant now) {
    for (Request request : requests.expired(now)) {
      answer(
          request,
          unavailable("expected an answer within " + environment.rules().requestTimeout()));
    }
    takeBacks.due(now).forEach(host::tell);
    return requests.lackAnswers(now);
  }

  /** {@link Instant#MAX}: never. */
  Instant nextDue() {
    return Alarm.earlier(requests.nextDue(), takeBacks.nextDue());
  }

  /**
   * The session ends.
   *
   * @param takesBack whether nobody will see what becomes of an invitation that is under way
   */
  void close(Result closed, boolean takesBack) {
    if (takesBack) {
      takeBacks.unsent().forEach(host::tell);
    }
    for (Request request : requests.removeAll()) {
      if (takesBack && request.sent().orElse(null) instanceof UserCommand.Invite invite) {
        host.tell(TakeBacks.cancel(invite, ownRequestId()));
      }
      request.answer(closed);
    }
  }

  /** The session's actor is gone, whatever the reason: it keeps no invitation of others out. */
  void stopped() {
    requests.removeAll();
  }

  private static Result unavailable(String message) {
    return new Result.Failed(RingdownError.unavailable(message, Optional.empty()));
  }
}
