package dev.ringdown.chaos;

import dev.ringdown.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The phones, the nodes that they can reach, and the one thread on which all of them act. */
final class Town implements AutoCloseable {
  private final Recorder recorder = new Recorder();
  private final Random random;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread t = new Thread(task, "town");
            t.setDaemon(true);
            return t;
          });
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Set<String>> sessions = new HashMap<>();
  private final List<Phone> phones = new ArrayList<>();

  Town(long seed) {
    random = new Random(seed);
  }

  Recorder recorder() {
    return recorder;
  }

  // ---- Its thread

  void does(Runnable task) {
    thread.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            throw report(e);
          }
        });
  }

  /** A thread of an executor would keep it to itself. */
  private static RuntimeException report(RuntimeException failure) {
    failure.printStackTrace();
    return failure;
  }

  void in(Duration later, Runnable task) {
    Future<?> unused = thread.schedule(() -> does(task), later.toMillis(), TimeUnit.MILLISECONDS);
  }

  Duration random(int fromMillis, int toMillis) {
    return Duration.ofMillis(fromMillis + random.nextInt(toMillis - fromMillis));
  }

  Random random() {
    return random;
  }

  // ---- Nodes

  Optional<Node> anyNode() {
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(nodes.get(random.nextInt(nodes.size())));
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** From now on phones connect to it. */
  void reaches(Node node) {
    nodes.add(node);
  }

  /** Nobody connects to it any longer; some of those who are connected look for another one. */
  void reachesNot(Node node, boolean all) {
    nodes.remove(node);
    for (Phone phone : List.copyOf(phones)) {
      if (all || random.nextBoolean()) {
        phone.leavesNode(node);
      }
    }
  }

  void isOn(Node node, String session) {
    sessions.computeIfAbsent(node, n -> new HashSet<>()).add(session);
  }

  /** Its process has ended, and every session with it. */
  void died(Node node) {
    Set<String> lost = sessions.remove(node);
    if (lost != null) {
      lost.forEach(recorder::gone);
    }
    reachesNot(node, true);
  }

  // ---- Phones

  void has(Phone phone) {
    phones.add(phone);
  }

  void hasNoMore(Phone phone) {
    phones.remove(phone);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
