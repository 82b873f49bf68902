package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallSnapshot;
import dev.ringdown.Invitation;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.Faults;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages lost, late, doubled and out of order, by seed: what is over stays over. */
class ShuffledDeliveriesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int CALLS_A_SEED = 25;

  /** The calls of one seed follow each other in one engine. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldNeverLeaveATerminalState(long seed) {
    try (TestEngine engine = TestEngine.start()) {
      Device alice = engine.connect("alice", "phone");
      Device phone = engine.connect("bob", "phone");
      Device tablet = engine.connect("bob", "tablet");
      Device carol = engine.connect("carol", "phone");
      Random choice = new Random(seed);
      for (int i = 0; i < CALLS_A_SEED; i++) {
        String call = "call-" + seed + "-" + i;
        Faults faults = engine.faults().seed(seed * 1000 + i).drop(0.1).delay(0.2, SECOND);
        faults.beyondAkka().duplicate(0.2, SECOND).beyondAkka().reorder(0.2, SECOND);
        alice.sends(new Operation.Invite(Invitation.voice("bob", "carol").withCallId(call)));
        engine.pass(Duration.ofMillis(choice.nextInt(3000)));
        answers(call, phone, choice);
        answers(call, tablet, choice);
        answers(call, carol, choice);
        if (choice.nextBoolean()) {
          alice.sends(new Operation.Cancel(call, Set.of(), ""));
        }
        engine.pass(Duration.ofMillis(choice.nextInt(3000)));
        faults.stop();
        engine.passSeconds(70);
        List<Device> devices = List.of(alice, phone, tablet, carol);
        devices.forEach(device -> assertTerminalIsTerminal(call, device, engine));
        end(call, alice, engine);
        devices.forEach(device -> assertThat(Screen.ringing(device)).as(call).isEmpty());
      }
    }
  }

  private static void answers(String call, Device device, Random choice) {
    switch (choice.nextInt(4)) {
      case 0 -> device.sends(new Operation.Accept(call, ""));
      case 1 -> device.sends(new Operation.Decline(call, ""));
      default -> {
        // He lets it ring.
      }
    }
  }

  /** No ring after its end, no second end, no state after a final one, no callback twice. */
  private static void assertTerminalIsTerminal(String call, Device device, TestEngine engine) {
    List<SessionEvent> events = Screen.of(call, device);
    String story = call + " on " + device + ": " + events;
    assertThat(events).as(story).doesNotHaveDuplicates();
    assertThat(Screen.count(call, SessionEvent.IncomingCallReceived.class, device))
        .as(story)
        .isLessThanOrEqualTo(1);
    assertThat(events.stream().filter(Screen::takesRingBack).count()).as(story).isLessThan(2);
    Set<String> decided = new HashSet<>();
    boolean stopped = false;
    for (SessionEvent event : events) {
      if (event instanceof SessionEvent.IncomingCallReceived) {
        assertThat(stopped).as(story).isFalse();
      }
      stopped |= Screen.takesRingBack(event) || event instanceof SessionEvent.CallEnded;
      if (event instanceof SessionEvent.InvitationUserStateChanged changed) {
        for (SessionEvent.UserState user : changed.users()) {
          assertThat(isBefore(user.state()) && decided.contains(user.user().id()))
              .as(story)
              .isFalse();
          if (!isBefore(user.state())) {
            decided.add(user.user().id());
          }
        }
      }
    }
    assertThat(engine.history(call)).as(story).doesNotHaveDuplicates();
  }

  private static boolean isBefore(MemberState state) {
    return state == MemberState.INVITED
        || state == MemberState.NOT_YET_RECEIVED
        || state == MemberState.RINGING;
  }

  private static void end(String call, Device alice, TestEngine engine) {
    Result result = alice.asks(new Operation.GetCall(call));
    if (result instanceof Result.Snapshot snapshot) {
      CallSnapshot after = snapshot.call();
      assertThat(after.members()).as(call).noneMatch(m -> isBefore(m.state()));
      if (after.isLive()) {
        alice.ends(call);
        engine.settle();
      }
    }
  }
}
