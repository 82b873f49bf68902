package dev.ringdown.chaos;

import java.io.IOException;

/** Commands of the system. */
final class Shell {
  private Shell() {}

  /** Whether this command is there, and ends well. */
  static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  static void run(String... command) {
    if (!succeeds(command)) {
      throw new IllegalStateException("expected success of: " + String.join(" ", command));
    }
  }
}
