package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All the ways in which a call ends, and what its end is called on either side. */
class EndingTest {
  private static final Duration LONGEST = Duration.ofSeconds(600);

  /**
   * @param callee what bob hears last
   * @param event what becomes of the call
   */
  private record Way(
      String name,
      CallMode mode,
      List<String> callees,
      Consumer<Story> event,
      EndReason reason,
      String callee) {
    @Override
    public String toString() {
      return name + " (" + mode + ")";
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void shouldCallTheEndByOneNameAtBothEnds(Way way) {
    Story story = new Story();
    story.rules = new CallRules(10, false, Duration.ZERO, LONGEST);
    story.rings(way.mode(), way.callees().toArray(String[]::new));

    way.event().accept(story);

    assertThat(story.endReason()).isEqualTo(way.reason());
    assertThat(story.heard("bob")).endsWith(way.callee().split("; "));
    boolean left = story.member("alice").state() == MemberState.QUIT;
    assertThat(story.heard("alice")).last().isEqualTo(left ? "U[alice QUIT]" : ended(way.reason()));
    assertThat(story.state.nextDue(story.rules)).isEqualTo(Instant.MAX);
  }

  @Test
  void shouldKnowAWayToEveryReason() {
    assertThat(ways().map(Way::reason)).contains(EndReason.values());
  }

  private static Stream<Way> ways() {
    Stream<Way> anyMode = Arrays.stream(CallMode.values()).flatMap(EndingTest::ways);
    return Stream.of(anyMode, general(), advanced()).flatMap(way -> way);
  }

  private static Stream<Way> ways(CallMode mode) {
    return Stream.of(
        one("declined", mode, s -> s.decline("bob"), EndReason.DECLINED, handled("DECLINED")),
        one("busy", mode, turnAway(MissedReason.BUSY), EndReason.BUSY, "Missed BUSY"),
        one(
            "disturbed",
            mode,
            turnAway(MissedReason.DO_NOT_DISTURB),
            EndReason.BUSY,
            "Missed DO_NOT_DISTURB"),
        one(
            "a busy device",
            mode,
            by("bob", new Operation.Busy("c1", "")),
            EndReason.BUSY,
            handled("BUSY")),
        one(
            "unreachable",
            mode,
            turnAway(MissedReason.UNREACHABLE),
            EndReason.NO_ANSWER,
            "Missed UNREACHABLE"),
        one(
            "timed out",
            mode,
            s -> s.pass(Duration.ofSeconds(60)),
            EndReason.NO_ANSWER,
            "IncomingCallTimeout; Missed TIMED_OUT"),
        one("cancelled", mode, s -> s.cancel("alice"), EndReason.CANCELLED, cancelled("CANCELLED")),
        one(
            "caller lost",
            mode,
            asks(new CallRequest.Lost("alice")),
            EndReason.CALLER_LOST,
            "IncomingCallCanceled CALLER_LOST; Missed CALLER_LOST"),
        one(
            "revoked",
            mode,
            asks(new CallRequest.Revoke()),
            EndReason.REVOKED,
            cancelled("REVOKED")),
        one(
            "merged away",
            mode,
            asks(new CallRequest.MergedInto("c0")),
            EndReason.MERGED,
            "IncomingCallHandledElsewhere MERGED"),
        two(
            "declined and cancelled",
            mode,
            s -> {
              s.decline("bob");
              s.cancel("alice", "carol");
            },
            EndReason.NO_ANSWER,
            handled("DECLINED")),
        two(
            "both declined",
            mode,
            s -> {
              s.decline("carol");
              s.decline("bob");
            },
            EndReason.DECLINED,
            handled("DECLINED")));
  }

  private static Stream<Way> general() {
    CallMode mode = CallMode.GENERAL;
    return Stream.of(
        one("accepted", mode, s -> s.accept("bob"), EndReason.ANSWERED, ended(EndReason.ANSWERED)),
        two(
            "accepted, the other declined",
            mode,
            s -> {
              s.accept("bob");
              s.decline("carol");
            },
            EndReason.ANSWERED,
            ended(EndReason.ANSWERED)),
        two(
            "accepted, the other cancelled",
            mode,
            s -> {
              s.accept("bob");
              s.cancel("alice");
            },
            EndReason.ANSWERED,
            ended(EndReason.ANSWERED)),
        two(
            "the other accepted, then out of time",
            mode,
            s -> {
              s.accept("carol");
              s.pass(Duration.ofSeconds(60));
            },
            EndReason.ANSWERED,
            "IncomingCallTimeout; Missed TIMED_OUT"));
  }

  private static Stream<Way> advanced() {
    CallMode mode = CallMode.ADVANCED;
    return Stream.of(
        one(
            "the caller gives up",
            mode,
            by("alice", new Operation.Quit("c1")),
            EndReason.CANCELLED,
            cancelled("CANCELLED")),
        one(
            "the caller ends it unanswered",
            mode,
            by("alice", new Operation.End("c1")),
            EndReason.ENDED,
            cancelled("ENDED")),
        one(
            "ended by its caller",
            mode,
            accepted(by("alice", new Operation.End("c1"))),
            EndReason.ENDED,
            ended(EndReason.ENDED)),
        one(
            "ended by its callee",
            mode,
            accepted(by("bob", new Operation.End("c1"))),
            EndReason.ENDED,
            ended(EndReason.ENDED)),
        one(
            "the callee quits",
            mode,
            accepted(by("bob", new Operation.Quit("c1"))),
            EndReason.EVERYBODY_LEFT,
            "U[bob QUIT]"),
        one(
            "the callee is lost",
            mode,
            accepted(asks(new CallRequest.Lost("bob"))),
            EndReason.EVERYBODY_LEFT,
            "U[bob QUIT]"),
        one(
            "the caller quits",
            mode,
            accepted(by("alice", new Operation.Quit("c1"))),
            EndReason.EVERYBODY_LEFT,
            ended(EndReason.EVERYBODY_LEFT)),
        one(
            "revoked in the middle",
            mode,
            accepted(asks(new CallRequest.Revoke())),
            EndReason.REVOKED,
            ended(EndReason.REVOKED)),
        one(
            "too long",
            mode,
            accepted(s -> s.pass(LONGEST)),
            EndReason.MAX_DURATION,
            ended(EndReason.MAX_DURATION)),
        one(
            "too long while it rings again",
            mode,
            s -> {
              s.perform("carol", new Operation.Join("c1"));
              s.decline("bob");
              s.pass(LONGEST.minusSeconds(30));
              s.inviteMore("alice", "bob");
              s.pass(Duration.ofSeconds(30));
            },
            EndReason.MAX_DURATION,
            cancelled("MAX_DURATION")),
        two(
            "the last one leaves while it rings",
            mode,
            s -> {
              s.accept("carol");
              s.perform("carol", new Operation.Quit("c1"));
              s.perform("alice", new Operation.Quit("c1"));
            },
            EndReason.EVERYBODY_LEFT,
            cancelled("EVERYBODY_LEFT")));
  }

  private static Way one(
      String name, CallMode mode, Consumer<Story> event, EndReason reason, String callee) {
    return new Way(name, mode, List.of("bob"), event, reason, callee);
  }

  private static Way two(
      String name, CallMode mode, Consumer<Story> event, EndReason reason, String callee) {
    return new Way(name, mode, List.of("bob", "carol"), event, reason, callee);
  }

  private static Consumer<Story> by(String userId, Operation.OnCall operation) {
    return story -> story.perform(userId, operation);
  }

  private static Consumer<Story> asks(CallRequest request) {
    return story -> story.ask(request);
  }

  private static Consumer<Story> turnAway(MissedReason reason) {
    return asks(new CallRequest.TurnAway("bob", 1, reason));
  }

  private static Consumer<Story> accepted(Consumer<Story> then) {
    return story -> {
      story.accept("bob");
      then.accept(story);
    };
  }

  private static String handled(String outcome) {
    return "but bob1: IncomingCallHandledElsewhere " + outcome;
  }

  private static String cancelled(String reason) {
    return "IncomingCallCanceled " + reason + "; Missed CANCELLED";
  }

  private static String ended(EndReason reason) {
    return "CallEnded " + reason;
  }
}
