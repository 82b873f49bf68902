package dev.ringdown.chaos;

import java.util.List;

/**
 * A network of this machine's own, with a namespace for each node: so that what two nodes send each
 * other can be lost while the database hears both. For root, where there is {@code ip netns}.
 */
final class Network implements AutoCloseable {
  private static final String BRIDGE = "rdchaos";
  private static final String PREFIX = "10.213.77.";

  /** Nobody's. */
  private static final String NOWHERE = "02:00:00:00:00:0f";

  private final int nodes;

  private Network(int nodes) {
    this.nodes = nodes;
  }

  /** Whether this process may make one. */
  static boolean isPossible() {
    String probe = BRIDGE + "-probe";
    return Shell.succeeds("ip", "netns", "add", probe)
        && Shell.succeeds("ip", "netns", "del", probe);
  }

  /**
   * @param nodes how many there may ever be
   */
  static Network of(int nodes) {
    Network network = new Network(nodes);
    network.remove();
    Shell.run("ip", "link", "add", BRIDGE, "type", "bridge");
    Shell.run("ip", "addr", "add", PREFIX + "1/24", "dev", BRIDGE);
    Shell.run("ip", "link", "set", BRIDGE, "up");
    for (int i = 0; i < nodes; i++) {
      network.add(i);
    }
    return network;
  }

  private void add(int node) {
    String space = space(node);
    String outside = BRIDGE + node;
    Shell.run("ip", "netns", "add", space);
    Shell.run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", space);
    Shell.run("ip", "link", "set", outside, "master", BRIDGE, "up");
    Shell.run("ip", "-n", space, "addr", "add", address(node) + "/24", "dev", "eth0");
    Shell.run("ip", "-n", space, "link", "set", "eth0", "up");
    Shell.run("ip", "-n", space, "link", "set", "lo", "up");
  }

  static String database() {
    return PREFIX + "1";
  }

  static String everybody() {
    return PREFIX + "0/24";
  }

  static String address(int node) {
    return PREFIX + (10 + node);
  }

  /** What starts a program in the namespace of this node. */
  static List<String> within(int node) {
    return List.of("ip", "netns", "exec", space(node));
  }

  private static String space(int node) {
    return BRIDGE + "-" + node;
  }

  /** Nothing passes between this node and the others any longer; nobody is told. */
  void cutOff(int node) {
    for (int other = 0; other < nodes; other++) {
      if (other != node) {
        lose(node, other);
        lose(other, node);
      }
    }
  }

  private static void lose(int from, int to) {
    Shell.run(
        "ip",
        "-n",
        space(from),
        "neigh",
        "replace",
        address(to),
        "lladdr",
        NOWHERE,
        "nud",
        "permanent",
        "dev",
        "eth0");
  }

  /** All connections between nodes end, and what was not acknowledged in them is lost. */
  void breakLinks() {
    for (int from = 0; from < nodes; from++) {
      for (int to = 0; to < from; to++) {
        Shell.run("ip", "netns", "exec", space(from), "ss", "-K", "dst", address(to));
      }
    }
  }

  void heal() {
    for (int from = 0; from < nodes; from++) {
      for (int to = 0; to < nodes; to++) {
        if (from != to) {
          Shell.succeeds("ip", "-n", space(from), "neigh", "del", address(to), "dev", "eth0");
        }
      }
    }
  }

  private void remove() {
    for (int i = 0; i < nodes; i++) {
      Shell.succeeds("ip", "netns", "del", space(i));
      // A namespace takes its time to go, and its interface with it.
      Shell.succeeds("ip", "link", "del", BRIDGE + i);
    }
    Shell.succeeds("ip", "link", "del", BRIDGE);
  }

  @Override
  public void close() {
    remove();
  }
}
