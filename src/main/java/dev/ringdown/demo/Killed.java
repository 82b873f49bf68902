package dev.ringdown.demo;

import static dev.ringdown.demo.Expected.changed;
import static dev.ringdown.demo.Expected.closed;
import static dev.ringdown.demo.Expected.connected;
import static dev.ringdown.demo.Expected.ended;
import static dev.ringdown.demo.Expected.incomingTimeout;
import static dev.ringdown.demo.Expected.outgoingTimeout;
import static dev.ringdown.demo.Expected.received;
import static dev.ringdown.demo.Expected.sent;

import dev.ringdown.CloseReason;
import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An engine's process is killed while a call rings in it, and started again. */
final class Killed {
  static final List<Flow> FLOWS =
      List.of(
          new Flow(
              "killed",
              "The engine's process is killed while Bob's phone rings, and started again",
              Killed::killed));

  private static final Duration SHORTEST = Duration.ofSeconds(6);

  private static final Duration LONGEST = Duration.ofSeconds(25);

  /** After the deadline: on a busy machine the callbacks take a while to get here. */
  private static final Duration LATEST = Duration.ofSeconds(5);

  private Killed() {}

  private static void killed(Play play) {
    try (Journal journal = Journal.open("h2")) {
      killed(play, journal.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void killed(Play play, Path folder) {
    CallName call = play.createElsewhere();
    Ear alice = play.elsewhere("Alice");
    Ear bob = play.elsewhere("Bob");
    Map<String, Ear> ears = Map.of(alice.user().id(), alice, bob.user().id(), bob);

    play.says("Another process starts, with an engine and an H2 file of its own");
    long before = System.nanoTime();
    Child first = Child.start(folder, call, ears);
    Duration timeout = timeout(since(before));
    long invited = System.nanoTime();
    try {
      connect(first, alice, bob);
      alice.hears(connected(0, 0));
      bob.hears(connected(0, 0));
      play.says("Alice calls Bob for " + timeout.toSeconds() + " s");
      invited = System.nanoTime();
      first.does(
          "invite", alice.user().id(), bob.user().id(), bob.user().name(), timeout.toString());
      first.expect("invited");
      ring(call, alice, bob);
      play.says("The process is killed (SIGKILL)");
    } finally {
      first.kill();
    }
    play.says("It is started again, on the same file; Alice's and Bob's phones connect anew");
    try (Child second = Child.start(folder, call, ears)) {
      connect(second, alice, bob);
      goOn(call, alice, bob);
      checkTime(since(invited), timeout);
      play.says("Bob lists his missed calls");
      second.does("missed", bob.user().id());
      second.expect("missed [" + call.id() + " " + MissedReason.TIMED_OUT + "]");
      play.says("  one: " + call + " from Alice, " + MissedReason.TIMED_OUT);
    }
    alice.hears(closed(CloseReason.SHUTDOWN.name()));
    bob.hears(closed(CloseReason.SHUTDOWN.name()));
  }

  /** A machine on which a start takes long gets the time for another one while it rings. */
  private static Duration timeout(Duration start) {
    Duration timeout = Duration.ofSeconds(SHORTEST.plus(start.multipliedBy(2)).toSeconds());
    return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
  }

  private static void ring(CallName call, Ear alice, Ear bob) {
    alice.hears(
        sent(call, "Alice", "VOICE", List.of("Bob"), ""),
        changed(call, "Bob", MemberState.RINGING));
    bob.hears(
        received(call, "Alice", "VOICE", List.of("Bob"), ""),
        changed(call, "Bob", MemberState.RINGING));
  }

  private static void goOn(CallName call, Ear alice, Ear bob) {
    bob.hearsEither(connected(1, 0), connected(0, 0));
    alice.hearsEither(connected(1, 0), connected(0, 0));
    bob.hears(
        received(call, "Alice", "VOICE", List.of("Bob"), ""),
        changed(call, "Bob", MemberState.RINGING),
        incomingTimeout(call, "Alice"));
    alice.hears(
        sent(call, "Alice", "VOICE", List.of("Bob"), ""),
        changed(call, "Bob", MemberState.RINGING),
        outgoingTimeout(call, List.of("Bob"), "VOICE"),
        changed(call, "Bob", MemberState.TIMED_OUT),
        ended(call, EndReason.NO_ANSWER));
  }

  /** The deadline is the one that was set before the kill. */
  private static void checkTime(Duration took, Duration timeout) {
    if (took.compareTo(timeout) < 0 || took.compareTo(timeout.plus(LATEST)) > 0) {
      throw new Failure("it rang for " + took + " instead of " + timeout);
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static void connect(Child child, Ear... ears) {
    for (Ear ear : ears) {
      child.does("connect", ear.user().id(), ear.user().name());
    }
  }
}
