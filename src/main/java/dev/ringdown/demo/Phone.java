package dev.ringdown.demo;

import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.RingdownException;
import dev.ringdown.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One device of one user: what it does, what it is to hear, and what it heard. */
final class Phone {
  /** Far more than anything here takes: to wait so long means that it does not come. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Line CLOSED = Expected.closed(CloseReason.CLOSED.name());

  private final CallUser user;
  private final String device;
  private final Play play;
  private final Session session;
  private final Expectation expectation = new Expectation();
  private final List<Line> heard = new ArrayList<>();

  Phone(CallUser user, String device, Play play) {
    this.user = user;
    this.device = device;
    this.play = play;
    session =
        play.ringdown().connect(user, device, own -> new Recorder(play.calls()::of, this::hear));
  }

  private void hear(Line line, String note) {
    synchronized (heard) {
      play.screen().callback(toString(), line, note);
      heard.add(line);
      heard.notifyAll();
    }
  }

  // ---- What it does

  /** Does something that must succeed. */
  <R> R does(String what, Function<Session, CompletionStage<R>> operation) {
    play.says(user.name() + " " + what);
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
    expectation.then(CLOSED);
  }

  /** Waits until a session that was closed has heard everything. */
  void isSilent() {
    await("its end", () -> !heard.isEmpty() && heard.get(heard.size() - 1).equals(CLOSED));
  }

  // ---- What it is to hear

  /** Expects these callbacks, in this order, and waits until so many have come. */
  void hears(Line... lines) {
    for (Line line : lines) {
      expectation.then(line);
    }
    await();
  }

  /** Expects these callbacks, in an order that nobody promises. */
  void hearsInAnyOrder(Line... lines) {
    expectation.thenInAnyOrder(List.of(lines));
    await();
  }

  private void await() {
    await("anything more", () -> heard.size() >= expectation.size());
    if (!expectation.isBegunBy(heard())) {
      throw new Failure(this + " heard something else than expected");
    }
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (heard) {
      while (!condition.getAsBoolean()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new Failure(this + " did not hear " + what + " for " + PATIENCE.toSeconds() + " s");
        }
        try {
          heard.wait(left);
        } catch (InterruptedException e) {
          throw Failure.interrupted();
        }
      }
    }
  }

  // ---- For the report

  Session session() {
    return session;
  }

  CallUser user() {
    return user;
  }

  Expectation expectation() {
    return expectation;
  }

  List<Line> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  @Override
  public String toString() {
    return user.name() + "/" + device;
  }
}
