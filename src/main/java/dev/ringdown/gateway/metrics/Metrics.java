package dev.ringdown.gateway.metrics;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Outcome;
import dev.ringdown.Ringdown;
import dev.ringdown.gateway.api.AdminToken;
import dev.ringdown.spi.Observer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code /metrics}: what the engine on this node does, for Prometheus. Every label has values of a
 * closed list only, each of them from the start: no user, call or room is one.
 */
public final class Metrics implements Observer, AutoCloseable {
  private static final Duration[] SHORT = millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000);
  private static final Duration[] RING = seconds(1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 600);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Optional<AdminToken> token;
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final Runnable stop;

  private final Map<CallType, Map<CallMode, Counter>> created;
  private final Map<Outcome, Timer> decided;
  private final Map<EndReason, Timer> ended;
  private final Map<ErrorCode, Counter> refused;
  private final Timer ringing;
  private final Timer journalled;
  private final Counter duplicates;

  /** Observes the engine from now on, and logs its calls if that is wanted. */
  public Metrics(Ringdown ringdown, MetricsSettings settings) {
    token = settings.token().map(t -> new AdminToken(Optional.of(t)));
    created =
        each(
            CallType.class,
            type ->
                each(
                    CallMode.class,
                    mode ->
                        Counter.builder("ringdown.calls")
                            .description("Calls that were created")
                            .tag("type", type.name())
                            .tag("mode", mode.name())
                            .register(registry)));
    decided =
        each(
            Outcome.class,
            outcome ->
                Timer.builder("ringdown.invitation")
                    .description("Invitations by their outcome: how long they were open")
                    .tag("outcome", outcome.name())
                    .serviceLevelObjectives(RING)
                    .register(registry));
    ended =
        each(
            EndReason.class,
            reason ->
                Timer.builder("ringdown.call")
                    .description("Calls that ended, by the reason: how long they lived")
                    .tag("reason", reason.name())
                    .register(registry));
    refused =
        each(
            ErrorCode.class,
            code ->
                Counter.builder("ringdown.refused")
                    .description("What was asked and refused, by the error's code")
                    .tag("code", code.name())
                    .register(registry));
    ringing = timer("ringdown.ringing", "From an invitation to a device that shows it");
    journalled = timer("ringdown.journal.write", "Until the journal has taken what a call decided");
    duplicates =
        Counter.builder("ringdown.duplicates")
            .description("Messages that came again, and were dropped")
            .register(registry);
    gauges(ringdown);
    Runnable counts = ringdown.observe(this);
    Runnable logs = settings.logCalls() ? ringdown.observe(new CallLog()) : () -> {};
    stop =
        () -> {
          counts.run();
          logs.run();
        };
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(SHORT)
        .register(registry);
  }

  private void gauges(Ringdown ringdown) {
    Gauge.builder("ringdown.calls.live", ringdown, Ringdown::liveCalls)
        .description("Live calls on this node")
        .register(registry);
    Gauge.builder("ringdown.sessions", ringdown, Ringdown::sessions)
        .description("Open sessions on this node")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    garbage.bindTo(registry);
  }

  private static <E extends Enum<E>, M> Map<E, M> each(Class<E> type, Function<E, M> meter) {
    return Arrays.stream(type.getEnumConstants())
        .collect(
            Collectors.toMap(
                Function.identity(), meter, (one, other) -> one, () -> new EnumMap<>(type)));
  }

  private static Duration[] millis(long... values) {
    return Arrays.stream(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  private static Duration[] seconds(long... values) {
    return Arrays.stream(values).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
  }

  // ---- What the engine does

  @Override
  public void created(String callId, CallType callType, CallMode mode, int callees) {
    created.get(callType).get(mode).increment();
  }

  @Override
  public void ringing(String callId, String userId, Duration after) {
    ringing.record(after);
  }

  @Override
  public void decided(String callId, String userId, Outcome outcome, Duration rang) {
    decided.get(outcome).record(rang);
  }

  @Override
  public void ended(String callId, EndReason reason, Duration lasted) {
    ended.get(reason).record(lasted);
  }

  @Override
  public void journalled(Duration took) {
    journalled.record(took);
  }

  @Override
  public void refused(ErrorCode code) {
    refused.get(code).increment();
  }

  @Override
  public void duplicate() {
    duplicates.increment();
  }

  // ---- Who reads it

  public Route route() {
    return Directives.path(
        "metrics",
        () ->
            Directives.get(
                () ->
                    Directives.optionalHeaderValueByName(
                        "Authorization", authorization -> read(authorization))));
  }

  private Route read(Optional<String> authorization) {
    boolean may = token.isEmpty() || authorization.filter(token.get()::isBornBy).isPresent();
    return may
        ? Directives.complete(
            HttpEntities.create(
                ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8"),
                registry.scrape().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        : Directives.complete(StatusCodes.UNAUTHORIZED, "expected Authorization: Bearer\n");
  }

  /** Observes no longer. */
  @Override
  public void close() {
    stop.run();
    garbage.close();
    registry.close();
  }
}
