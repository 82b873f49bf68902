package dev.ringdown.gateway.api;

import akka.util.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request on its way to its endpoint.
 *
 * @param path what stands in the path for the template's names
 * @param query the parameters, the first of each name
 * @param idempotencyKey the header of this name
 */
record Asked(
    List<String> path,
    Map<String, String> query,
    Optional<String> idempotencyKey,
    ByteString body) {

  /** The one name in the path. */
  String id() {
    return path.get(0);
  }

  /**
   * @throws ProblemException if it is no number
   */
  int number(String name, int otherwise) {
    String value = query.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw Problem.argument(name, "no number", "a whole number").toException();
    }
  }

  /**
   * @throws ProblemException if it is missing, or not what this type says
   */
  <T> T body(Class<T> type) {
    if (body.isEmpty()) {
      throw Problem.argument("body", "empty", "a JSON object").toException();
    }
    return Json.read(body.toArray(), type);
  }

  /**
   * @throws ProblemException if there is one, and it is not empty
   */
  void noBody() {
    if (body.nonEmpty()) {
      Json.read(body.toArray(), Nothing.class);
    }
  }

  private record Nothing() {}
}
