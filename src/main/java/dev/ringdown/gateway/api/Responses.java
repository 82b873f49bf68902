package dev.ringdown.gateway.api;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.time.Duration;

/** Answers and problems as responses. */
final class Responses {
  private static final ContentType PROBLEM = ContentTypes.parse("application/problem+json");

  private Responses() {}

  static HttpResponse of(Answer answer) {
    HttpResponse response = HttpResponse.create().withStatus(answer.status());
    if (answer.location().isPresent()) {
      response = response.addHeader(RawHeader.create("Location", answer.location().get()));
    }
    return answer.body().isPresent()
        ? response.withEntity(ContentTypes.APPLICATION_JSON, Json.write(answer.body().get()))
        : response;
  }

  static HttpResponse of(Problem problem) {
    HttpResponse response =
        HttpResponse.create().withStatus(problem.status()).withEntity(PROBLEM, Json.write(problem));
    if (problem.status() == 401) {
      response = response.addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
    }
    if (problem.retryAfter().isPresent()) {
      long seconds = problem.retryAfter().get().plus(Duration.ofMillis(999)).toSeconds();
      response = response.addHeader(RawHeader.create("Retry-After", Long.toString(seconds)));
    }
    return problem.status() == 405
        ? response.addHeader(RawHeader.create("Allow", problem.limit().orElseThrow()))
        : response;
  }
}
