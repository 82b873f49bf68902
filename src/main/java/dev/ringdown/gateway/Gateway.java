package dev.ringdown.gateway;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Adapter;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.ServerBuilder;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import akka.http.javadsl.settings.ServerSettings;
import com.typesafe.config.ConfigException;
import dev.ringdown.Ringdown;
import dev.ringdown.gateway.api.Api;
import dev.ringdown.gateway.auth.AuthSettings;
import dev.ringdown.gateway.auth.DevelopmentTokens;
import dev.ringdown.gateway.auth.Tokens;
import dev.ringdown.gateway.metrics.Health;
import dev.ringdown.gateway.metrics.Metrics;
import dev.ringdown.gateway.socket.WebSockets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The engine's front door: WebSockets with the protocol of {@code client.proto} for devices, HTTP
 * for back ends, and what those look at who run it. Runs on the engine's actor system, and stops
 * with it. Safe for use by many threads.
 */
public final class Gateway implements AutoCloseable {
  /** A socket is to be closed by the gateway's own idle timeout, which says goodbye. */
  private static final Duration LONGER_THAN_IDLE = Duration.ofSeconds(15);

  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  /** Less than a phase of the shutdown may take. */
  private static final Duration LAST_FRAMES = Duration.ofSeconds(3);

  private final ServerBinding binding;
  private final WebSockets sockets;
  private final Metrics metrics;
  private final boolean secure;

  private Gateway(ServerBinding binding, WebSockets sockets, Metrics metrics, boolean secure) {
    this.binding = binding;
    this.sockets = sockets;
    this.metrics = metrics;
    this.secure = secure;
  }

  /** As {@link #start(Ringdown, GatewaySettings)}, with the settings of the engine's system. */
  public static Gateway start(Ringdown ringdown) {
    return start(ringdown, GatewaySettings.from(ringdown.system().settings().config()));
  }

  /**
   * Listens; returns when it does.
   *
   * @throws ConfigException if nobody could have a token, if the address can be reached from other
   *     machines while everybody can have one, or if a file that a setting names cannot be read
   * @throws IllegalStateException if the address cannot be had
   */
  public static Gateway start(Ringdown ringdown, GatewaySettings settings) {
    check(settings);
    ActorSystem<?> system = ringdown.system();
    AuthSettings auth =
        settings.development() ? DevelopmentTokens.withSecret(settings.auth()) : settings.auth();
    Tokens tokens = new Tokens(auth, system.dispatchers().lookup(DispatcherSelector.blocking()));
    WebSockets sockets = new WebSockets(ringdown, settings.socket(), tokens);
    List<Route> routes = new ArrayList<>();
    routes.add(sockets.route());
    if (settings.development()) {
      routes.add(new DevelopmentRoute(new DevelopmentTokens(auth)).route());
    }
    routes.add(new Api(ringdown, settings.api()).route());
    routes.add(new Health(ringdown).route());
    Metrics metrics = new Metrics(ringdown, settings.metrics());
    routes.add(metrics.route());
    routes.add(new PagesRoute().route());
    ServerBuilder server =
        Http.get(system)
            .newServerAt(settings.host(), settings.port())
            .withSettings(server(system, settings));
    try {
      ServerBinding binding =
          settings
              .tls()
              .map(tls -> server.enableHttps(Tls.context(tls)))
              .orElse(server)
              .bind(concat(routes))
              .toCompletableFuture()
              .join();
      Gateway gateway = new Gateway(binding, sockets, metrics, settings.tls().isPresent());
      gateway.stopWith(system);
      return gateway;
    } catch (CompletionException e) {
      metrics.close();
      throw new IllegalStateException(
          "cannot listen at %s:%d: %s"
              .formatted(settings.host(), settings.port(), e.getCause().getMessage()),
          e.getCause());
    }
  }

  private static Route concat(List<Route> routes) {
    return Directives.concat(routes.get(0), routes.subList(1, routes.size()).toArray(Route[]::new));
  }

  private static ServerSettings server(ActorSystem<?> system, GatewaySettings settings) {
    ServerSettings server = ServerSettings.create(Adapter.toClassic(system));
    Duration idle = settings.socket().idleTimeout().plus(LONGER_THAN_IDLE);
    return server
        .withMaxConnections(settings.socket().sockets())
        .withTimeouts(
            server
                .getTimeouts()
                .withIdleTimeout(scala.concurrent.duration.Duration.fromNanos(idle.toNanos())));
  }

  private static void check(GatewaySettings settings) {
    if (settings.development() && !isLoopback(settings.host())) {
      throw new ConfigException.BadValue(
          "ringdown.gateway.host",
          settings.host()
              + " (expected: a loopback address, since with ringdown.gateway.development whoever"
              + " asks gets a token)");
    }
    if (!settings.development() && !settings.auth().isComplete()) {
      throw new ConfigException.BadValue(
          "ringdown.gateway.auth",
          "neither secret nor jwks (expected: one of them, or nobody could connect)");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void stopWith(ActorSystem<?> system) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceUnbind(), "ringdown-gateway-unbind", this::unbind);
    // Meanwhile the engine closes its sessions, and every client hears Goodbye.
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(), "ringdown-gateway-close", sockets::close);
    // A socket that is closed here may still have its last frame to write.
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceStop(),
        "ringdown-gateway-stop",
        () -> binding.terminate(LAST_FRAMES).thenApply(terminated -> Done.getInstance()));
  }

  private CompletionStage<Done> unbind() {
    return binding.unbind();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /** What to type into a browser. */
  public URI uri() {
    InetSocketAddress address = address();
    String host = address.getAddress().getHostAddress();
    return URI.create(
        "%s://%s:%d/"
            .formatted(
                secure ? "https" : "http",
                host.contains(":") ? "[" + host + "]" : host,
                address.getPort()));
  }

  /**
   * Takes no more connections, says goodbye to every client, and returns when they are gone, or
   * after a few seconds. The engine runs on.
   */
  @Override
  public void close() {
    unbind()
        .thenCompose(unbound -> sockets.close())
        .thenCompose(closed -> binding.terminate(LONGEST_END))
        .whenComplete((terminated, failure) -> metrics.close())
        .toCompletableFuture()
        .join();
  }
}
