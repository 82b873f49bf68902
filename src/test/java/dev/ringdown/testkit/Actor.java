package dev.ringdown.testkit;

import akka.actor.ActorRef;

/** An actor, as far as the kit knows it. */
final class Actor {
  /** What it is. */
  enum Kind {
    /** Hands on to the calls by their ids. */
    CALLS,
    /** Hands on to the users by their ids. */
    USERS,
    CALL,
    USER,
    SESSION,
    /** Another one of the engine: nobody on another node tells it anything. */
    ENGINE,
    OTHER
  }

  static final String SWEEP = "/system/ringdown-sweep";
  private static final String ENGINE = "/system/ringdown-";
  private static final String CALLS = "/system/ringdown-call";
  private static final String USERS = "/system/ringdown-user";
  private static final String SESSION = "/system/ringdown-session-";

  private final ActorRef ref;
  private final Kind kind;
  private String name;

  Actor(ActorRef ref) {
    this.ref = ref;
    String path = ref.path().toStringWithoutAddress();
    kind = kind(path);
    name = path.equals(SWEEP) ? "sweep" : "";
  }

  private static Kind kind(String path) {
    if (path.equals(CALLS)) {
      return Kind.CALLS;
    } else if (path.equals(USERS)) {
      return Kind.USERS;
    } else if (path.startsWith(CALLS + "/")) {
      return Kind.CALL;
    } else if (path.startsWith(USERS + "/")) {
      return Kind.USER;
    } else if (path.startsWith(SESSION) && path.indexOf('/', SESSION.length()) < 0) {
      return Kind.SESSION;
    }
    return path.startsWith(ENGINE) ? Kind.ENGINE : Kind.OTHER;
  }

  ActorRef ref() {
    return ref;
  }

  Kind kind() {
    return kind;
  }

  /** A call's or user's id, a session's device; empty until it is known. */
  String name() {
    return name;
  }

  void name(String name) {
    this.name = name;
  }
}
