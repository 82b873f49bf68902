package dev.ringdown.cluster;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A user with one device, who connects to another node when his closes or is gone, and asks once
 * more what was not answered, by the same request id: what every client does. For one thread.
 */
final class Person {
  private static final Duration SOON = Duration.ofMillis(20);

  /** For 15 s: as long as a failure may take to be over. */
  private static final int TRIES = 750;

  private static final int LAST = 12;
  private static final Set<ErrorCode> AGAIN =
      Set.of(ErrorCode.SESSION_CLOSED, ErrorCode.UNAVAILABLE);

  private static final Result CLOSED =
      new Result.Failed(RingdownError.of(ErrorCode.SESSION_CLOSED, "expected a node that runs"));

  /** A request that had no answer on an open session. */
  private record InVain(String requestId, RemoteSession session, Instant from, Instant to) {
    @Override
    public String toString() {
      return requestId + " of " + session + " from " + from + " to " + to;
    }
  }

  private final CallUser user;
  private final Cluster cluster;
  private final List<RemoteSession> sessions = new ArrayList<>();
  private RemoteSession session;
  private int node;
  private final List<InVain> inVain = new ArrayList<>();

  Person(String user, Cluster cluster, int node) {
    this.user = CallUser.of(user);
    this.cluster = cluster;
    this.node = node;
    connect();
  }

  private void connect() {
    List<Node> alive = cluster.alive();
    session = alive.get(Math.floorMod(node++, alive.size())).connect(user, "phone");
    sessions.add(session);
  }

  private RemoteSession session() {
    boolean isClosed = events(session).anyMatch(SessionEvent.Closed.class::isInstance);
    if (!session.node().isAlive() || isClosed) {
      connect();
    }
    return session;
  }

  private static Stream<SessionEvent> events(RemoteSession session) {
    return session.heard().stream().map(RemoteSession.Heard::event);
  }

  /** Waits until his device has heard this, in whatever session. */
  boolean awaits(Predicate<SessionEvent> event) {
    return awaitsStory(now -> sessions.stream().flatMap(Person::events).anyMatch(event));
  }

  /** Waits until this is true of all that his session has heard, be it a new one. */
  boolean awaitsStory(Predicate<List<SessionEvent>> story) {
    for (int i = 0; i < TRIES; i++) {
      if (story.test(events(session()).toList())) {
        return true;
      }
      Wait.pause(SOON);
    }
    return false;
  }

  Result does(String requestId, Operation operation) {
    Result result = null;
    for (int i = 0; i < TRIES; i++) {
      Instant from = Instant.now();
      result = ask(requestId, operation);
      if (!(result instanceof Result.Failed failed) || !AGAIN.contains(failed.error().code())) {
        return result;
      }
      if (failed.error().code() == ErrorCode.UNAVAILABLE) {
        inVain.add(new InVain(requestId, session, from, Instant.now()));
      }
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

  /** Whether every request on an open session had an answer. */
  boolean wasAnswered() {
    return inVain.isEmpty();
  }

  void forgetsWhatHeAskedInVain() {
    inVain.clear();
  }

  /** What happened to him of late. */
  String story() {
    List<RemoteSession.Heard> heard = session.heard();
    List<String> last =
        heard.subList(Math.max(0, heard.size() - LAST), heard.size()).stream()
            .map(
                h ->
                    h.at()
                        + " "
                        + h
                        + (h.event() instanceof SessionEvent.OfCall e ? " of " + e.callId() : ""))
            .toList();
    return session + " has heard " + last + ", asked in vain: " + inVain;
  }

  String name() {
    return user.id();
  }
}
