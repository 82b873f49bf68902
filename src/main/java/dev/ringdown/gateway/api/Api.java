package dev.ringdown.gateway.api;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaType;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.util.ByteString;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1} for back ends, and {@code /openapi.json}, which describes it. Every request is
 * answered with JSON, or with a problem after RFC 9457.
 */
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final String DESCRIPTION = "dev/ringdown/gateway/api/openapi.json";
  private static final String AUTHORIZATION = "Authorization";

  private final ApiSettings settings;
  private final ActorSystem<?> system;
  private final AdminToken token;
  private final List<Endpoint> endpoints;

  public Api(Ringdown ringdown, ApiSettings settings) {
    this.settings = settings;
    system = ringdown.system();
    token = new AdminToken(settings.token());
    endpoints = endpoints(ringdown);
  }

  static List<Endpoint> endpoints(Ringdown ringdown) {
    return Stream.concat(
            new CallEndpoints(ringdown.backend()).all().stream(),
            new UserEndpoints(ringdown.backend()).all().stream())
        .toList();
  }

  public Route route() {
    return Directives.concat(
        Directives.path(
            "openapi.json", () -> Directives.get(() -> Directives.getFromResource(DESCRIPTION))),
        Directives.pathPrefix(
            "v1",
            () ->
                Directives.extractRequest(
                    request -> Directives.completeWithFuture(answer(request)))));
  }

  // ---- One request

  /** The endpoint that is meant, and what its path names. */
  private record Found(Endpoint endpoint, List<String> path) {}

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    Found found;
    try {
      checkToken(request);
      found = find(request);
      checkType(request);
    } catch (ProblemException e) {
      request.discardEntityBytes(system);
      return CompletableFuture.completedFuture(Responses.of(e.problem()));
    }
    return body(request)
        .thenCompose(body -> found.endpoint().handler().answer(asked(request, found, body)))
        .handle(
            (answer, failure) -> {
              HttpResponse response =
                  failure == null ? Responses.of(answer) : Responses.of(problem(failure));
              log(found, response);
              return response;
            });
  }

  private void checkToken(HttpRequest request) {
    if (token.isNobodys()) {
      throw Problem.own(
              404,
              "UNKNOWN_PATH",
              "expected the interface for back ends to be on, but ringdown.gateway.api.token is"
                  + " empty")
          .toException();
    }
    if (!header(request, AUTHORIZATION).filter(token::isBornBy).isPresent()) {
      throw Problem.own(
              401, "UNAUTHENTICATED", "expected the header Authorization: Bearer with the token")
          .toException();
    }
  }

  private Found find(HttpRequest request) {
    List<String> segments = segments(request.getUri());
    List<Found> here = new ArrayList<>(1);
    for (Endpoint endpoint : endpoints) {
      endpoint.match(segments).ifPresent(path -> here.add(new Found(endpoint, path)));
    }
    if (here.isEmpty()) {
      throw Problem.own(404, "UNKNOWN_PATH", "expected a path that /openapi.json has")
          .toException();
    }
    return here.stream()
        .filter(found -> found.endpoint().method().name().equals(request.method().name()))
        .findFirst()
        .orElseThrow(() -> Problem.method(methods(here)).toException());
  }

  private static String methods(List<Found> found) {
    return String.join(", ", found.stream().map(f -> f.endpoint().method().name()).toList());
  }

  /** Those after {@code v1}, decoded. */
  private static List<String> segments(Uri uri) {
    List<String> segments = new ArrayList<>(4);
    uri.pathSegments().forEach(segments::add);
    return segments.subList(1, segments.size());
  }

  private static void checkType(HttpRequest request) {
    MediaType json = ContentTypes.APPLICATION_JSON.mediaType();
    boolean isJson = request.entity().getContentType().mediaType().equals(json);
    if (!request.entity().isKnownEmpty() && !isJson) {
      throw Problem.own(
              415, "UNSUPPORTED_MEDIA_TYPE", "expected a body of the type application/json")
          .toException();
    }
  }

  private CompletionStage<ByteString> body(HttpRequest request) {
    return request
        .entity()
        .withSizeLimit(settings.bodyLimit())
        .toStrict(settings.bodyTimeout().toMillis(), system)
        .thenApply(entity -> entity.getData());
  }

  private static Asked asked(HttpRequest request, Found found, ByteString body) {
    Map<String, String> query = new HashMap<>();
    request
        .getUri()
        .query()
        .toList()
        .forEach(parameter -> query.putIfAbsent(parameter.first(), parameter.second()));
    return new Asked(found.path(), query, header(request, IdempotencyKey.HEADER), body);
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }

  // ---- What goes wrong

  private Problem problem(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RingdownException refused) {
      return Problem.of(refused.error());
    } else if (cause instanceof ProblemException refused) {
      return refused.problem();
    } else if (cause instanceof EntityStreamSizeException) {
      return Problem.tooLarge(settings.bodyLimit());
    } else if (cause instanceof TimeoutException) {
      return Problem.own(
          408, "TIMEOUT", "expected the whole body within " + settings.bodyTimeout());
    }
    LOG.error("A request of a back end failed", cause);
    return Problem.own(500, "INTERNAL", "expected an answer, but the gateway failed");
  }

  private static void log(Found found, HttpResponse response) {
    if (found.endpoint().method() == Endpoint.Method.POST) {
      LOG.atInfo()
          .addKeyValue("endpoint", found.endpoint().template())
          .addKeyValue("callId", found.path().isEmpty() ? "" : found.path().get(0))
          .addKeyValue("status", response.status().intValue())
          .log("A back end asked");
    }
  }
}
