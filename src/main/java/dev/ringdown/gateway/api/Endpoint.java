package dev.ringdown.gateway.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One thing that a back end can ask for.
 *
 * @param template of its path below {@code /v1}, such as {@code /calls/{callId}/end}
 */
record Endpoint(Method method, String template, Handler handler) {
  enum Method {
    GET,
    POST
  }

  /** Never blocks; fails with a {@code RingdownException} or a {@code ProblemException}. */
  @FunctionalInterface
  interface Handler {
    CompletionStage<Answer> answer(Asked asked);
  }

  static Endpoint get(String template, Handler handler) {
    return new Endpoint(Method.GET, template, handler);
  }

  static Endpoint post(String template, Handler handler) {
    return new Endpoint(Method.POST, template, handler);
  }

  /**
   * What stands in the path for the template's names, in order; empty if it is another path.
   *
   * @param segments of the path, decoded
   */
  Optional<List<String>> match(List<String> segments) {
    String[] parts = template.substring(1).split("/");
    if (parts.length != segments.size()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(2);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{")) {
        names.add(segments.get(i));
      } else if (!parts[i].equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }
}
