package dev.ringdown.gateway;

import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import dev.ringdown.CallUser;
import dev.ringdown.RingdownError;
import dev.ringdown.gateway.auth.DevelopmentTokens;
import dev.ringdown.session.Arguments;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** {@code /dev/token}: a token for whoever asks. */
final class DevelopmentRoute {
  /** A page of another site that resolves its own name to this machine is not to get one. */
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final DevelopmentTokens tokens;

  DevelopmentRoute(DevelopmentTokens tokens) {
    this.tokens = tokens;
  }

  Route route() {
    return Directives.path(
        PathMatchers.segment("dev").slash("token"),
        () ->
            Directives.get(
                () ->
                    Directives.extractHost(
                        host ->
                            Directives.parameter(
                                "user",
                                user ->
                                    Directives.parameterOptional(
                                        "name", name -> answer(host, user, name.orElse("")))))));
  }

  private Route answer(String host, String user, String name) {
    if (!HOSTS.contains(host)) {
      return Directives.complete(StatusCodes.FORBIDDEN, "Host: not this machine's\n");
    }
    Optional<RingdownError> bad = Arguments.user("user", CallUser.of(user, name));
    return bad.isPresent()
        ? Directives.complete(StatusCodes.BAD_REQUEST, bad.get().message() + "\n")
        : Directives.complete(tokens.sign(user, name, Instant.now()));
  }
}
