package dev.ringdown.cluster;

import java.util.List;

/**
 * Where a node runs.
 *
 * @param host by which the other nodes reach it
 * @param within a command that starts another one there; empty for here
 */
public record Place(String host, List<String> within) {
  public static final Place LOCAL = new Place("127.0.0.1", List.of());
}
