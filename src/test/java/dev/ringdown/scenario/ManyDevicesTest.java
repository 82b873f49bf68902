package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Five devices of one user: all ring, one answers, the others fall silent and know why. */
class ManyDevicesTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice", "phone");
  private final List<Device> bobs =
      IntStream.rangeClosed(1, 5).mapToObj(i -> engine.connect("bob", "device" + i)).toList();

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(Outcome.ACCEPTED, (Function<String, Operation>) c -> accept(c)),
        Arguments.of(Outcome.DECLINED, (Function<String, Operation>) c -> decline(c)),
        Arguments.of(
            Outcome.BUSY, (Function<String, Operation>) c -> new Operation.Busy(c, "later")));
  }

  private static Operation accept(String call) {
    return new Operation.Accept(call, "");
  }

  private static Operation decline(String call) {
    return new Operation.Decline(call, "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void shouldTellTheOtherFourOnce(Outcome outcome, Function<String, Operation> answer) {
    String call = alice.invites("bob");
    bobs.forEach(bob -> assertThat(Screen.ringing(bob)).containsExactly(call));
    bobs.get(2).does(answer.apply(call));
    engine.passSeconds(120);

    for (Device bob : bobs) {
      List<SessionEvent> elsewhere =
          Screen.of(call, bob).stream().filter(Screen::takesRingBack).toList();
      if (bob == bobs.get(2)) {
        assertThat(elsewhere).isEmpty();
      } else {
        assertThat(elsewhere)
            .containsExactly(new SessionEvent.IncomingCallHandledElsewhere(call, outcome));
        assertThat(Screen.ringing(bob)).isEmpty();
      }
    }
  }

  @Test
  void shouldStopAllOnceWhenTheCallerCancels() {
    String call = alice.invites("bob");
    alice.cancels(call);
    engine.passSeconds(120);
    assertEachStoppedOnceBy(SessionEvent.IncomingCallCanceled.class, call);
  }

  @Test
  void shouldStopAllOnceAtTheDeadline() {
    String call = alice.invites("bob");
    engine.passSeconds(120);
    assertEachStoppedOnceBy(SessionEvent.IncomingCallTimeout.class, call);
  }

  private void assertEachStoppedOnceBy(Class<? extends SessionEvent> type, String call) {
    for (Device bob : bobs) {
      assertThat(Screen.of(call, bob).stream().filter(Screen::takesRingBack))
          .singleElement()
          .isInstanceOf(type);
    }
  }

  @Test
  void shouldSilenceOneThatIgnoresAndNoOther() {
    String call = alice.invites("bob");
    bobs.get(0).does(new Operation.Ignore(call));
    bobs.get(1).does(new Operation.Ignore(call));
    bobs.subList(2, 5).forEach(bob -> assertThat(Screen.ringing(bob)).containsExactly(call));
    bobs.get(4).accepts(call);
    bobs.subList(2, 4).forEach(bob -> assertThat(Screen.ringing(bob)).isEmpty());
  }

  // ---- Who answers first

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void shouldLetOneOfManyAcceptsWin(int devices) {
    String call = alice.invites("bob");
    List<Device.Answer> answers = new ArrayList<>();
    for (Device bob : bobs.subList(0, devices)) {
      answers.add(bob.sends(accept(call)));
    }
    engine.settle();

    assertThat(answers).filteredOn(a -> a.get() instanceof Result.Joined).hasSize(1);
    String winner = bobs.get(0).theOnly(SessionEvent.Connected.class).sessionId();
    for (Device.Answer sealed : answers.subList(1, devices)) {
      var error = ((Result.Failed) sealed.get()).error();
      assertThat(error.code()).isEqualTo(ErrorCode.ALREADY_ANSWERED);
      assertThat(error.outcome()).contains(Outcome.ACCEPTED);
      assertThat(error.decidedBy()).contains(winner);
    }
    assertThat(engine.history(call)).hasSize(2);
    assertThat(Screen.count(call, SessionEvent.OutgoingCallAccepted.class, alice)).isEqualTo(1);
    assertThat(
            bobs.stream()
                .mapToLong(
                    b -> Screen.count(call, SessionEvent.IncomingCallAcceptButtonPressed.class, b))
                .sum())
        .isEqualTo(1);
  }

  /** Two users, each once; who of them taps twice is still in it once. */
  @Test
  void shouldTakeInBothWhoAnswerAGroupAtOnce() {
    Device carol = engine.connect("carol", "phone");
    String call = alice.invites("bob", "carol");
    List<Device.Answer> answers =
        Stream.of(bobs.get(0), carol, bobs.get(1), bobs.get(0), carol)
            .map(device -> device.sends(accept(call)))
            .toList();
    engine.settle();

    assertThat(answers).filteredOn(a -> a.get() instanceof Result.Joined).hasSize(2);
    assertThat(engine.history(call)).hasSize(3);
  }

  // ---- Who fails

  @Test
  void shouldRingOnTheOthersWhenOneIsGone() {
    bobs.get(1).vanishes();
    assertOthersRing();
  }

  @Test
  void shouldRingOnTheOthersWhenOneCannotBeReached() {
    engine.faults().every(SessionCommand.Deliver.class).to("bob/device2").drop();
    assertOthersRing();
  }

  private void assertOthersRing() {
    String call = alice.invites("bob");
    for (Device bob : bobs) {
      assertThat(Screen.ringing(bob)).hasSize(bob == bobs.get(1) ? 0 : 1);
    }
    bobs.get(3).declines(call);
    bobs.forEach(bob -> assertThat(Screen.ringing(bob)).isEmpty());
  }
}
