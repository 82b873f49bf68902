package dev.ringdown.chaos;

import java.util.List;
import java.util.stream.Stream;

/** What processes are sent. */
enum Signal {
  STOP,
  CONT,
  QUIT;

  /** A process that has ended meanwhile does not mind. */
  void to(Stream<ProcessHandle> processes) {
    List<ProcessHandle> all = processes.toList();
    // One command for all: a database has a process for each connection.
    if (!all.isEmpty() && !send(all)) {
      all.forEach(this::to);
    }
  }

  private void to(ProcessHandle process) {
    if (!send(List.of(process)) && process.isAlive()) {
      throw new IllegalStateException("cannot send SIG" + this + " to " + process.pid());
    }
  }

  private boolean send(List<ProcessHandle> processes) {
    Stream<String> pids = processes.stream().map(process -> String.valueOf(process.pid()));
    return Shell.succeeds(
        Stream.concat(Stream.of("kill", "-" + this), pids).toArray(String[]::new));
  }
}
