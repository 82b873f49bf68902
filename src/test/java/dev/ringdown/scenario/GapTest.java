package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallSnapshot;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.testkit.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session is cut off at every step of a call: the next one knows all that it has to know. */
class GapTest {
  private static final String CALL = "call";

  private static final List<Consumer<GapTest>> STEPS =
      List.of(
          t -> t.carol.accepts(CALL),
          t -> t.dave.declines(CALL),
          t -> t.alice.invitesMore(CALL, "erin"),
          t -> t.bob.accepts(CALL),
          t -> t.erin.accepts(CALL),
          t -> t.carol.quits(CALL),
          t -> t.frank.joins(CALL),
          t -> t.erin.quits(CALL));

  /** In which step these users act themselves. */
  private static final Map<String, Integer> OWN_STEP = Map.of("alice", 2, "bob", 3);

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");
  private final Device dave = engine.connect("dave");
  private final Device erin = engine.connect("erin");
  private final Device frank = engine.connect("frank");

  static Stream<Arguments> gaps() {
    List<Arguments> gaps = new ArrayList<>();
    for (String who : List.of("alice", "bob")) {
      for (int from = 0; from <= STEPS.size(); from++) {
        for (int to = from; to <= STEPS.size(); to++) {
          if (IntStream.range(from, to).noneMatch(OWN_STEP.get(who)::equals)) {
            gaps.add(Arguments.of(who, from, to));
          }
        }
      }
    }
    return gaps.stream();
  }

  @ParameterizedTest(name = "{0} is cut off from step {1} to {2}")
  @MethodSource("gaps")
  void shouldKnowAfterTheGapWhatTheCallKnows(String who, int from, int to) {
    Device cut = who.equals("alice") ? alice : bob;
    alice.invites(Invitation.voice("bob", "carol", "dave").withCallId(CALL));
    STEPS.subList(0, from).forEach(step -> step.accept(this));
    cut.vanishes();
    STEPS.subList(from, to).forEach(step -> step.accept(this));
    engine.passSeconds(2);
    cut.reconnects();
    STEPS.subList(to, STEPS.size()).forEach(step -> step.accept(this));
    engine.passSeconds(2);

    assertThat(shown(cut)).isEqualTo(decided(cut));
    assertThat(Screen.of(CALL, cut).stream().map(Words::of))
        .filteredOn(word -> !word.startsWith("IncomingCallReceived"))
        .doesNotHaveDuplicates();
    boolean rangWhenCut = who.equals("bob") && from <= OWN_STEP.get(who);
    assertThat(Screen.count(CALL, SessionEvent.IncomingCallReceived.class, cut))
        .isEqualTo(who.equals("alice") ? 0 : rangWhenCut ? 2 : 1);
  }

  /** Each member's state, from the snapshot that came with the connection and the events since. */
  private static Map<String, MemberState> shown(Device device) {
    Map<String, MemberState> shown = new TreeMap<>();
    for (SessionEvent event : device.allEvents()) {
      if (event instanceof SessionEvent.Connected connected) {
        shown.clear();
        connected.calls().forEach(call -> shown.putAll(states(call)));
      } else if (event instanceof SessionEvent.InvitationUserStateChanged changed) {
        changed.users().forEach(user -> shown.put(user.user().id(), user.state()));
      }
    }
    return shown;
  }

  private static Map<String, MemberState> decided(Device device) {
    return states(((Result.Snapshot) device.does(new Operation.GetCall(CALL))).call());
  }

  private static Map<String, MemberState> states(CallSnapshot call) {
    Map<String, MemberState> states = new TreeMap<>();
    call.members().forEach(member -> states.put(member.user().id(), member.state()));
    return states;
  }
}
