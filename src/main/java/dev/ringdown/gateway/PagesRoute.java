package dev.ringdown.gateway;

import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;

/** The pages and scripts in the jar. */
final class PagesRoute {
  private static final String FOLDER = "dev/ringdown/gateway/pages";

  Route route() {
    return Directives.get(
        () ->
            Directives.concat(
                Directives.pathSingleSlash(
                    () -> Directives.getFromResource(FOLDER + "/index.html")),
                Directives.getFromResourceDirectory(FOLDER)));
  }
}
