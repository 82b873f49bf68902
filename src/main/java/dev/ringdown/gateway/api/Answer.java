package dev.ringdown.gateway.api;

import java.util.Optional;

/**
 * What an endpoint answers.
 *
 * @param body to be written as JSON; empty: none
 * @param location of what was created
 */
record Answer(int status, Optional<Object> body, Optional<String> location) {
  static Answer ok(Object body) {
    return new Answer(200, Optional.of(body), Optional.empty());
  }

  static Answer created(Object body, String location) {
    return new Answer(201, Optional.of(body), Optional.of(location));
  }

  static Answer done() {
    return new Answer(204, Optional.empty(), Optional.empty());
  }
}
