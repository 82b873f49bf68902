package dev.ringdown.benchmark;

import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.Map;

/**
 * What one accepted one-to-one call sends and writes; exact, since time and threads are virtual.
 */
public final class MessagesPerCall {
  private MessagesPerCall() {}

  public static void main(String[] arguments) {
    String mailbox = CountingMailbox.class.getName();
    String counting =
        """
        akka.actor.default-mailbox.mailbox-type = %1$s
        akka.actor.typed.default-mailbox.mailbox-type = %1$s
        """
            .formatted(mailbox);
    try (TestEngine engine = TestEngine.start(counting)) {
      Device alice = engine.connect("alice");
      Device bob = engine.connect("bob");
      engine.settle();
      CountingMailbox.reset();

      String call = alice.invites("bob");
      bob.accepts(call);
      alice.ends(call);
      engine.passSeconds(1);

      Map<String, Long> counts = CountingMailbox.counts();
      counts.forEach((kind, count) -> System.out.printf("%5d %s%n", count, kind));
      System.out.printf(
          "%5d messages in all%n", counts.values().stream().mapToLong(Long::longValue).sum());
      System.out.printf(
          "%5d events journalled%n", engine.journal().persistedInStorage("call:" + call).size());
    }
  }
}
