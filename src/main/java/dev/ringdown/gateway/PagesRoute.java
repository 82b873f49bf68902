package dev.ringdown.gateway;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import java.util.List;

/** The web phone, and the client's scripts: what lies in the jar. */
final class PagesRoute {
  private static final String FOLDER = "dev/ringdown/gateway/pages";

  /** Scripts and styles of this server, and nothing else. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final List<HttpHeader> HEADERS =
      List.of(
          RawHeader.create("Content-Security-Policy", POLICY),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Referrer-Policy", "no-referrer"),
          // Asks each time whether there is a newer one.
          RawHeader.create("Cache-Control", "no-cache"),
          // The client's scripts are for pages of other servers, too; none of it is secret.
          RawHeader.create("Access-Control-Allow-Origin", "*"));

  Route route() {
    return Directives.get(
        () ->
            Directives.respondWithHeaders(
                HEADERS,
                () ->
                    Directives.concat(
                        Directives.pathSingleSlash(
                            () -> Directives.getFromResource(FOLDER + "/index.html")),
                        Directives.getFromResourceDirectory(FOLDER))));
  }
}
