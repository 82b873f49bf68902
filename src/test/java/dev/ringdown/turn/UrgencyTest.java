package dev.ringdown.turn;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.Behavior;
import dev.ringdown.call.Call;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Patience;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.user.User;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.UserRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls and users read the journal before others, by what they are told. */
class UrgencyTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Instant A_SECOND_AGO = NOW.minusSeconds(1);
  private static final UserCommand GOODBYE =
      new UserCommand.Disconnect("b1", 0, 0, List.of(), Optional.empty());

  private static Arguments[] calls() {
    return new Arguments[] {
      Arguments.of(new CallCommand.Wake(NOW.minusSeconds(2)), true, true),
      Arguments.of(new CallCommand.Wake(NOW), false, true),
      Arguments.of(new CallCommand.Wake(NOW.plusSeconds(1)), false, false),
      Arguments.of(new CallCommand.Tell(new CallRequest.Lost("bob")), false, true),
      Arguments.of(new CallCommand.TellMe("bob"), false, false)
    };
  }

  @ParameterizedTest
  @MethodSource("calls")
  void shouldLetCallsThatAreDueGoFirst(CallCommand told, boolean beforeDue, boolean beforeOthers) {
    assertThat(callGoesFirst(told, A_SECOND_AGO)).isEqualTo(beforeDue);
    assertThat(callGoesFirst(told, Instant.MAX)).isEqualTo(beforeOthers);
  }

  private static boolean callGoesFirst(CallCommand told, Instant other) {
    Turns turns = new Turns(1, CLOCK);
    return goesFirst(
        Call.create(
            "c1",
            CallRules.DEFAULT,
            Patience.DEFAULT,
            CLOCK,
            (id, command) -> {},
            (id, command) -> {},
            () -> {},
            id -> {},
            turns),
        told,
        turns,
        other);
  }

  private static Arguments[] users() {
    return new Arguments[] {
      Arguments.of(GOODBYE, 9, false),
      Arguments.of(GOODBYE, 10, true),
      Arguments.of(new UserCommand.Here("b1"), 3600, false),
      Arguments.of(new UserCommand.Overdue("b1", "c1"), 3600, false)
    };
  }

  @ParameterizedTest
  @MethodSource("users")
  void shouldLetUsersWhoAreToldSomethingGoFirstAfterAWhile(
      UserCommand told, int seconds, boolean goesFirst) {
    assertThat(userGoesFirst(told, Clock.offset(CLOCK, Duration.ofSeconds(seconds))))
        .isEqualTo(goesFirst);
  }

  private static boolean userGoesFirst(UserCommand told, Clock later) {
    Turns turns = new Turns(1, later);
    return goesFirst(
        User.create(
            "bob",
            UserRules.DEFAULT,
            DoNotDisturb.NEVER,
            PushNotifier.NONE,
            CLOCK,
            (id, command) -> {},
            (id, command) -> {},
            () -> {},
            turns),
        told,
        turns,
        Instant.MAX);
  }

  /** Before another one that is due then, and came first. */
  private static <M> boolean goesFirst(Behavior<M> actor, M told, Turns turns, Instant due) {
    Turn<String> running = new Turn<>(turns, TestInbox.<String>create().getRef(), "your turn");
    assertThat(running.take(NOW)).isTrue();
    TestInbox<String> other = TestInbox.create();
    new Turn<>(turns, other.getRef(), "your turn").take(due);
    BehaviorTestKit<M> waiting = BehaviorTestKit.create(actor);
    waiting.run(told);

    running.end();

    assertThat(waiting.selfInbox().hasMessages()).isNotEqualTo(other.hasMessages());
    return waiting.selfInbox().hasMessages();
  }
}
