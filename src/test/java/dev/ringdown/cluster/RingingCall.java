package dev.ringdown.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A call that is left ringing, and what its users are told of it while nodes come and go. */
record RingingCall(String callId, RemoteSession caller, RemoteSession callee, Instant deadline) {

  /**
   * Makes calls between users whose sessions are spread over the nodes, each caller's and callee's
   * on different ones. Returns when all ring.
   *
   * @param prefix of the users' names
   */
  static List<RingingCall> begin(String prefix, int count, Duration timeout, List<Node> nodes) {
    List<RemoteSession> callers = new ArrayList<>();
    List<RemoteSession> callees = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      callers.add(nodes.get(i % nodes.size()).connect(prefix + "-caller" + i));
      callees.add(nodes.get((i + 1) % nodes.size()).connect(prefix + "-callee" + i));
    }
    callers.forEach(session -> session.awaits("Connected"));
    callees.forEach(session -> session.awaits("Connected"));
    List<CompletableFuture<Result>> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Invitation invitation =
          Invitation.voice(prefix + "-callee" + i)
              .withTimeout(timeout)
              .withCallId(prefix + "-call" + i);
      asked.add(callers.get(i).asks(new Operation.Invite(invitation)));
    }
    List<RingingCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String caller = prefix + "-caller" + i;
      assertThat(Wait.until("invitation", asked.get(i))).isInstanceOf(Result.Invited.class);
      RemoteSession callee = callees.get(i);
      Instant deadline =
          ((SessionEvent.IncomingCallReceived)
                  callee.awaits("IncomingCallReceived(" + caller + ")").event())
              .deadline();
      calls.add(new RingingCall(prefix + "-call" + i, callers.get(i), callee, deadline));
    }
    calls.forEach(call -> call.caller.awaits("U(" + call.callee.user() + " RINGING)"));
    return calls;
  }

  /**
   * It rang out, or its caller was lost with his node: each survivor has heard so once, and the
   * callee finds it among his missed calls, once.
   *
   * @param elsewhere where the callee connects if his node is gone
   */
  void shouldBeOver(Node elsewhere) {
    boolean callerLives = caller.node().isAlive();
    if (callerLives) {
      caller.awaits("CallEnded(NO_ANSWER)");
      assertThat(told(caller))
          .containsExactly(
              "OutgoingCallSent",
              "OutgoingCallTimeout(" + callee.user() + ")",
              "U(" + callee.user() + " TIMED_OUT)",
              "CallEnded(NO_ANSWER)");
    }
    boolean calleeLives = callee.node().isAlive();
    if (calleeLives) {
      assertThat(told(callee)).hasSize(2).first().asString().startsWith("IncomingCallReceived");
      assertThat(told(callee).get(1))
          .isIn(
              callerLives
                  ? List.of("IncomingCallTimeout")
                  : List.of("IncomingCallTimeout", "IncomingCallCanceled(CALLER_LOST)"));
    }
    RemoteSession back = calleeLives ? callee : callee.reconnects(elsewhere);
    assertThat(back.missedCalls())
        .extracting(MissedCall::callId)
        .filteredOn(callId::equals)
        .hasSize(1);
  }

  /** The callee accepted, then the caller ended it; both are where they were, and heard it once. */
  void shouldHaveBeenAccepted() {
    String accepted = "U(" + callee.user() + " ACCEPTED)";
    callee.awaits("CallEnded(ENDED)");
    caller.awaits("CallEnded(ENDED)");
    assertThat(told(callee))
        .startsWith(
            "IncomingCallReceived(" + caller.user() + ")",
            "IncomingCallAcceptButtonPressed",
            accepted)
        .doesNotHaveDuplicates();
    assertThat(told(caller))
        .startsWith("OutgoingCallSent", "OutgoingCallAccepted(" + callee.user() + ")", accepted)
        .doesNotHaveDuplicates();
  }

  /** All but who rings: a call that was started again finds that out anew. */
  private List<String> told(RemoteSession session) {
    return session.heard().stream()
        .filter(
            heard -> heard.event() instanceof SessionEvent.OfCall e && e.callId().equals(callId))
        .map(RemoteSession.Heard::toString)
        .filter(words -> !words.endsWith(" RINGING)") && !words.endsWith(" NOT_YET_RECEIVED)"))
        .toList();
  }

  /** How long after it was due, and possible, it was over. */
  Duration late(Instant possible, Instant ended) {
    return Duration.between(deadline.isAfter(possible) ? deadline : possible, ended);
  }
}
