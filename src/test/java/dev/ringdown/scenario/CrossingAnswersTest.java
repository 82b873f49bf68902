package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.testkit.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Caller and callee act at the same time: both see the one outcome that the call decided. */
class CrossingAnswersTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  /** Who is first, and how. */
  enum Order {
    CALLER_FIRST,
    CALLEE_FIRST,
    CALLER_FIRST_IN_ONE_INSTANT,
    CALLEE_FIRST_IN_ONE_INSTANT,
    CALLER_SENDS_FIRST_BUT_IS_SLOW,
    CALLEE_SENDS_FIRST_BUT_IS_SLOW
  }

  private record Move(String name, Function<String, Operation> operation) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Move> CALLER =
      List.of(
          new Move("cancel", call -> new Operation.Cancel(call, Set.of(), "")),
          new Move("quit", Operation.Quit::new),
          new Move("end", Operation.End::new));
  private static final List<Move> CALLEE =
      List.of(
          new Move("accept", call -> new Operation.Accept(call, "")),
          new Move("decline", call -> new Operation.Decline(call, "")),
          new Move("busy", call -> new Operation.Busy(call, "")));

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Move ofCaller : CALLER) {
      for (Move ofCallee : CALLEE) {
        for (Order order : Order.values()) {
          pairs.add(Arguments.of(ofCaller, ofCallee, order));
        }
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest(name = "{0} and {1}, {2}")
  @MethodSource("pairs")
  void shouldAgreeOnOneOutcome(Move ofCaller, Move ofCallee, Order order) {
    String call = alice.invites("bob");
    both(call, ofCaller, ofCallee, order);
    assertAgreed(call);
  }

  /** Its cancel is the caller's only move in this mode. */
  @ParameterizedTest
  @EnumSource
  void shouldAgreeInAGeneralCall(Order order) {
    String call = alice.invites(Invitation.voice("bob").withMode(CallMode.GENERAL));
    both(call, CALLER.get(0), CALLEE.get(0), order);
    assertAgreed(call);
  }

  private void both(String call, Move ofCaller, Move ofCallee, Order order) {
    boolean callerSendsFirst = order.name().startsWith("CALLER");
    if (order.name().endsWith("SLOW")) {
      String slow = callerSendsFirst ? "alice" : "bob";
      engine.faults().next(1, CallCommand.Ask.class).from(slow).delay(Duration.ofMillis(300));
    }
    Device first = callerSendsFirst ? alice : bob;
    first.sends((callerSendsFirst ? ofCaller : ofCallee).operation().apply(call));
    if (!order.name().endsWith("INSTANT")) {
      engine.settle();
    }
    (callerSendsFirst ? bob : alice)
        .sends((callerSendsFirst ? ofCallee : ofCaller).operation().apply(call));
    engine.settle();
    engine.passSeconds(3);
  }

  private void assertAgreed(String call) {
    CallSnapshot decided = snapshot(call);
    MemberState state = decided.member("bob").orElseThrow().state();
    boolean accepted =
        engine.history(call).stream().anyMatch(line -> line.contains("Accepted by bob"));
    List<String> atCaller = words(call, alice);
    List<String> atCallee = words(call, bob);
    assertThat(atCaller.contains("OutgoingCallAccepted(bob)")).isEqualTo(accepted);
    assertThat(atCallee.contains("IncomingCallAcceptButtonPressed")).isEqualTo(accepted);
    assertThat(atCaller.contains("U(bob CANCELLED)")).isEqualTo(state == MemberState.CANCELLED);
    assertThat(atCallee.stream().anyMatch(word -> word.startsWith("IncomingCallCanceled")))
        .isEqualTo(state == MemberState.CANCELLED);
    assertThat(atCaller.contains("OutgoingCallDeclined(bob)"))
        .isEqualTo(state == MemberState.DECLINED);
    assertThat(atCallee.contains("IncomingCallDeclineButtonPressed"))
        .isEqualTo(state == MemberState.DECLINED);
    assertThat(bob.missedCalls())
        .extracting(MissedCall::callId)
        .hasSize(state == MemberState.CANCELLED ? 1 : 0);
    assertThat(outcomes(call)).isEqualTo(1);
    if (!decided.isLive() && !atCaller.contains("U(alice QUIT)")) {
      assertThat(atCaller).last().isEqualTo("CallEnded(" + decided.endReason().orElseThrow() + ")");
    }
  }

  /** Only one event in the journal says what became of the invitation. */
  private long outcomes(String call) {
    return engine.history(call).stream()
        .filter(line -> line.matches(".*(Accepted|Declined|AnsweredBusy|Cancelled).*"))
        .filter(line -> !line.contains("Ended"))
        .count();
  }

  private static List<String> words(String call, Device device) {
    return Screen.of(call, device).stream().map(Words::of).toList();
  }

  // ---- The deadline and an answer

  /** A millisecond decides; at the instant itself the deadline has passed. */
  @ParameterizedTest
  @EnumSource(names = {"CALLEE_FIRST", "CALLER_FIRST", "CALLEE_FIRST_IN_ONE_INSTANT"})
  void shouldAgreeAtTheDeadline(Order order) {
    String call = alice.invites("bob");
    engine.pass(Duration.ofSeconds(60).minusMillis(order == Order.CALLER_FIRST ? 0 : 1));
    if (order == Order.CALLEE_FIRST_IN_ONE_INSTANT) {
      engine.faults().next(1, CallCommand.Ask.class).from("bob").delay(Duration.ofMillis(1));
    }
    Device.Answer answer = bob.sends(new Operation.Accept(call, ""));
    engine.settle();
    engine.passSeconds(2);
    boolean accepted = answer.get() instanceof Result.Joined;

    assertThat(accepted).isEqualTo(order == Order.CALLEE_FIRST);
    assertThat(words(call, alice).contains("OutgoingCallAccepted(bob)")).isEqualTo(accepted);
    assertThat(words(call, alice).contains("OutgoingCallTimeout(bob)")).isEqualTo(!accepted);
    assertThat(Screen.count(call, SessionEvent.IncomingCallTimeout.class, bob))
        .isEqualTo(accepted ? 0 : 1);
    assertThat(bob.missedCalls()).hasSize(accepted ? 0 : 1);
  }

  private CallSnapshot snapshot(String call) {
    return ((Result.Snapshot) alice.does(new Operation.GetCall(call))).call();
  }
}
