package dev.ringdown.chaos;

import java.util.stream.Stream;

/** What processes are sent. */
enum Signal {
  STOP,
  CONT,
  QUIT;

  /** A process that has ended meanwhile does not mind. */
  void to(Stream<ProcessHandle> processes) {
    processes.forEach(
        process -> {
          boolean sent = Shell.succeeds("kill", "-" + this, String.valueOf(process.pid()));
          if (!sent && process.isAlive()) {
            throw new IllegalStateException("cannot send SIG" + this + " to " + process.pid());
          }
        });
  }
}
