package dev.ringdown.demo;

/** A call's id, and the short name under which people can follow it: "call 3". */
record CallName(String id, String name) {
  @Override
  public String toString() {
    return name;
  }
}
