package dev.ringdown.demo;

import java.util.ArrayList;
import java.util.List;

/** Numbers the calls of one demonstration. Safe for use by many threads. */
final class CallNames {
  private final String run;
  private final List<CallName> calls = new ArrayList<>();

  /**
   * @param run makes the ids of this demonstration unlike those of earlier ones in the same journal
   */
  CallNames(String run) {
    this.run = run;
  }

  /** A call that is about to be made, with an id of our own: of two, the later one's is higher. */
  synchronized CallName create() {
    return add("%s-call-%04d".formatted(run, calls.size() + 1));
  }

  /** The call with this id; one that the engine made is numbered when it is first heard of. */
  synchronized CallName of(String id) {
    return calls.stream().filter(call -> call.id().equals(id)).findFirst().orElseGet(() -> add(id));
  }

  /** What the next call will be called. */
  synchronized String next() {
    return name(calls.size() + 1);
  }

  synchronized int number(CallName call) {
    return calls.indexOf(call) + 1;
  }

  synchronized CallName latest() {
    return calls.get(calls.size() - 1);
  }

  private CallName add(String id) {
    CallName call = new CallName(id, name(calls.size() + 1));
    calls.add(call);
    return call;
  }

  private static String name(int number) {
    return "call " + number;
  }
}
