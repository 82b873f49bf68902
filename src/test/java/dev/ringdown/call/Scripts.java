package dev.ringdown.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays random scripts. What fails is made as short as it can be and still fail, and is printed
 * with its seed.
 *
 * <p>{@code -Dringdown.tries=1000000} plays so many instead of each test's own number, {@code
 * -Dringdown.seed=42} begins with another seed: {@code -Dringdown.tries=1} with the printed one
 * plays the failure again.
 */
final class Scripts {
  private static final Logger LOG = LoggerFactory.getLogger(Scripts.class);

  /**
   * @param scene where it begins
   * @param moves any of which may be left out
   */
  record Script<S, M>(S scene, List<M> moves) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(scene.toString());
      moves.forEach(move -> text.append("\n  ").append(move));
      return text.toString();
    }
  }

  private Scripts() {}

  static <S, M> void play(
      int tries, Function<Random, Script<S, M>> writer, BiConsumer<S, List<M>> player) {
    long first = Long.getLong("ringdown.seed", 1);
    int count = Integer.getInteger("ringdown.tries", tries);
    long moves = 0;
    long start = System.nanoTime();
    for (long seed = first; seed < first + count; seed++) {
      // Seeds in a row begin with much the same numbers: mixed, they do not.
      Script<S, M> script = writer.apply(new Random(seed * 0x9E3779B97F4A7C15L));
      moves += script.moves().size();
      Throwable failure = failure(script, player);
      if (failure != null) {
        Script<S, M> least = shrunk(script, player);
        Throwable its = failure(least, player);
        throw new AssertionError(
            "seed %d, try %d%n%s".formatted(seed, seed - first + 1, least),
            its == null ? failure : its);
      }
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    LOG.info("{} scripts, {} moves, {} ms, from seed {}", count, moves, millis, first);
  }

  private static <S, M> Throwable failure(Script<S, M> script, BiConsumer<S, List<M>> player) {
    try {
      player.accept(script.scene(), script.moves());
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  /** Leaves out what it can, first in large pieces, then move by move. */
  private static <S, M> Script<S, M> shrunk(Script<S, M> script, BiConsumer<S, List<M>> player) {
    Script<S, M> least = script;
    for (int piece = script.moves().size(); piece > 0; piece = smaller(piece, script, least)) {
      script = least;
      for (int from = least.moves().size() - piece; from > -piece; from -= piece) {
        List<M> fewer = new ArrayList<>(least.moves());
        fewer.subList(Math.max(0, from), from + piece).clear();
        Script<S, M> shorter = new Script<>(script.scene(), fewer);
        if (failure(shorter, player) != null) {
          least = shorter;
        }
      }
    }
    return least;
  }

  /** Single moves are tried until none can be left out. */
  private static int smaller(int piece, Script<?, ?> before, Script<?, ?> after) {
    boolean progress = after.moves().size() < before.moves().size();
    return piece == 1 && progress ? 1 : piece / 2;
  }
}
