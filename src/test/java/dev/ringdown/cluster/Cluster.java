package dev.ringdown.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.benchmark.Journals;
import dev.ringdown.kill.Rows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes in JVMs of their own over a PostgreSQL server that syncs its log, with {@code
 * conf/cluster.conf} as it is shipped. What a test does not say is as in production.
 *
 * <pre>
 * try (Cluster cluster = Cluster.of(folder).start(3)) {
 *   RemoteSession alice = cluster.node(0).connect("alice");
 *   RemoteSession bob = cluster.node(1).connect("bob");
 *   alice.invites("bob");
 *   bob.expects("Connected", "IncomingCallReceived(alice)");
 *   cluster.node(2).kill();
 * }
 * </pre>
 */
public final class Cluster implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final ActorSystem<Void> driver =
      ActorSystem.create(Behaviors.empty(), "driver", ConfigFactory.defaultReference());
  private final EmbeddedPostgres postgres;
  private final List<Node> nodes = new ArrayList<>();

  /** Most nodes live for less than it takes to compile well. */
  private List<String> jvm = List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Starts the database. */
  public static Cluster of(Path folder) {
    try {
      return new Cluster(folder, Journals.syncedPostgres(folder.resolve("postgres")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cluster(Path folder, EmbeddedPostgres postgres) {
    this.folder = folder;
    this.postgres = postgres;
    settings.put("ringdown.journal.jdbc.url", Journals.postgresUrl(postgres));
    settings.put("ringdown.journal.jdbc.user", "postgres");
    // A node that was removed is to end, as a service would be set up.
    settings.put("akka.coordinated-shutdown.exit-jvm", "on");
  }

  /** A setting of the nodes that start from now on. */
  public Cluster with(String key, Object value) {
    settings.put(key, value.toString());
    return this;
  }

  /** They have Akka's or the file's again. */
  Cluster without(String key) {
    settings.remove(key);
    return this;
  }

  /** The nodes that start from now on have one more file of {@code conf/}, before the others. */
  Cluster including(String file) {
    return with(NodeProcess.MORE, file);
  }

  /** They have it no longer. */
  void excluding(String file) {
    settings.remove(NodeProcess.MORE, file);
  }

  /** The nodes that start from now on are as fast as they can be, and have room. */
  Cluster measured() {
    jvm = List.of("-Xmx2g", "-XX:+UseSerialGC");
    return this;
  }

  /**
   * The nodes that start from now on pause shortly for their garbage, as docs/operations.md says.
   */
  Cluster pausingShortly() {
    jvm = List.of("-Xms1g", "-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseG1GC");
    return this;
  }

  /** The nodes that start from now on count what they send to others. */
  public Cluster tapped() {
    return with("akka.remote.artery.advanced.instruments.0", Wiretap.class.getName());
  }

  /** Starts so many nodes and waits until all see all. */
  public Cluster start(int count) {
    for (int i = 0; i < count; i++) {
      begin();
    }
    alive().forEach(Node::awaitUp);
    awaitMembers();
    return this;
  }

  /** Starts one more node and waits until all that live see all. */
  public Node add() {
    Node node = begin();
    node.awaitUp();
    awaitMembers();
    return node;
  }

  /** Starts one more node, which looks for those that live; does not wait. */
  public Node begin() {
    return begin(Place.LOCAL);
  }

  /** The same, at another place than the test's own. */
  public Node begin(Place place) {
    int port = freePort();
    Map<String, String> properties = new HashMap<>(settings);
    properties.put("akka.remote.artery.canonical.hostname", place.host());
    properties.put("akka.remote.artery.canonical.port", String.valueOf(port));
    List<Node> seeds = alive();
    for (int i = 0; i < seeds.size(); i++) {
      properties.put("akka.cluster.seed-nodes." + i, seeds.get(i).address());
    }
    String name = "node" + (nodes.size() + 1);
    if (seeds.isEmpty()) {
      properties.put("akka.cluster.seed-nodes.0", Node.address(place, port));
    }
    Node node =
        Node.start(name, place, port, folder.resolve(name), jvm, Codec.of(driver), properties);
    nodes.add(node);
    return node;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all that live see each other, and nobody else. */
  public void awaitMembers() {
    List<Node> alive = alive();
    alive.forEach(node -> node.awaitMembers(alive.size()));
  }

  /** Whether all that live see each other, and nobody else. */
  public boolean isWhole() {
    List<Node> alive = alive();
    return alive.stream().allMatch(node -> node.sees(alive.size()));
  }

  /** Whether one that lives sees nodes that are up: a new one could join. */
  public boolean isThere() {
    return alive().stream().anyMatch(Node::isInCluster);
  }

  /** In the order of their start, those that ended included. */
  public Node node(int index) {
    return nodes.get(index);
  }

  public List<Node> alive() {
    return nodes.stream().filter(Node::isAlive).toList();
  }

  /** Which node the call lives on. */
  public Node nodeOfCall(String callId) {
    return alive().stream().filter(node -> node.holdsCall(callId)).findFirst().orElseThrow();
  }

  public Node nodeOfUser(String userId) {
    return alive().stream().filter(node -> node.holdsUser(userId)).findFirst().orElseThrow();
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** The journal, read beside the nodes: nobody there notices. */
  public Rows journal() {
    return new Rows(Journals.postgres(postgres));
  }

  /** Waits until no call is open, and wakes none by it. */
  public void awaitNoOpenCall() {
    Wait.until("end of all calls", () -> journal().open().isEmpty());
  }

  @Override
  public void close() {
    nodes.forEach(Node::end);
    driver.terminate();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
