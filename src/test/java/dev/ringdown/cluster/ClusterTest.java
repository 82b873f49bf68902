package dev.ringdown.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls between users of different nodes. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {
  private static final List<String> OURS =
      List.of("CallCommandSerializer", "UserCommandSerializer", "SessionMessageSerializer");

  /** All of them are written by hand, on Protobuf. */
  private static final List<String> AKKAS =
      List.of(
          "ArteryMessageSerializer",
          "ClusterMessageSerializer",
          "ClusterShardingMessageSerializer",
          "ClusterSingletonMessageSerializer",
          "DaemonMsgCreateSerializer",
          "MessageContainerSerializer",
          "MiscMessageSerializer",
          "ReplicatedDataSerializer",
          "ReplicatorMessageSerializer",
          "ShardingSerializer",
          "SystemMessageSerializer");

  @TempDir static Path folder;

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.of(folder).tapped().start(3);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void shouldRingAndAccept() {
    RemoteSession alice = cluster.node(0).connect("alice").expects("Connected");
    RemoteSession bob = cluster.node(1).connect("bob").expects("Connected");

    String call = alice.invites("bob");
    bob.expects("IncomingCallReceived(alice)", "U(bob RINGING)");
    bob.accepts(call);

    bob.expects("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
    alice.expects(
        "OutgoingCallSent", "U(bob RINGING)", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
    alice.does(new Operation.End(call));
    alice.awaits("CallEnded(ENDED)");
    bob.awaits("CallEnded(ENDED)");
  }

  @Test
  void shouldDecline() {
    RemoteSession erin = cluster.node(2).connect("erin").expects("Connected");
    RemoteSession frank = cluster.node(0).connect("frank").expects("Connected");

    String call = erin.invites("frank");
    frank.expects("IncomingCallReceived(erin)", "U(frank RINGING)");
    erin.expects("OutgoingCallSent", "U(frank RINGING)");
    frank.declines(call);

    frank.expects("IncomingCallDeclineButtonPressed");
    erin.expects("OutgoingCallDeclined(frank)", "U(frank DECLINED)", "CallEnded(DECLINED)");
  }

  @Test
  void shouldCancel() {
    RemoteSession gina = cluster.node(0).connect("gina").expects("Connected");
    RemoteSession hugo = cluster.node(2).connect("hugo").expects("Connected");

    String call = gina.invites("hugo");
    hugo.expects("IncomingCallReceived(gina)", "U(hugo RINGING)");
    gina.expects("OutgoingCallSent", "U(hugo RINGING)");
    gina.does(new Operation.Cancel(call, Set.of(), ""));

    hugo.expects("IncomingCallCanceled(CANCELLED)");
    gina.expects("OutgoingCallCancelButtonPressed", "U(hugo CANCELLED)", "CallEnded(CANCELLED)");
    assertThat(hugo.missedCalls()).hasSize(1);
  }

  @Test
  void shouldBeBusyAndRingALateCallee() {
    RemoteSession ida = cluster.node(0).connect("ida").expects("Connected");
    RemoteSession jack = cluster.node(1).connect("jack").expects("Connected");

    String call = ida.invites("late");
    ida.expects("OutgoingCallSent");
    jack.invites("ida");
    jack.expects(
        "OutgoingCallSent", "OutgoingCallRejectedCauseBusy(ida)", "U(ida BUSY)", "CallEnded(BUSY)");
    RemoteSession late = cluster.node(2).connect("late");
    late.awaits("IncomingCallReceived(ida)");
    late.declines(call);
    ida.awaits("CallEnded(DECLINED)");
  }

  @Test
  void shouldStopTheOtherDevicesOnOtherNodes() {
    RemoteSession kim = cluster.node(0).connect("kim").expects("Connected");
    RemoteSession phone = cluster.node(1).connect(CallUser.of("lea"), "phone").expects("Connected");
    RemoteSession tablet =
        cluster.node(2).connect(CallUser.of("lea"), "tablet").expects("Connected");

    String call = kim.invites("lea");
    tablet.expects("IncomingCallReceived(kim)", "U(lea RINGING)");
    phone.expects("IncomingCallReceived(kim)", "U(lea RINGING)");
    phone.accepts(call);

    phone.expects("IncomingCallAcceptButtonPressed", "U(lea ACCEPTED)");
    tablet.expects("HandledElsewhere(ACCEPTED)");
    phone.does(new Operation.Quit(call));
    kim.awaits("CallEnded(EVERYBODY_LEFT)");
  }

  @Test
  void shouldMergeCallsThatCross() {
    RemoteSession mia = cluster.node(1).connect("mia").expects("Connected");
    RemoteSession noah = cluster.node(2).connect("noah").expects("Connected");

    mia.invites(Invitation.voice("noah").withCallId("cross-1"));
    noah.awaits("IncomingCallReceived(mia)");
    noah.invites(Invitation.voice("mia").withCallId("cross-2"));

    mia.awaits("OutgoingCallAccepted(noah)");
    noah.awaits("OutgoingCallAccepted(mia)");
    mia.does(new Operation.End("cross-1"));
    noah.awaits("CallEnded(ENDED)");
  }

  @Test
  void shouldMissACall() {
    RemoteSession carol = cluster.node(1).connect("carol").expects("Connected");
    RemoteSession dave = cluster.node(2).connect("dave").expects("Connected");

    carol.invites(Invitation.voice("dave").withTimeout(Duration.ofSeconds(1)));

    dave.expects("IncomingCallReceived(carol)", "U(dave RINGING)", "IncomingCallTimeout");
    carol.expects(
        "OutgoingCallSent",
        "U(dave RINGING)",
        "OutgoingCallTimeout(dave)",
        "U(dave TIMED_OUT)",
        "CallEnded(NO_ANSWER)");
    assertThat(dave.missedCalls())
        .singleElement()
        .satisfies(missed -> assertThat(missed.reason()).isEqualTo(MissedReason.TIMED_OUT));
  }

  /** Every message that went to another node until then, Akka's own among them. */
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void shouldSendNothingButProtobuf() {
    List<String> kinds = cluster.alive().stream().flatMap(node -> node.wire().stream()).toList();

    assertThat(kinds).anyMatch(kind -> kind.contains("UserCommand$Announcement"));
    assertThat(kinds).anyMatch(kind -> kind.contains("CallCommand$Ask"));
    assertThat(kinds).anyMatch(kind -> kind.contains("SessionCommand$Deliver"));
    assertThat(kinds)
        .allSatisfy(
            kind -> {
              String[] words = kind.split(" ");
              boolean isOurs = words[0].startsWith("dev.ringdown.");
              assertThat(words[1]).isIn(isOurs ? OURS : AKKAS);
            });
  }

  /** Comes last, since a node less is left. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldGiveEachCallOneOutcomeWhenItsNodeIsKilled() {
    Node dead = cluster.node(2);
    List<RingingCall> calls =
        RingingCall.begin("killed", 20, Duration.ofSeconds(3), cluster.alive());
    assertThat(calls).anyMatch(call -> dead.holdsCall(call.callId()));

    dead.kill();

    // The sweep does it: the next look would come after minutes.
    cluster.awaitNoOpenCall();
    assertThat(cluster.journal().doubles()).isEmpty();
    calls.forEach(call -> call.shouldBeOver(cluster.node(0)));
  }
}
