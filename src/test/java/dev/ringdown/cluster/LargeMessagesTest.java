package dev.ringdown.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The largest texts that the settings allow, and many of them, still reach other nodes. */
@Timeout(180)
@Tag("cluster")
class LargeMessagesTest {
  private static final int LIMIT = 64 * 1024;
  private static final String LARGE = "x".repeat(LIMIT);

  /** More than a call tells at once. */
  private static final int ROUNDS = 36;

  @TempDir Path folder;

  @Test
  void shouldTellEverythingAgainThoughItIsMoreThanAFrameTakes() {
    try (Cluster cluster =
        Cluster.of(folder)
            .with("ringdown.invitation.custom-data-limit", LIMIT)
            .with("ringdown.max-members", 3)
            .with("ringdown.missed-calls", 200)
            .with("akka.remote.artery.advanced.maximum-frame-size", "1152 KiB")
            .tapped()
            .start(3)) {
      RemoteSession alice = connectOn(cluster, "alice", cluster.node(0));
      RemoteSession bob = connectOn(cluster, "bob", cluster.node(1));
      RemoteSession carol = connectOn(cluster, "carol", cluster.node(1));
      String call = callOn(alice, carol.user(), cluster.node(2));
      carol.accepts(call);

      for (int i = 0; i < ROUNDS; i++) {
        alice.does(
            new Operation.InviteMore(
                call, List.of(Invitee.of(bob.user())), Optional.of(Duration.ofMinutes(5))));
        bob.awaits("IncomingCallReceived(" + alice.user() + ")");
        bob.does(new Operation.Decline(call, LARGE));
        alice.awaits("OutgoingCallDeclined(" + bob.user() + ")");
      }
      cluster.node(2).kill();
      cluster.awaitMembers();

      // What comes next is heard only after all that came before, which is told again.
      alice.does(new Operation.InviteMore(call, List.of(Invitee.of(bob.user())), Optional.empty()));
      bob.awaits("IncomingCallReceived(" + alice.user() + ")");
      bob.accepts(call);
      alice.awaits("OutgoingCallAccepted(" + bob.user() + ")");
      carol.awaits("U(" + bob.user() + " ACCEPTED)");
      shouldHaveSentAll(cluster);
    }
  }

  private static void shouldHaveSentAll(Cluster cluster) {
    for (Node node : cluster.alive()) {
      assertThat(node.log()).noneMatch(line -> line.contains("OversizedPayload"));
    }
    System.out.println("largest messages: " + cluster.node(0).wire() + cluster.node(1).wire());
  }

  /** A user whose actor lives on this node, and his session on the other one of the first two. */
  private static RemoteSession connectOn(Cluster cluster, String prefix, Node node) {
    Node other = cluster.node(0) == node ? cluster.node(1) : cluster.node(0);
    for (int i = 0; i < 100; i++) {
      RemoteSession session = other.connect(prefix + i);
      session.awaits("Connected");
      if (node.holdsUser(session.user())) {
        return session;
      }
    }
    throw new AssertionError("expected one of 100 users on " + node);
  }

  private static String callOn(RemoteSession caller, String callee, Node node) {
    for (int i = 0; i < 100; i++) {
      String call =
          caller.invites(Invitation.voice(callee).withCallId("large" + i).withCustomData(LARGE));
      if (node.holdsCall(call)) {
        return call;
      }
      caller.does(new Operation.End(call));
    }
    throw new AssertionError("expected one of 100 calls on " + node);
  }
}
