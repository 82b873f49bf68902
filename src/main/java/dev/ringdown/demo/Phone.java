package dev.ringdown.demo;

import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.RingdownException;
import dev.ringdown.Session;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One device of one user: what it does, what it is to hear, and what it heard. */
final class Phone extends Ear {
  private static final Line CLOSED = Expected.closed(CloseReason.CLOSED.name());

  private final Play play;
  private final Session session;

  Phone(CallUser user, String device, Play play) {
    super(user, device, play.screen());
    this.play = play;
    session =
        play.ringdown().connect(user, device, own -> new Recorder(play.calls()::of, this::hear));
  }

  // ---- What it does

  /** Does something that must succeed. */
  <R> R does(String what, Function<Session, CompletionStage<R>> operation) {
    play.says(user().name() + " " + what);
    return answer(what, operation.apply(session));
  }

  <R> R answer(String what, CompletionStage<R> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new Failure(this + " " + what + ": " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw new Failure(this + " " + what + ": no answer within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  /** Does something that must be refused for this reason. */
  void isRefused(ErrorCode code, String what, Function<Session, CompletionStage<?>> operation) {
    RingdownException refusal =
        does(
            what,
            s ->
                operation
                    .apply(s)
                    .handle(
                        (done, failure) ->
                            failure != null && failure.getCause() instanceof RingdownException r
                                ? r
                                : null));
    if (refusal == null || refusal.code() != code) {
      throw new Failure(this + " " + what + ": expected " + code + ", but: " + refusal);
    }
    play.says("  refused: " + refusal.getMessage());
  }

  /** Closes the session, which hears that last. */
  void leaves() {
    session.close();
    expectation().then(CLOSED);
  }

  /** Waits until a session that was closed has heard everything. */
  void isSilent() {
    await(
        "its end",
        () -> {
          List<Line> heard = heard();
          return !heard.isEmpty() && heard.get(heard.size() - 1).equals(CLOSED);
        });
  }

  Session session() {
    return session;
  }
}
