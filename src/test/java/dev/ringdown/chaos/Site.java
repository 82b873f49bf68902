package dev.ringdown.chaos;

import dev.ringdown.cluster.Cluster;
import dev.ringdown.cluster.Node;
import dev.ringdown.cluster.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The cluster, its network and its database, and what is done to them. For one thread. */
final class Site implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** So long all have to see all: a node that was cut off learns of that by and by. */
  private static final Duration CALM = Duration.ofSeconds(3);

  /** After so long without any cluster none will come; a node that begins one does so at once. */
  private static final Duration LONELY = Duration.ofSeconds(10);

  /** So often is a node started whose process ends before it is up, as a service would be. */
  private static final int STARTS = 3;

  private final Town town;
  private final Random random;
  private final Duration bound;
  private final Optional<Network> network;
  private final Cluster cluster;
  private final Database database;
  private final Logs logs;
  private final Map<Integer, Node> nodes = new HashMap<>();
  private final Set<Node> killed = ConcurrentHashMap.newKeySet();

  Site(Path folder, Settings settings, Town town, Random random) {
    this.town = town;
    this.random = random;
    bound = settings.promises().bound();
    network = Network.isPossible() ? Optional.of(Network.of(settings.nodes())) : Optional.empty();
    cluster =
        Cluster.of(folder)
            .with("ringdown.member-grace", Settings.MEMBER_GRACE.toSeconds() + "s")
            .with("ringdown.caller-grace", Settings.CALLER_GRACE.toSeconds() + "s");
    logs = Logs.in(folder);
    cluster.with(Logs.CONFIGURATION, logs.configuration());
    database = new Database(folder.resolve("postgres"), cluster.postgres());
    if (network.isPresent()) {
      database.opensTo(Network.everybody());
      cluster.with(
          "ringdown.journal.jdbc.url",
          "jdbc:postgresql://" + Network.database() + ":" + database.port() + "/postgres");
    } else {
      System.out.println("no partitions: expected root and ip netns, which are not there");
    }
    begin(IntStream.range(0, settings.nodes()).boxed().toList());
    cluster.awaitMembers();
  }

  String url() {
    return "jdbc:postgresql://localhost:" + database.port() + "/postgres";
  }

  private void begin(List<Integer> slots) {
    slots.forEach(this::begin);
    for (int slot : slots) {
      for (int i = 1; i < STARTS && !nodes.get(slot).comesUp(); i++) {
        begin(slot);
      }
      Node node = nodes.get(slot);
      node.awaitUp();
      town.does(() -> town.reaches(node));
    }
  }

  private void begin(int slot) {
    Place place =
        network.isPresent() ? new Place(Network.address(slot), Network.within(slot)) : Place.LOCAL;
    cluster.with(Logs.FILE, logs.next());
    Node node = cluster.begin(place);
    nodes.put(slot, node);
    CompletableFuture<Void> unused = node.ended().thenRun(() -> ended(node));
  }

  private void ended(Node node) {
    Instant now = Instant.now();
    String how = killed.contains(node) ? Mischief.KILL.words() : "ended by itself";
    town.recorder().disturbed(new Disturbance(how, node.name(), now, now));
    town.does(() -> town.died(node));
  }

  /** Does this for a while, undoes it, and waits until all is well; what cannot be done is left. */
  void suffers(Mischief what) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what.words());
    int slot = random.nextInt(nodes.size());
    Node node = nodes.get(slot);
    Instant from = Instant.now();
    switch (what) {
      case KILL -> {
        killed.add(node);
        node.kill();
        await(seconds(3, 8));
      }
      case ALL_KILLED -> {
        killed.addAll(nodes.values());
        nodes.values().forEach(Node::kill);
        await(seconds(1, 4));
        restartWhoEnded();
        noteAll(what, from);
      }
      case SHORT_PAUSE -> pause(what, node, from, Duration.ofMillis(1000 + random.nextInt(1500)));
      case LONG_PAUSE -> {
        town.in(Duration.ofSeconds(3), () -> town.reachesNot(node, false));
        pause(what, node, from, seconds(14, 18));
      }
      case PARTITION -> {
        if (network.isEmpty()) {
          return;
        }
        network.get().cutOff(slot);
        await(seconds(14, 18));
        network.get().heal();
        note(what, node, from, Instant.now());
      }
      case LINKS_BREAK -> {
        if (network.isEmpty()) {
          return;
        }
        breakLinks(network.get(), slot, from.plus(seconds(5, 9)));
        noteAll(what, from);
      }
      case DATABASE_DIES -> {
        database.dies();
        await(seconds(3, 8));
        database.comesBack();
        noteAll(what, from);
      }
      case DATABASE_HANGS -> {
        database.hangs();
        await(seconds(2, 8));
        database.goesOn();
        noteAll(what, from);
      }
      case DATABASE_CRAWLS -> {
        database.crawls(seconds(6, 12));
        noteAll(what, from);
      }
    }
    recovers();
  }

  private void pause(Mischief what, Node node, Instant from, Duration length) {
    node.pause();
    await(length);
    node.resume();
    note(what, node, from, Instant.now());
  }

  /** Mostly too shortly for it to be suspected; what it sends and is sent meanwhile is lost. */
  private static void breakLinks(Network network, int slot, Instant until) {
    while (Instant.now().isBefore(until)) {
      network.cutOff(slot);
      await(Duration.ofMillis(1000));
      network.breakLinks();
      network.heal();
      await(Duration.ofMillis(1000));
    }
  }

  private void note(Mischief what, Node node, Instant from, Instant until) {
    town.recorder().disturbed(new Disturbance(what.words(), node.name(), from, until));
  }

  private void noteAll(Mischief what, Instant from) {
    town.recorder().disturbed(new Disturbance(what.words(), "", from, Instant.now()));
  }

  private Duration seconds(int from, int to) {
    return Duration.ofMillis(from * 1000L + random.nextInt((to - from) * 1000));
  }

  /**
   * Who was removed ends by itself, soon after it has learned that; then it is started again, as a
   * service would be. It takes as long as it takes: that is what is measured elsewhere.
   */
  private void recovers() {
    Instant latest = Instant.now().plus(PATIENCE);
    Instant whole = Instant.now();
    Instant clustered = Instant.now();
    while (whole.plus(CALM).isAfter(Instant.now()) || !isDecided()) {
      if (Instant.now().isAfter(latest)) {
        throw new IllegalStateException(
            "expected a whole cluster, but " + cluster.alive().stream().map(Node::view).toList());
      }
      if (restartWhoEnded() || cluster.isThere()) {
        clustered = Instant.now();
      } else if (clustered.plus(LONELY).isBefore(Instant.now())) {
        // All were started to join others that have ended since. A service has the same seed nodes
        // at each start, and the first of them begins a cluster.
        nodes.values().forEach(Node::kill);
      }
      await(Duration.ofMillis(200));
      whole = cluster.isWhole() && cluster.alive().size() == nodes.size() ? whole : Instant.now();
    }
    for (Node node : nodes.values()) {
      town.does(
          () -> {
            if (!town.nodes().contains(node)) {
              town.reaches(node);
            }
          });
    }
  }

  /** Whatever was disturbed had its time, and the next disturbance gives it no more. */
  private boolean isDecided() {
    return town.recorder().disturbances().stream()
        .allMatch(d -> d.until().plus(bound).plusSeconds(1).isBefore(Instant.now()));
  }

  private boolean restartWhoEnded() {
    List<Integer> ended =
        nodes.keySet().stream().filter(slot -> !nodes.get(slot).isAlive()).toList();
    begin(ended);
    return !ended.isEmpty();
  }

  static void await(Duration duration) {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, duration.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  @Override
  public void close() {
    try {
      database.close();
    } finally {
      cluster.close();
      network.ifPresent(Network::close);
    }
  }
}
