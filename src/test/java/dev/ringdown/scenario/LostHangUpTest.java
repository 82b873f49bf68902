package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.testkit.Aim;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody stays engaged by a hang-up that was lost. */
class LostHangUpTest {
  /** {@code member-grace} and 15 s. */
  private static final int BOUND = 60;

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice", "phone");
  private final Device bob = engine.connect("bob", "phone");
  private final Device carol = engine.connect("carol", "phone");
  private final Crossings crossings = new Crossings(engine.faults());

  /** One of them hangs up, and both are gone at once, so that nobody can try it again. */
  static Stream<Arguments> hangUps() {
    return Stream.of(
        way("the caller quits", true, (t, c) -> t.alice.sends(new Operation.Quit(c))),
        way("the callee quits", true, (t, c) -> t.bob.sends(new Operation.Quit(c))),
        way("the caller ends it", true, (t, c) -> t.alice.sends(new Operation.End(c))),
        way("the callee declines", false, (t, c) -> t.bob.sends(new Operation.Decline(c, ""))),
        way("the callee is busy", false, (t, c) -> t.bob.sends(new Operation.Busy(c, ""))),
        way(
            "the caller cancels",
            false,
            (t, c) -> t.alice.sends(new Operation.Cancel(c, Set.of(), ""))),
        way("both just go", true, (t, c) -> {}),
        way("both just go while it rings", false, (t, c) -> {}));
  }

  private static Arguments way(
      String name, boolean answered, BiConsumer<LostHangUpTest, String> hangUp) {
    return Arguments.of(name, answered, hangUp);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hangUps")
  void shouldBeFreeWhicheverMessageIsLost(
      String name, boolean answered, BiConsumer<LostHangUpTest, String> hangUp) {
    String counted = call(answered);
    int messages = crossings.count(() -> hangUp(counted, hangUp));
    engine.passSeconds(BOUND);
    for (int i = 0; i < messages; i++) {
      comeBack();
      String call = call(answered);
      crossings.fault(i, Aim::drop);
      hangUp(call, hangUp);
      assertFree(name + ", without message " + i);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hangUps")
  void shouldBeFreeWhenEveryMessageIsLost(
      String name, boolean answered, BiConsumer<LostHangUpTest, String> hangUp) {
    String call = call(answered);
    crossings.dropAll();
    hangUp(call, hangUp);
    engine.faults().stop();
    assertFree(name + ", without any message");
  }

  private String call(boolean answered) {
    String call = alice.invites(Invitation.voice("bob").withMode(CallMode.ADVANCED));
    if (answered) {
      bob.accepts(call);
    }
    return call;
  }

  private void hangUp(String call, BiConsumer<LostHangUpTest, String> hangUp) {
    hangUp.accept(this, call);
    engine.settle();
    alice.vanishes();
    bob.vanishes();
  }

  private void comeBack() {
    alice.reconnects();
    bob.reconnects();
  }

  private void assertFree(String when) {
    engine.passSeconds(BOUND);
    engine.faults().stop();
    for (String user : new String[] {"alice", "bob"}) {
      carol.forgets();
      String call = carol.invites(user);
      assertThat(carol.heard()).as(user + " when " + when).containsExactly("OutgoingCallSent");
      carol.cancels(call);
    }
  }
}
