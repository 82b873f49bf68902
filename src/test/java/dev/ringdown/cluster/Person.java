package dev.ringdown.cluster;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * A user with one device, who connects to another node when his closes or is gone, and asks once
 * more what was not answered, by the same request id: what every client does. For one thread.
 */
final class Person {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final int TRIES = 500;
  private static final Set<ErrorCode> AGAIN =
      Set.of(ErrorCode.SESSION_CLOSED, ErrorCode.UNAVAILABLE);

  private static final Result CLOSED =
      new Result.Failed(RingdownError.of(ErrorCode.SESSION_CLOSED, "expected a node that runs"));

  private final CallUser user;
  private final Cluster cluster;
  private RemoteSession session;
  private int node;
  private int unavailable;

  Person(String user, Cluster cluster, int node) {
    this.user = CallUser.of(user);
    this.cluster = cluster;
    this.node = node;
    session = connect();
  }

  private RemoteSession connect() {
    List<Node> alive = cluster.alive();
    return alive.get(Math.floorMod(node++, alive.size())).connect(user, "phone");
  }

  private RemoteSession session() {
    if (!session.node().isAlive() || hears(SessionEvent.Closed.class::isInstance)) {
      session = connect();
    }
    return session;
  }

  private boolean hears(Predicate<SessionEvent> event) {
    return session.heard().stream().map(RemoteSession.Heard::event).anyMatch(event);
  }

  /** Waits until his device has heard this, be it in a new session. */
  boolean awaits(Predicate<SessionEvent> event) {
    for (int i = 0; i < TRIES; i++) {
      session();
      if (hears(event)) {
        return true;
      }
      Wait.pause(SOON);
    }
    return false;
  }

  Result does(String requestId, Operation operation) {
    Result result = null;
    for (int i = 0; i < TRIES; i++) {
      result = ask(requestId, operation);
      if (!(result instanceof Result.Failed failed) || !AGAIN.contains(failed.error().code())) {
        return result;
      }
      unavailable += failed.error().code() == ErrorCode.UNAVAILABLE ? 1 : 0;
      Wait.pause(SOON);
    }
    return result;
  }

  private Result ask(String requestId, Operation operation) {
    try {
      return session().asks(requestId, operation).join();
    } catch (CompletionException nodeIsGone) {
      return CLOSED;
    }
  }

  /** How often he heard that an open session had no answer. */
  int unavailable() {
    return unavailable;
  }

  String name() {
    return user.id();
  }
}
