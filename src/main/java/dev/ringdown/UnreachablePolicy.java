package dev.ringdown;

/** What happens to an invitation of a user with neither a session nor a push route. */
public enum UnreachablePolicy {
  /** It rings out: a session that connects before the deadline still gets the ring. */
  RING,
  /** It ends UNREACHABLE at once. */
  FAIL_FAST
}
