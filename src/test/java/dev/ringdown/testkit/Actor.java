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
    /** Of the engine, but only its session talks to it. */
    CALLBACKS,
    OTHER
  }

  static final String CALLS = "/system/ringdown-call";
  private static final String USERS = "/system/ringdown-user";
  private static final String SESSION = "/system/ringdown-session-";

  private final ActorRef ref;
  private final Kind kind;
  private String name = "";

  Actor(ActorRef ref) {
    this.ref = ref;
    kind = kind(ref.path().toStringWithoutAddress());
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
    } else if (path.startsWith(SESSION)) {
      return path.indexOf('/', SESSION.length()) < 0 ? Kind.SESSION : Kind.CALLBACKS;
    }
    return Kind.OTHER;
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
