package dev.ringdown.journal;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.Calls;
import dev.ringdown.spi.OpenCalls;
import dev.ringdown.spi.OpenCalls.OpenCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the open calls of processes that died, the most urgent first and so many a second, fewer of
 * those that have time: a call that runs does not mind, one that does not is started, and does what
 * is due. There is one in a cluster.
 */
public final class Sweep extends AbstractBehavior<Sweep.Command> {
  /** When the journal is asked again after a failure. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private static final String SOON = "soon";

  /**
   * When it looks again after a node was lost: a call that was woken before sharding knew of the
   * loss was told so where it no longer runs. Where much is to be done, that takes some seconds.
   */
  static final Duration SECOND_LOOK = Duration.ofSeconds(2);

  static final Duration THIRD_LOOK = Duration.ofSeconds(5);

  /** What is not due so soon has time: whoever needs it, asks for it. */
  static final Duration URGENT = Duration.ofSeconds(2);

  /** So many that are urgent are woken instead of one that has time. */
  private static final int LEISURE = 8;

  private static final int TURNS_A_SECOND = 20;
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  public sealed interface Command {}

  /**
   * The journal failed under this call, on whatever node, whose actor is gone: looks soon, and
   * wakes it though it may not be open. What could not be written may have been written all the
   * same.
   */
  public record Stranded(String callId) implements Command {}

  private record NodesChanged() implements Command {}

  private record Look() implements Command {}

  private record Found(List<OpenCall> calls) implements Command {}

  private record NotFound(Throwable why) implements Command {}

  private record WakeSome() implements Command {}

  private final OpenCalls openCalls;
  private final Calls calls;
  private final SweepRules rules;
  private final Clock clock;
  private final TimerScheduler<Command> timers;
  private final Set<String> stranded = new LinkedHashSet<>();
  private Queue<OpenCall> asleep = new ArrayDeque<>();
  private boolean looking;
  private boolean again;
  private boolean failing;

  public static Behavior<Command> create(
      OpenCalls openCalls, Calls calls, SweepRules rules, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Sweep(openCalls, calls, rules, clock, timers, context).begin()));
  }

  /** A node has left, or one has come: looks at once, and twice more soon after. */
  public static Command nodesChanged() {
    return new NodesChanged();
  }

  private Sweep(
      OpenCalls openCalls,
      Calls calls,
      SweepRules rules,
      Clock clock,
      TimerScheduler<Command> timers,
      ActorContext<Command> context) {
    super(context);
    this.openCalls = openCalls;
    this.calls = calls;
    this.rules = rules;
    this.clock = clock;
    this.timers = timers;
  }

  private Behavior<Command> begin() {
    look();
    timers.startTimerWithFixedDelay(new Look(), rules.interval());
    return this;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(NodesChanged.class, changed -> onNodesChanged())
        .onMessage(Look.class, look -> look())
        .onMessage(Stranded.class, this::onStranded)
        .onMessage(Found.class, this::onFound)
        .onMessage(NotFound.class, this::onNotFound)
        .onMessage(WakeSome.class, some -> wakeSome())
        .build();
  }

  private Behavior<Command> onNodesChanged() {
    timers.startSingleTimer("second look", new Look(), SECOND_LOOK);
    timers.startSingleTimer("third look", new Look(), THIRD_LOOK);
    return look();
  }

  private Behavior<Command> look() {
    again = looking;
    if (!looking) {
      looking = true;
      getContext()
          .pipeToSelf(find(), (found, why) -> why == null ? new Found(found) : new NotFound(why));
    }
    return this;
  }

  /** One look for all that strand until then. */
  private Behavior<Command> onStranded(Stranded call) {
    stranded.add(call.callId());
    if (!timers.isTimerActive(SOON)) {
      timers.startSingleTimer(SOON, new Look(), RETRY);
    }
    return this;
  }

  private CompletionStage<List<OpenCall>> find() {
    try {
      return openCalls.find();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private Behavior<Command> onFound(Found found) {
    List<OpenCall> urgentFirst = new ArrayList<>(found.calls());
    urgentFirst.removeIf(call -> stranded.contains(call.callId()));
    stranded.forEach(callId -> urgentFirst.add(new OpenCall(callId, Instant.MIN)));
    urgentFirst.sort(Comparator.comparing(OpenCall::due));
    asleep = new ArrayDeque<>(urgentFirst);
    startToWake();
    if (failing) {
      LOG.info("The journal's open calls can be read again");
      failing = false;
    }
    looked();
    return wakeSome();
  }

  /** At a fixed rate: when this actor has its turn late, it makes up for it. */
  private void startToWake() {
    Duration pause = Duration.ofSeconds(1).multipliedBy(turn()).dividedBy(rules.wakesPerSecond());
    timers.startTimerAtFixedRate(new WakeSome(), pause);
  }

  private int turn() {
    return Math.max(1, rules.wakesPerSecond() / TURNS_A_SECOND);
  }

  private Behavior<Command> onNotFound(NotFound notFound) {
    if (!failing) {
      LOG.warn("Cannot read the journal's open calls; trying every {}", RETRY, notFound.why());
      failing = true;
    }
    looked();
    timers.startSingleTimer(SOON, new Look(), RETRY);
    return this;
  }

  private void looked() {
    looking = false;
    if (again) {
      look();
    }
  }

  private Behavior<Command> wakeSome() {
    Instant soon = clock.instant().plus(URGENT);
    int left = turn();
    while (left > 0 && !asleep.isEmpty()) {
      OpenCall call = asleep.remove();
      stranded.remove(call.callId());
      calls.tell(call.callId(), new CallCommand.Wake(call.due()));
      left -= call.due().isAfter(soon) ? LEISURE : 1;
    }
    if (asleep.isEmpty()) {
      timers.cancel(new WakeSome());
    }
    return this;
  }
}
