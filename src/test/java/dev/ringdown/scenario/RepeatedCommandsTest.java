package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.Link;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command twice: the same reply, and nothing happens a second time. */
class RepeatedCommandsTest {
  private static final String CALL = "call";

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice", "phone");
  private final Device bob = engine.connect("bob", "phone");
  private final Device carol = engine.connect("carol", "phone");

  /** An operation, by whom, and what has to happen before it. */
  private record Command(Operation operation, String by, Consumer<RepeatedCommandsTest> before) {
    @Override
    public String toString() {
      return operation.getClass().getSimpleName();
    }
  }

  private static final Operation INVITE =
      new Operation.Invite(Invitation.voice("bob").withCallId(CALL));

  private void rings() {
    alice.does(INVITE);
  }

  private void talks() {
    rings();
    bob.accepts(CALL);
  }

  private void isMissed() {
    rings();
    alice.cancels(CALL);
  }

  private static Command command(
      Operation operation, String by, Consumer<RepeatedCommandsTest> before) {
    return new Command(operation, by, before);
  }

  private static List<Command> commands() {
    return List.of(
        command(INVITE, "alice", t -> {}),
        command(
            new Operation.InviteMore(CALL, List.of(Invitee.of("carol")), Optional.empty()),
            "alice",
            RepeatedCommandsTest::talks),
        command(new Operation.Received(CALL), "bob", RepeatedCommandsTest::rings),
        command(new Operation.Accept(CALL, "yes"), "bob", RepeatedCommandsTest::rings),
        command(new Operation.Decline(CALL, "no"), "bob", RepeatedCommandsTest::rings),
        command(new Operation.Busy(CALL, "later"), "bob", RepeatedCommandsTest::rings),
        command(new Operation.Ignore(CALL), "bob", RepeatedCommandsTest::rings),
        command(new Operation.Cancel(CALL, Set.of(), ""), "alice", RepeatedCommandsTest::rings),
        command(new Operation.Join(CALL), "carol", RepeatedCommandsTest::talks),
        command(new Operation.Quit(CALL), "bob", RepeatedCommandsTest::talks),
        command(new Operation.End(CALL), "bob", RepeatedCommandsTest::talks),
        command(new Operation.GetCall(CALL), "bob", RepeatedCommandsTest::talks),
        command(new Operation.ActiveCalls(), "bob", RepeatedCommandsTest::talks),
        command(new Operation.ListMissedCalls(0, 10), "bob", RepeatedCommandsTest::isMissed),
        command(new Operation.MissedCallsSeen(1), "bob", RepeatedCommandsTest::isMissed),
        command(new Operation.MissedCallClicked(CALL), "bob", RepeatedCommandsTest::isMissed),
        command(new Operation.DialBack(CALL), "bob", RepeatedCommandsTest::isMissed));
  }

  static Stream<Arguments> everyCommand() {
    return commands().stream().map(Arguments::of);
  }

  @Test
  void shouldKnowEveryCommand() {
    List<Class<?>> known = new ArrayList<>();
    commands().forEach(command -> known.add(command.operation().getClass()));
    assertThat(known).containsAll(concrete(Operation.class));
  }

  private static List<Class<?>> concrete(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(t -> concrete(t).stream()).toList()
        : List.of(type);
  }

  private Device device(Command command) {
    return command.by().equals("alice") ? alice : command.by().equals("bob") ? bob : carol;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyCommand")
  void shouldReplyTheSameAndDoNothingTheSecondTime(Command command) {
    command.before().accept(this);
    Result first = device(command).asks("request", command.operation());
    engine.settle();
    List<SessionEvent> events = everything();
    List<String> history = engine.history(CALL);
    Result second = device(command).asks("request", command.operation());

    assertThat(first).isNotInstanceOf(Result.Failed.class);
    assertThat(second).isEqualTo(first);
    assertThat(everything()).isEqualTo(events);
    assertThat(engine.history(CALL)).isEqualTo(history);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyCommand")
  void shouldDoNothingTwiceInOneInstant(Command command) {
    command.before().accept(this);
    Device.Answer first = device(command).sends("request", command.operation());
    Device.Answer second = device(command).sends("request", command.operation());
    engine.settle();
    assertThat(second.get()).isEqualTo(first.get());
    assertEachOnce();
  }

  /** What the engine itself asks again, since an answer was lost on either way back. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("everyCommand")
  void shouldDoNothingTwiceWhenTheAnswerIsLost(Command command) {
    for (Link back : List.of(Link.USER_TO_SESSION, Link.CALL_TO_USER)) {
      RepeatedCommandsTest test = new RepeatedCommandsTest();
      try (TestEngine closed = test.engine) {
        command.before().accept(test);
        closed.faults().next(1, back).drop();
        Device.Answer answer = test.device(command).sends("request", command.operation());
        closed.passSeconds(3);
        assertThat(answer.get()).isNotInstanceOf(Result.Failed.class);
        test.assertEachOnce();
      }
    }
  }

  /** A transport that delivers twice is not Akka's, but must not matter either. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("everyCommand")
  void shouldDoNothingTwiceWhenItArrivesTwice(Command command) {
    command.before().accept(this);
    engine.faults().every(CallCommand.Ask.class).duplicate(Duration.ofMillis(40));
    engine.faults().every(Link.SESSION_TO_USER).duplicate(Duration.ofMillis(20));
    Device.Answer answer = device(command).sends("request", command.operation());
    engine.passSeconds(2);

    assertThat(answer.get()).isNotInstanceOf(Result.Failed.class);
    assertEachOnce();
  }

  private void assertEachOnce() {
    for (Device device : List.of(alice, bob, carol)) {
      assertThat(Screen.of(CALL, device)).doesNotHaveDuplicates();
    }
    assertThat(engine.history(CALL)).doesNotHaveDuplicates();
  }

  private List<SessionEvent> everything() {
    return Stream.of(alice, bob, carol).flatMap(d -> d.allEvents().stream()).toList();
  }
}
