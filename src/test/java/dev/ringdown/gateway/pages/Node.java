package dev.ringdown.gateway.pages;

/** What runs the JavaScript client's own tests. */
final class Node extends Needs {
  Node() {
    super("Node.js", "node");
  }
}
