package dev.ringdown.cluster;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      List.of(
          "CallCommandSerializer",
          "UserCommandSerializer",
          "SessionMessageSerializer",
          "SweepCommandSerializer");

  /** Longer than it takes to look again; users would wake a call after two renewals, 30 s. */
  private static final Duration SOON = Duration.ofSeconds(10);

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

  /** What a back end is not asked. */
  private static final String NONE = " ";

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

  @Test
  void shouldTellEachMemberOfAGroupOfTheOthers() {
    RemoteSession olga = cluster.node(0).connect("olga").expects("Connected");
    RemoteSession pete = cluster.node(1).connect("pete").expects("Connected");
    RemoteSession quin = cluster.node(2).connect("quin").expects("Connected");
    RemoteSession rosa = cluster.node(1).connect("rosa").expects("Connected");

    String call = olga.invites("pete");
    olga.expects("OutgoingCallSent", "U(pete RINGING)");
    pete.expects("IncomingCallReceived(olga)", "U(pete RINGING)");
    pete.accepts(call);
    olga.expects("OutgoingCallAccepted(pete)", "U(pete ACCEPTED)");
    pete.expects("IncomingCallAcceptButtonPressed", "U(pete ACCEPTED)");

    pete.does(new Operation.InviteMore(call, List.of(Invitee.of("quin")), Optional.empty()));
    olga.expects("U(quin INVITED)", "U(quin RINGING)");
    pete.expects("U(quin INVITED)", "U(quin RINGING)");
    quin.expects("IncomingCallReceived(olga)", "U(quin RINGING)");
    quin.accepts(call);
    olga.expects("U(quin ACCEPTED)");
    pete.expects("OutgoingCallAccepted(quin)", "U(quin ACCEPTED)");
    quin.expects("IncomingCallAcceptButtonPressed", "U(quin ACCEPTED)");

    rosa.does(new Operation.Join(call));
    List.of(olga, pete, quin, rosa).forEach(member -> member.expects("U(rosa ACCEPTED)"));
    pete.does(new Operation.Quit(call));
    List.of(olga, pete, quin, rosa).forEach(member -> member.expects("U(pete QUIT)"));
    quin.does(new Operation.End(call));
    List.of(olga, quin, rosa)
        .forEach(member -> member.expects("U(quin ENDED)", "CallEnded(ENDED)"));
    // Whoever left hears no end, but may look.
    CallSnapshot over = ((Result.Snapshot) pete.does(new Operation.GetCall(call))).call();
    assertThat(over.endReason()).contains(EndReason.ENDED);
    pete.expectsNothing();
  }

  @Test
  void shouldDialBackFromAnotherNode() {
    RemoteSession theo = cluster.node(0).connect("theo").expects("Connected");
    RemoteSession phone = cluster.node(1).connect(CallUser.of("uma"), "phone").expects("Connected");
    String call = theo.invites("uma");
    phone.expects("IncomingCallReceived(theo)", "U(uma RINGING)");
    theo.does(new Operation.Cancel(call, Set.of(), ""));
    theo.awaits("CallEnded(CANCELLED)");
    phone.expects("IncomingCallCanceled(CANCELLED)");
    phone.closes();

    RemoteSession laptop =
        cluster.node(2).connect(CallUser.of("uma"), "laptop").expects("Connected");
    assertThat(laptop.missedCalls()).extracting(MissedCall::callId).containsExactly(call);
    laptop.dialsBack(call);

    laptop.expects("OutgoingCallSent", "U(theo RINGING)");
    SessionEvent ring = theo.awaits("IncomingCallReceived(uma)").event();
    theo.accepts(((SessionEvent.OfCall) ring).callId());
    laptop.expects("OutgoingCallAccepted(theo)", "U(theo ACCEPTED)");
    laptop.dialsBack(call);
    laptop.expects("IncomingMissedCallDialBackFailed(ALREADY_IN_CALL)");
    laptop.dialsBack("never-missed");
    laptop.expects("IncomingMissedCallDialBackFailed(UNKNOWN_CALL)");
    theo.does(new Operation.End(((SessionEvent.OfCall) ring).callId()));
    laptop.awaits("CallEnded(ENDED)");
  }

  @Test
  void shouldServeABackEndOnANodeWithoutTheUsers() {
    Node desk = cluster.node(2);
    RemoteSession vera = cluster.node(0).connect("vera").expects("Connected");
    RemoteSession walt = cluster.node(1).connect("walt").expects("Connected");
    RemoteSession xena = cluster.node(1).connect("xena").expects("Connected");

    assertThat(desk.backEnd("invite", "vera", "walt,xena", "desk-1"))
        .isInstanceOf(Result.Invited.class);
    walt.awaits("IncomingCallReceived(vera)");
    xena.awaits("IncomingCallReceived(vera)");
    assertThat(desk.backEnd("cancel", "desk-1", "xena", "closed"))
        .isEqualTo(new Result.Cancelled("desk-1", List.of("xena"), List.of()));
    xena.awaits("IncomingCallCanceled(CANCELLED)");
    walt.accepts("desk-1");
    vera.does(new Operation.Join("desk-1"));
    vera.awaits("U(walt ACCEPTED)");
    assertThat(desk.backEnd("kick", "desk-1", "walt", "rude")).isEqualTo(new Result.Done());
    walt.awaits("U(walt QUIT)");
    vera.awaits("U(walt QUIT)");
    assertThat(desk.backEnd("end", "desk-1", NONE, NONE)).isEqualTo(new Result.Done());
    vera.awaits("CallEnded(ENDED)");

    CallSnapshot over = ((Result.Snapshot) desk.backEnd("call", "desk-1", NONE, NONE)).call();
    assertThat(over.endReason()).contains(EndReason.ENDED);
    assertThat(((Result.Missed) desk.backEnd("missed", "xena", NONE, NONE)).missedCalls().calls())
        .extracting(MissedCall::callId)
        .containsExactly("desk-1");
    assertThat(desk.timeline("desk-1"))
        .startsWith("CREATED by BACKEND, CANCELLED by BACKEND, ACCEPTED by USER")
        .endsWith("KICKED by BACKEND, ENDED by BACKEND");
    assertThat(desk.backEnd("end", "desk-1", NONE, NONE))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.CALL_ENDED));
  }

  /** As if a newer version had written it, which is gone. */
  @Test
  void shouldSayThatItCannotReadACallAndDisturbNoOther() throws SQLException {
    RemoteSession yara = cluster.node(0).connect("yara").expects("Connected");
    RemoteSession zeno = cluster.node(1).connect("zeno").expects("Connected");
    String call = yara.invites("zeno");
    zeno.awaits("IncomingCallReceived(yara)");
    zeno.declines(call);
    yara.awaits("CallEnded(DECLINED)");
    Wait.until("end", () -> cluster.alive().stream().noneMatch(node -> node.holdsCall(call)));
    try (Connection journal = cluster.postgres().getPostgresDatabase().getConnection();
        PreparedStatement rename =
            journal.prepareStatement(
                "update event_journal set event_ser_manifest = 'ZZ'"
                    + " where persistence_id = ? and event_ser_manifest = 'D'")) {
      rename.setString(1, "call:" + call);
      assertThat(rename.executeUpdate()).isEqualTo(1);
    }

    assertThat(Wait.until("answer", yara.asks(new Operation.GetCall(call))))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThat(cluster.alive().stream().flatMap(node -> node.log().stream()))
        .anyMatch(line -> line.contains("manifest of a call's event: 'ZZ'"));
    String next = yara.invites("zeno");
    zeno.awaits("IncomingCallReceived(yara)");
    zeno.declines(next);
    yara.awaits("CallEnded(DECLINED)");
  }

  /** The sweep, which has to be told, lives on the oldest node; these calls do not. */
  @Test
  void shouldGoOnWithCallsAsSoonAsTheJournalTakesThem() throws SQLException {
    Node oldest = cluster.node(0);
    List<RingingCall> calls =
        RingingCall.begin("stranded", 10, Duration.ofSeconds(3), cluster.alive()).stream()
            .filter(call -> !oldest.holdsCall(call.callId()))
            .toList();
    assertThat(calls).isNotEmpty();
    String ids = calls.stream().map(c -> "'call:" + c.callId() + "'").collect(joining(","));
    try (Connection journal = cluster.postgres().getPostgresDatabase().getConnection();
        Statement database = journal.createStatement()) {
      database.execute(
          """
          create function refuse() returns trigger language plpgsql
            as 'begin raise exception ''on purpose''; end';
          create trigger refuse before insert on event_journal for each row
            when (new.persistence_id in (%s)) execute function refuse()
          """
              .formatted(ids));
      calls.forEach(call -> call.callee().awaits("IncomingCallTimeout"));
      Wait.until("end of those that failed", () -> calls.stream().noneMatch(this::runs));
      database.execute("drop function refuse() cascade");
    }
    Instant mended = Instant.now();

    cluster.awaitNoOpenCall();
    Map<String, Instant> ends = cluster.journal().ends();
    assertThat(calls).allMatch(call -> ends.get(call.callId()).isBefore(mended.plus(SOON)));
    calls.forEach(call -> call.shouldBeOver(oldest));
  }

  private boolean runs(RingingCall call) {
    return cluster.alive().stream().anyMatch(node -> node.holdsCall(call.callId()));
  }

  /** It would look for calls where the others do not. */
  @Test
  void shouldTurnANodeAwayThatPlacesCallsOtherwise() {
    String key = "akka.cluster.sharding.number-of-shards";
    Node other = cluster.with(key, 128).begin();
    cluster.without(key);

    other.awaitLogged("because of incompatible cluster configuration");
    other.awaitEnd();
    assertThat(cluster.alive().stream().flatMap(node -> node.log().stream()))
        .anyMatch(line -> line.contains(key));
    cluster.awaitMembers();
  }

  /** Every message that went to another node until then, Akka's own among them. */
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void shouldSendNothingButProtobuf() {
    List<String> kinds = cluster.alive().stream().flatMap(node -> node.wire().stream()).toList();

    assertThat(kinds).anyMatch(kind -> kind.contains("UserCommand$Announcement"));
    assertThat(kinds).anyMatch(kind -> kind.contains("CallCommand$Ask"));
    assertThat(kinds).anyMatch(kind -> kind.contains("SessionCommand$Deliver"));
    assertThat(kinds).anyMatch(kind -> kind.contains("Sweep$Stranded"));
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
