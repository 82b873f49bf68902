package dev.ringdown.cluster;

import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A session on a node, driven and read by the test. For many threads. */
public final class RemoteSession {
  /**
   * @param at by the clock of the node, which is the test's
   */
  public record Heard(Instant at, SessionEvent event) {
    @Override
    public String toString() {
      return Words.of(event);
    }
  }

  private final String id;
  private final CallUser user;
  private final String device;
  private final Node node;
  private final Consumer<Heard> listener;
  private final List<Heard> heard = new ArrayList<>();
  private int read;

  RemoteSession(String id, CallUser user, String device, Node node, Consumer<Heard> listener) {
    this.id = id;
    this.user = user;
    this.device = device;
    this.node = node;
    this.listener = listener;
  }

  String id() {
    return id;
  }

  String user() {
    return user.id();
  }

  public Node node() {
    return node;
  }

  // ---- What it does

  /** An operation and its answer, a failure that the engine decided among them. */
  public CompletableFuture<Result> asks(Operation operation) {
    return asks(UUID.randomUUID().toString(), operation);
  }

  public CompletableFuture<Result> asks(String requestId, Operation operation) {
    return node.perform(this, requestId, operation);
  }

  /** An operation that must succeed. */
  public Result does(Operation operation) {
    Result result = Wait.until("answer to " + this + ", " + operation, asks(operation));
    if (result instanceof Result.Failed failed) {
      throw new AssertionError(
          "expected %s to succeed with %s, but: %s".formatted(this, operation, failed.error()));
    }
    return result;
  }

  public String invites(String... callees) {
    return invites(Invitation.voice(callees));
  }

  public String invites(Invitation invitation) {
    return ((Result.Invited) does(new Operation.Invite(invitation))).callId();
  }

  public void accepts(String callId) {
    does(new Operation.Accept(callId, ""));
  }

  public void declines(String callId) {
    does(new Operation.Decline(callId, ""));
  }

  /** What a click on a missed call does if nobody overrides it. */
  void dialsBack(String callId) {
    node.dialBack(this, callId);
  }

  public List<MissedCall> missedCalls() {
    return ((Result.Missed) does(new Operation.ListMissedCalls(0, 100))).missedCalls().calls();
  }

  /** Closes it. */
  public void leaves() {
    node.close(this);
  }

  /** Closes it, and waits until it has said so. */
  public void closes() {
    leaves();
    awaits("Closed(CLOSED)");
  }

  /** The same device again, on this node: a new session. */
  public RemoteSession reconnects(Node node) {
    return node.connect(user, device);
  }

  // ---- What it heard

  synchronized void hear(Instant at, SessionEvent event) {
    Heard next = new Heard(at, event);
    heard.add(next);
    listener.accept(next);
    notifyAll();
  }

  /** Everything until now. */
  public synchronized List<Heard> heard() {
    return List.copyOf(heard);
  }

  /**
   * It hears these next, in this order; waits for them.
   *
   * @param words as those of {@link Words}
   */
  public synchronized RemoteSession expects(String... words) {
    int end = read + words.length;
    Wait.until(
        this, () -> heard.size() >= end, () -> this + " to hear " + List.of(words) + story());
    List<String> next = heard.subList(read, end).stream().map(Heard::toString).toList();
    if (!next.equals(List.of(words))) {
      throw new AssertionError("expected " + this + " to hear " + List.of(words) + story());
    }
    read = end;
    return this;
  }

  /** Skips what comes until this, which it waits for; gives it. */
  public synchronized Heard awaits(String words) {
    Wait.until(this, () -> find(words) >= 0, () -> this + " to hear " + words + story());
    read = find(words) + 1;
    return heard.get(read - 1);
  }

  private int find(String words) {
    for (int i = read; i < heard.size(); i++) {
      if (heard.get(i).toString().equals(words)) {
        return i;
      }
    }
    return -1;
  }

  /** It has heard nothing that was not asked for. */
  public synchronized void expectsNothing() {
    if (read < heard.size()) {
      throw new AssertionError("expected " + this + " to hear nothing more" + story());
    }
  }

  private String story() {
    return ", but it heard "
        + heard.subList(0, read)
        + ", then "
        + heard.subList(read, heard.size());
  }

  @Override
  public String toString() {
    return user.id() + "/" + device + " on " + node;
  }
}
