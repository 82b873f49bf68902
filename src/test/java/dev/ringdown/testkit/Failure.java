package dev.ringdown.testkit;

/** An assertion of the kit that failed; its message tells the whole story. */
final class Failure extends AssertionError {
  private static final long serialVersionUID = 1;

  Failure(String what, TestEngine engine) {
    super(what + "\n\n" + Story.of(engine));
  }
}
