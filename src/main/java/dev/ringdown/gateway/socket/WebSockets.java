package dev.ringdown.gateway.socket;

import akka.Done;
import akka.NotUsed;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import akka.stream.javadsl.Flow;
import dev.ringdown.Ringdown;
import dev.ringdown.gateway.auth.Tokens;
import dev.ringdown.gateway.wire.Subprotocol;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** {@code /ws}: where devices connect. */
public final class WebSockets {
  private static final String BEARER = "Bearer ";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final SocketEnvironment environment;

  public WebSockets(Ringdown ringdown, SocketSettings settings, Tokens tokens) {
    environment =
        new SocketEnvironment(
            ringdown.system(),
            ringdown,
            settings,
            tokens,
            Clock.systemUTC(),
            new Sessions(settings.sessionsPerUser()));
  }

  public Route route() {
    return Directives.path(
        "ws",
        () ->
            Directives.optionalHeaderValueByName(
                "Authorization",
                authorization ->
                    Directives.extractWebSocketUpgrade(
                        upgrade -> accept(upgrade, bearer(authorization)))));
  }

  private static Optional<String> bearer(Optional<String> authorization) {
    return authorization
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private Route accept(WebSocketUpgrade upgrade, Optional<String> bearer) {
    Optional<Subprotocol> subprotocol = Subprotocol.chosenFrom(upgrade.getRequestedProtocols());
    if (subprotocol.isEmpty()) {
      return Directives.complete(
          StatusCodes.BAD_REQUEST,
          "Sec-WebSocket-Protocol: none that is known (expected: %s or %s)\n"
              .formatted(Subprotocol.JSON.word(), Subprotocol.PROTO.word()));
    }
    if (environment.sessions().unauthenticated().get()
        >= environment.settings().unauthenticated()) {
      return Directives.complete(
          StatusCodes.SERVICE_UNAVAILABLE, "Too many sockets wait for their Hello.\n");
    }
    return Directives.complete(
        upgrade.handleMessagesWith(flow(subprotocol.get(), bearer), subprotocol.get().word()));
  }

  private Flow<Message, Message, NotUsed> flow(Subprotocol subprotocol, Optional<String> bearer) {
    FrameReader reader =
        new FrameReader(
            subprotocol,
            environment.settings().frameLimit(),
            Materializer.matFromSystem(environment.system()));
    return Flow.of(Message.class)
        .mapAsync(1, reader::read)
        .via(new SocketStage(environment, subprotocol, bearer));
  }

  /** How many sessions are open on this node. */
  public int sessions() {
    return environment.sessions().open();
  }

  /** How many sockets are open on this node. */
  public int sockets() {
    return environment.sessions().sockets().get();
  }

  /** Says goodbye to every client; done when all sockets are closed, or after a while. */
  public CompletionStage<Done> close() {
    environment
        .sessions()
        .all()
        .forEach(session -> session.tell(new ClientSession.End(ClientSession.cannotServe())));
    CompletableFuture<Done> closed = new CompletableFuture<>();
    lookAgain(closed);
    return closed.completeOnTimeout(
        Done.getInstance(),
        environment.settings().goodbyeTimeout().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void lookAgain(CompletableFuture<Done> closed) {
    if (sockets() == 0) {
      closed.complete(Done.getInstance());
    } else if (!closed.isDone()) {
      environment
          .system()
          .scheduler()
          .scheduleOnce(
              LOOK_AGAIN, () -> lookAgain(closed), environment.system().executionContext());
    }
  }
}
