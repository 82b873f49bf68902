package dev.ringdown.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.ShardRegion;
import akka.cluster.sharding.typed.ClusterShardingQuery;
import akka.cluster.sharding.typed.GetShardRegionState;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.Ringdown;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import dev.ringdown.user.UserCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * The process of a node. Does what it reads, a line for each action, prints a line for each event
 * and answer, and stops in good order when its input ends. {@link Node} speaks with it.
 */
final class NodeProcess {
  /** Between the words of a line. */
  static final String TAB = "\t";

  /** The system property that names one more file of {@code conf/}. */
  static final String MORE = "ringdown.node.include";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ActorSystem<Void> system;
  private final Ringdown ringdown;
  private final Codec codec;
  private final RemoteBackEnd backEnd;
  private final Map<String, ActorRef<SessionCommand>> sessions = new ConcurrentHashMap<>();
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** System properties are its settings, before all files. */
  public static void main(String... arguments) throws IOException {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), Node.SYSTEM, config());
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      NodeProcess process = new NodeProcess(system);
      say("up");
      String line;
      while ((line = input.readLine()) != null) {
        process.perform(line.split(TAB));
      }
    } finally {
      system.terminate();
    }
  }

  private static Config config() {
    Config files = ConfigFactory.empty();
    String more = System.getProperty(MORE, "");
    for (String file : new String[] {more, "cluster", "postgres", "start"}) {
      files = files.withFallback(ConfigFactory.parseResources(file + ".conf"));
    }
    return ConfigFactory.defaultOverrides()
        .withFallback(files)
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  private NodeProcess(ActorSystem<Void> system) {
    this.system = system;
    ringdown = Ringdown.get(system);
    codec = Codec.of(system);
    backEnd = new RemoteBackEnd(ringdown.backend(), codec);
    spawn(Members.create(), "members");
  }

  private <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
    return system.systemActorOf(behavior, "node-" + name, Props.empty());
  }

  private void perform(String... words) {
    switch (words[0]) {
      case "connect" -> connect(words[1], CallUser.of(words[2], words[3]), words[4]);
      case "close" -> sessions.get(words[1]).tell(new SessionCommand.Close(CloseReason.CLOSED));
      case "do" -> operate(words[1], sessions.get(words[2]), words[3], words[4]);
      case "dial" -> sessions.get(words[1]).tell(new SessionCommand.RunDefaultAction(words[2]));
      case "backend" -> backEnd.perform(words[1], words[2], words[3], words[4], words[5]);
      case "timeline" -> backEnd.timeline(words[1], words[2]);
      case "where" -> where(words[1]);
      case "cpu" -> tell(words[1], cpuNanos());
      case "wire" -> tell(words[1], Wiretap.report());
      case "caller" ->
          spawn(Talker.caller(ringdown, words[1], words[2], calls, failures), words[1]);
      case "callee" -> spawn(Talker.callee(ringdown, words[1], calls, failures), words[1]);
      case "calls" -> tell(words[1], calls.sum() + " " + failures.sum());
      default -> throw new IllegalArgumentException(String.join(" ", words));
    }
  }

  private void connect(String session, CallUser user, String device) {
    try {
      ActorRef<SessionEvent> listener = spawn(listener(session), "listener-" + session);
      sessions.put(session, ringdown.connect(user, device, listener));
    } catch (IllegalStateException itEnds) {
      heard(session, new SessionEvent.Closed(CloseReason.SHUTDOWN));
    }
  }

  private Behavior<SessionEvent> listener(String session) {
    return Behaviors.receiveMessage(
        event -> {
          heard(session, event);
          return event instanceof SessionEvent.Closed ? Behaviors.stopped() : Behaviors.same();
        });
  }

  private void heard(String session, SessionEvent event) {
    say("heard", session, System.currentTimeMillis(), codec.write(event));
  }

  private void operate(
      String ticket, ActorRef<SessionCommand> session, String requestId, String operation) {
    if (session == null) {
      say("replied", ticket, "");
      return;
    }
    SessionCommand.Tell asked = codec.read(operation, SessionCommand.Tell.class);
    AskPattern.<SessionCommand, SessionReply>ask(
            session,
            replyTo -> new SessionCommand.Perform(requestId, asked.operation(), replyTo),
            PATIENCE,
            system.scheduler())
        .whenComplete(
            (reply, failure) -> say("replied", ticket, failure == null ? codec.write(reply) : ""));
  }

  /** The ids of the calls and users that live here. */
  private void where(String ticket) {
    entities(EntityTypeKey.create(CallCommand.class, "ringdown-call"), "call:")
        .thenCombine(
            entities(EntityTypeKey.create(UserCommand.class, "ringdown-user"), "user:"),
            (calls, users) -> calls + users)
        .thenAccept(ids -> tell(ticket, ids));
  }

  private CompletionStage<String> entities(EntityTypeKey<?> key, String prefix) {
    return AskPattern.<ClusterShardingQuery, ShardRegion.CurrentShardRegionState>ask(
            ClusterSharding.get(system).shardState(),
            replyTo -> new GetShardRegionState(scala(key), replyTo),
            PATIENCE,
            system.scheduler())
        .thenApply(
            state ->
                state.getShards().stream()
                    .flatMap(shard -> shard.getEntityIds().stream())
                    .map(id -> prefix + id + " ")
                    .collect(Collectors.joining()));
  }

  /** Akka's question takes the key by its other name. */
  private static akka.cluster.sharding.typed.scaladsl.EntityTypeKey<?> scala(EntityTypeKey<?> key) {
    return (akka.cluster.sharding.typed.scaladsl.EntityTypeKey<?>) key;
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  static void tell(String ticket, Object what) {
    say("told", ticket, what);
  }

  static void say(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.isEmpty() ? "" : TAB).append(word);
    }
    // At once, and not in two pieces.
    System.out.println(line);
  }
}
