package dev.ringdown.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.MissedReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every order of events: all scripts of a few moves, each played through the rules and by the
 * contract's tables. Scripts that lead to the same standing go on as one.
 *
 * <p>{@code -Dringdown.depth=1} makes each script one move longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorationTest {
  private static final Logger LOG = LoggerFactory.getLogger(ExplorationTest.class);
  private static final int DEEPER = Integer.getInteger("ringdown.depth", 0);

  @AutoClose private final Stored stored = new Stored();

  /**
   * @param paths how many scripts lead here
   */
  private record Standing(Play play, List<Move> script, long paths) {
    Standing alsoBy(long more) {
      return new Standing(play, script, paths + more);
    }
  }

  record World(Scene scene, List<Move> moves, int depth) {
    @Override
    public String toString() {
      return scene + ", " + (depth + DEEPER) + " of " + moves.size() + " moves";
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("worlds")
  void shouldKeepEveryPromiseInEveryOrder(World world) {
    Map<Object, Standing> level = new HashMap<>();
    Play start = Play.of(world.scene());
    level.put(start.standing(), new Standing(start, List.of(), 1));
    long scripts = 0;
    long standings = 1;
    long played = 0;
    for (int depth = 0; depth < world.depth() + DEEPER; depth++) {
      played += (long) level.size() * world.moves().size();
      level = next(level, world.moves());
      standings += level.size();
      scripts += level.values().stream().mapToLong(Standing::paths).sum();
    }
    LOG.info("{}: {} scripts, {} steps, {} standings", world, scripts, played, standings);
    assertThat(standings).isGreaterThan(100);
  }

  private Map<Object, Standing> next(Map<Object, Standing> level, List<Move> moves) {
    Map<Object, Standing> next = new HashMap<>();
    for (Standing standing : level.values()) {
      for (Move move : moves) {
        Play play = standing.play().copy();
        List<Move> script = new ArrayList<>(standing.script());
        script.add(move);
        try {
          move.does().accept(play);
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError("after " + script, e);
        }
        next.merge(
            play.standing(),
            new Standing(play, script, standing.paths()),
            (known, same) -> known.alsoBy(same.paths()));
      }
    }
    for (Standing standing : next.values()) {
      try {
        standing.play().checkAll(stored);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("after " + standing.script(), e);
      }
    }
    return next;
  }

  static Stream<World> worlds() {
    List<String> two = List.of("alice", "bob");
    List<String> three = List.of("alice", "bob", "carol");
    Scene pair = Scene.of("two", CallMode.ADVANCED, two, List.of(Scene.ring("bob", 60)));
    Scene general = Scene.of("two, GENERAL", CallMode.GENERAL, two, List.of(Scene.ring("bob", 60)));
    Scene group =
        Scene.of(
            "three",
            CallMode.ADVANCED,
            three,
            List.of(Scene.ring("bob", 60), Scene.ring("carol", 30)));
    Scene generalGroup =
        Scene.of(
            "three, GENERAL",
            CallMode.GENERAL,
            three,
            List.of(Scene.ring("bob", 60), Scene.silent("carol", 30)));
    CallRules strict = new CallRules(2, true, Duration.ofSeconds(5), Duration.ofSeconds(90));
    Scene limited =
        Scene.of("three, strict", CallMode.ADVANCED, three, List.of(Scene.ring("bob", 60)))
            .under(strict);
    return Stream.of(
        new World(pair, ofTwo(), 6),
        new World(general, ofTwo(), 6),
        new World(pair.calledByABackend(), ofTwo(), 5),
        new World(group, ofThree(), 5),
        new World(generalGroup, ofThree(), 5),
        new World(limited, ofThree(), 5));
  }

  private static List<Move> ofTwo() {
    List<Move> moves = new ArrayList<>(common());
    moves.add(Move.cancels("alice", 2, "bob"));
    moves.add(Move.joins("alice", 2));
    moves.add(Move.accepts("alice", 2));
    moves.add(Move.declines("bob", 2));
    moves.add(Move.saysBusy("bob", 2));
    moves.add(Move.receives("bob", 1));
    moves.add(Move.ignores("bob", 2));
    moves.add(Move.joins("bob", 2));
    moves.add(Move.ends("bob", 1));
    moves.add(Move.invites("bob", 1, Scene.ring("alice", 30)));
    moves.add(Move.turnsAwayLate("bob"));
    moves.add(Move.turnsAway("bob", MissedReason.UNREACHABLE));
    moves.add(Move.createsAgain());
    moves.add(Move.createsAnother());
    return moves;
  }

  private static List<Move> ofThree() {
    List<Move> moves = new ArrayList<>(common());
    moves.add(Move.cancels("alice", 1, "carol"));
    moves.add(Move.accepts("carol", 1));
    moves.add(Move.declines("carol", 2));
    moves.add(Move.joins("carol", 1));
    moves.add(Move.quits("carol", 1));
    moves.add(Move.invites("bob", 1, Scene.ring("alice", 30), Scene.ring("carol", 30)));
    moves.add(Move.invites("alice", 2, Scene.ring("carol", 90)));
    moves.add(Move.cancels("bob", 1));
    moves.add(Move.turnsAway("carol", MissedReason.DO_NOT_DISTURB));
    moves.add(Move.isLost("carol"));
    moves.add(Move.isTakenBack("carol"));
    return moves;
  }

  private static List<Move> common() {
    return List.of(
        Move.accepts("bob", 1),
        Move.accepts("bob", 2),
        Move.declines("bob", 1),
        Move.saysBusy("bob", 1),
        Move.quits("bob", 1),
        Move.looks("bob", 1),
        Move.cancels("alice", 1),
        Move.quits("alice", 1),
        Move.ends("alice", 1),
        Move.invites("alice", 1, Scene.ring("bob", 60)),
        Move.turnsAway("bob", MissedReason.BUSY),
        Move.merges("bob", 1),
        Move.isMerged(),
        Move.isLost("alice"),
        Move.isLost("bob"),
        Move.isRevoked(),
        Move.isTakenBack(),
        Move.isFinished(),
        Move.isKicked("alice"),
        Move.isKicked("bob"),
        Move.isLookedAt(),
        Move.passes(20),
        Move.untilDue(),
        Move.settles());
  }
}
