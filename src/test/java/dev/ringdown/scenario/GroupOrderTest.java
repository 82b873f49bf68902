package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.EndReason;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A group call lives while somebody is in it or may come, in whatever order the others answer. */
class GroupOrderTest {
  private static final List<MemberState> OUTCOMES =
      List.of(
          MemberState.ACCEPTED,
          MemberState.DECLINED,
          MemberState.BUSY,
          MemberState.CANCELLED,
          MemberState.TIMED_OUT);
  private static final List<String> NAMES = List.of("bob", "carol", "dave");
  private static final List<List<Integer>> ORDERS =
      List.of(
          List.of(0, 1, 2),
          List.of(0, 2, 1),
          List.of(1, 0, 2),
          List.of(1, 2, 0),
          List.of(2, 0, 1),
          List.of(2, 1, 0));

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Map<String, Device> invitees =
      NAMES.stream().collect(Collectors.toMap(name -> name, engine::connect));

  /** All mixes of three outcomes, each in all orders: 750 calls in each mode. */
  @ParameterizedTest
  @EnumSource
  void shouldLiveWhileAnybodyIsOpenOrIn(CallMode mode) {
    for (MemberState a : OUTCOMES) {
      for (MemberState b : OUTCOMES) {
        for (MemberState c : OUTCOMES) {
          ORDERS.forEach(order -> check(mode, List.of(a, b, c), order));
        }
      }
    }
  }

  private void check(CallMode mode, List<MemberState> outcomes, List<Integer> order) {
    String call = alice.invites(Invitation.voice(NAMES.toArray(String[]::new)).withMode(mode));
    List<Integer> inTurn = new ArrayList<>(order);
    // Whoever does not answer is the last, since all have the same deadline.
    inTurn.removeIf(i -> outcomes.get(i) == MemberState.TIMED_OUT);
    for (int i : inTurn) {
      assertThat(snapshot(call).isLive()).as(outcomes + " in order " + order).isTrue();
      act(call, NAMES.get(i), outcomes.get(i));
    }
    if (inTurn.size() < NAMES.size()) {
      assertThat(snapshot(call).isLive()).as(outcomes + " in order " + order).isTrue();
      engine.pass(Duration.ofSeconds(60));
    }
    boolean answered = outcomes.contains(MemberState.ACCEPTED);
    boolean goesOn = answered && mode == CallMode.ADVANCED;
    CallSnapshot after = snapshot(call);
    assertThat(after.isLive()).as(outcomes + " in order " + order).isEqualTo(goesOn);
    if (goesOn) {
      alice.ends(call);
    } else {
      assertThat(after.endReason()).contains(answered ? EndReason.ANSWERED : reason(outcomes));
      for (int i = 0; i < NAMES.size(); i++) {
        assertThat(after.member(NAMES.get(i)).orElseThrow().state()).isEqualTo(outcomes.get(i));
      }
    }
    assertThat(Screen.count(call, SessionEvent.CallEnded.class, alice)).isEqualTo(1);
  }

  private void act(String call, String name, MemberState outcome) {
    Device device = invitees.get(name);
    if (outcome == MemberState.ACCEPTED) {
      device.accepts(call);
    } else if (outcome == MemberState.DECLINED) {
      device.declines(call);
    } else if (outcome == MemberState.BUSY) {
      device.answersBusy(call);
    } else {
      alice.cancels(call, name);
    }
  }

  private static EndReason reason(List<MemberState> outcomes) {
    Set<MemberState> different = Set.copyOf(outcomes);
    if (different.equals(Set.of(MemberState.DECLINED))) {
      return EndReason.DECLINED;
    } else if (different.equals(Set.of(MemberState.BUSY))) {
      return EndReason.BUSY;
    }
    return different.equals(Set.of(MemberState.CANCELLED))
        ? EndReason.CANCELLED
        : EndReason.NO_ANSWER;
  }

  private CallSnapshot snapshot(String call) {
    return ((Result.Snapshot) alice.does(new Operation.GetCall(call))).call();
  }
}
