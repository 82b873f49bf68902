package dev.ringdown.kill;

import dev.ringdown.CallMember;
import dev.ringdown.CallSnapshot;
import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.MissedReason;
import dev.ringdown.kill.Fact.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One call as it is found in the end, and what its users had been told of it.
 *
 * @param missed as which the callee finds it among his missed calls
 */
record History(CallSnapshot call, List<MissedReason> missed, List<Fact> facts) {

  private static final Set<MemberState> WAS_IN =
      Set.of(MemberState.ACCEPTED, MemberState.QUIT, MemberState.ENDED);

  private static final Set<EndReason> NO_SUCH_END =
      Set.of(EndReason.MERGED, EndReason.MAX_DURATION, EndReason.REVOKED, EndReason.ANSWERED);

  /** What contradicts itself, or what was promised; nothing if all is well. */
  List<String> problems(Times times) {
    List<String> problems = new ArrayList<>();
    if (call.isLive() || NO_SUCH_END.contains(end())) {
      problems.add("ended by " + call.endReason());
      return problems;
    }
    for (Fact fact : facts) {
      if (!isTrue(fact.kind())) {
        problems.add("told " + fact.kind() + ", but " + state() + " and " + end());
      }
    }
    if (!missed.equals(missedBy())) {
      problems.add("%s, %s: missed as %s".formatted(state(), end(), missed));
    }
    if (endedAt().isAfter(times.restart())) {
      late(times).ifPresent(problems::add);
    }
    return problems;
  }

  private boolean isTrue(Kind kind) {
    return switch (kind) {
      case CONNECTED, INVITED, RINGS, REFUSED -> true;
      case ACCEPTED -> call.answeredAt().isPresent() && WAS_IN.contains(state());
      case ENDED -> end() == EndReason.ENDED;
      case DECLINED -> state() == MemberState.DECLINED && end() == EndReason.DECLINED;
      case CANCELLED -> state() == MemberState.CANCELLED && end() == EndReason.CANCELLED;
      case TIMED_OUT -> state() == MemberState.TIMED_OUT && end() == EndReason.NO_ANSWER;
    };
  }

  private List<MissedReason> missedBy() {
    return switch (state()) {
      case TIMED_OUT -> List.of(MissedReason.TIMED_OUT);
      case BUSY -> List.of(MissedReason.BUSY);
      case CANCELLED ->
          List.of(
              end() == EndReason.CALLER_LOST ? MissedReason.CALLER_LOST : MissedReason.CANCELLED);
      default -> List.of();
    };
  }

  /** What the restarted engine decided was due, and was not due for long. */
  private Optional<String> late(Times times) {
    Instant restart = times.restart();
    Instant lost = restart.plus(times.callerGrace());
    Instant from = restart;
    Instant due = Instant.MAX;
    switch (end()) {
      case NO_ANSWER -> {
        from = deadline().filter(restart::isBefore).orElse(restart);
        due = earlier(deadline().isPresent() ? from : Instant.MAX, lost);
      }
      case CALLER_LOST -> {
        from = lost;
        due = earlier(deadline().orElse(Instant.MAX), lost);
      }
      case EVERYBODY_LEFT -> {
        from = restart.plus(times.memberGrace());
        due = from;
      }
      default -> {}
    }
    boolean early = endedAt().isBefore(from);
    boolean late = endedAt().minus(times.bound()).isAfter(due);
    return early || late
        ? Optional.of("%s at %s, not before %s, due at %s".formatted(end(), endedAt(), from, due))
        : Optional.empty();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Known of calls whose caller was told that he is calling. */
  Optional<Instant> deadline() {
    return facts.stream()
        .filter(fact -> fact.kind() == Kind.INVITED)
        .map(fact -> call.createdAt().plus(Duration.ofMillis(fact.millis())))
        .findFirst();
  }

  Instant endedAt() {
    return call.endedAt().orElseThrow();
  }

  private EndReason end() {
    return call.endReason().orElseThrow();
  }

  private MemberState state() {
    return call.member(Names.callee(Names.pair(call.callId())))
        .map(CallMember::state)
        .orElseThrow();
  }
}
