package dev.ringdown.gateway.socket;

import akka.actor.typed.ActorRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The client sessions of this node, and how many sockets there are. Safe for many threads. */
final class Sessions {
  /** A place among the user's sessions. */
  record Place(String userId, String device, String key) {}

  private record Open(String userId, ActorRef<ClientSession.Command> actor) {}

  private final int mostPerUser;
  private final Map<String, Open> byId = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> devices = new ConcurrentHashMap<>();
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicInteger unauthenticated = new AtomicInteger();

  Sessions(int mostPerUser) {
    this.mostPerUser = mostPerUser;
  }

  /** False if the user has as many sessions as he may; one of the same device gives its place. */
  boolean take(Place place) {
    boolean[] taken = new boolean[1];
    devices.compute(
        place.userId(),
        (user, before) -> {
          Map<String, String> own = before == null ? new HashMap<>(2) : before;
          taken[0] = own.size() < mostPerUser || own.containsKey(place.device());
          if (taken[0]) {
            own.put(place.device(), place.key());
          }
          return own;
        });
    return taken[0];
  }

  void leave(Place place) {
    devices.computeIfPresent(
        place.userId(),
        (user, own) -> {
          own.remove(place.device(), place.key());
          return own.isEmpty() ? null : own;
        });
  }

  void opened(String sessionId, String userId, ActorRef<ClientSession.Command> actor) {
    byId.put(sessionId, new Open(userId, actor));
  }

  void closed(String sessionId) {
    byId.remove(sessionId);
  }

  /** The session that this user may go on with. */
  Optional<ActorRef<ClientSession.Command>> find(String sessionId, String userId) {
    return Optional.ofNullable(byId.get(sessionId))
        .filter(open -> open.userId().equals(userId))
        .map(Open::actor);
  }

  List<ActorRef<ClientSession.Command>> all() {
    return byId.values().stream().map(Open::actor).toList();
  }

  int open() {
    return byId.size();
  }

  AtomicInteger sockets() {
    return sockets;
  }

  AtomicInteger unauthenticated() {
    return unauthenticated;
  }
}
