package dev.ringdown.chaos;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.cluster.Node;
import dev.ringdown.cluster.RemoteSession;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * One device of one user. It connects to some node, and to another one when that is gone, until it
 * is switched off. On the town's thread.
 */
final class Phone {
  private final Town town;
  private final String user;
  private final String device;
  private final BiConsumer<Phone, SessionEvent> events;
  private final Answers answers;
  private final Map<String, Request> open = new LinkedHashMap<>();
  private Optional<RemoteSession> session = Optional.empty();
  private String name = "";
  private boolean on = true;
  private int requests;

  /** Hears what became of an operation. */
  interface Answers {
    void answered(Phone phone, Request request, Result result);
  }

  /**
   * What it asks, maybe several times.
   *
   * @param id tells the engine that it is the same
   */
  record Request(String id, Operation operation) {}

  Phone(
      Town town,
      String user,
      String device,
      BiConsumer<Phone, SessionEvent> events,
      Answers answers) {
    this.town = town;
    this.user = user;
    this.device = device;
    this.events = events;
    this.answers = answers;
    connect();
  }

  String user() {
    return user;
  }

  boolean isOn() {
    return on;
  }

  private void connect() {
    Optional<Node> node = town.anyNode();
    if (!on) {
      return;
    }
    if (node.isEmpty()) {
      town.in(Duration.ofMillis(500), this::connect);
      return;
    }
    String begun = town.recorder().connects(user, device, node.get().name());
    name = begun;
    session =
        Optional.of(
            node.get()
                .connect(
                    CallUser.of(user),
                    device,
                    heard -> {
                      town.recorder().heard(heard.at(), begun, heard.event());
                      town.does(() -> hear(begun, heard.event()));
                    }));
    town.isOn(node.get(), begun);
    List.copyOf(open.values()).forEach(this::ask);
  }

  private void hear(String from, SessionEvent event) {
    if (on && from.equals(name)) {
      if (event instanceof SessionEvent.Closed) {
        looksForAnotherNode();
      }
      events.accept(this, event);
    }
  }

  /** An operation whose answer may never come: the node may die. Then it is asked once more. */
  void does(Operation operation) {
    if (session.isPresent() && on) {
      Request request = new Request(user + "/" + device + "/" + ++requests, operation);
      open.put(request.id(), request);
      ask(request);
    }
  }

  /** The same request, also of a session before this one. */
  void repeats(Request request) {
    open.put(request.id(), request);
    if (session.isPresent() && on) {
      ask(request);
    }
  }

  private void ask(Request request) {
    String asked = name;
    town.recorder().asked(asked, request.id(), request.operation());
    CompletableFuture<Result> unused =
        session
            .orElseThrow()
            .asks(request.id(), request.operation())
            .whenComplete(
                (result, failure) -> {
                  if (failure == null) {
                    town.recorder().answered(asked, request.id(), request.operation(), result);
                    town.does(() -> answered(request, result));
                  }
                });
  }

  private void answered(Request request, Result result) {
    boolean closed =
        result instanceof Result.Failed failed && failed.error().code() == ErrorCode.SESSION_CLOSED;
    if (!closed && open.remove(request.id()) != null) {
      answers.answered(this, request, result);
    }
  }

  /** Its node does not answer: it tries another one. */
  void leavesNode(Node node) {
    if (session.filter(s -> s.node() == node).isPresent()) {
      looksForAnotherNode();
    }
  }

  private void looksForAnotherNode() {
    if (session.isPresent()) {
      session = Optional.empty();
      town.in(town.random(200, 2000), this::connect);
    }
  }

  /** For good. */
  void switchOff() {
    if (on) {
      on = false;
      session.ifPresent(
          s -> {
            s.leaves();
            town.recorder().gone(name);
          });
    }
  }
}
