package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.call.Scripts.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Long random scripts of up to ten users through the rules of a call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomCallsTest {
  private static final List<String> USERS =
      List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy");

  @AutoClose private final Stored stored = new Stored();

  @Test
  void shouldKeepEveryPromiseToTwo() {
    Scripts.play(4_000, random -> script(random, 1, 30), this::play);
  }

  @Test
  void shouldKeepEveryPromiseToAGroup() {
    Scripts.play(6_000, random -> script(random, 1 + random.nextInt(9), 60), this::play);
  }

  private void play(Scene scene, List<Move> moves) {
    Play play = Play.of(scene);
    for (Move move : moves) {
      move.does().accept(play);
    }
    play.checkAll(stored);
  }

  private static Script<Scene, Move> script(Random random, int callees, int longest) {
    Scene scene = scene(random, callees);
    int length = 1 + random.nextInt(longest);
    List<Move> moves = new ArrayList<>();
    while (moves.size() < length) {
      moves.add(move(random, scene.users()));
    }
    return new Script<>(scene, moves);
  }

  private static Scene scene(Random random, int callees) {
    List<String> users = USERS.subList(0, Math.min(USERS.size(), callees + 2));
    List<RingRequest> rings = new ArrayList<>();
    for (int i = 1; i <= callees; i++) {
      rings.add(ring(random, USERS.get(i)));
    }
    CallMode mode = random.nextInt(3) == 0 ? CallMode.GENERAL : CallMode.ADVANCED;
    CallRules rules =
        new CallRules(
            Math.max(callees + 1, 2 + random.nextInt(9)),
            random.nextInt(4) == 0,
            Duration.ofSeconds(random.nextInt(3) == 0 ? 2 : 0),
            random.nextInt(4) == 0 ? Duration.ofMinutes(5) : Duration.ofHours(24));
    GlarePolicy glare = random.nextInt(4) == 0 ? GlarePolicy.REJECT : GlarePolicy.MERGE;
    String name = "%s, glare %s, %s rings %s".formatted(rules, glare, mode, rings);
    Scene scene = Scene.of(name, mode, users, rings).under(rules).with(glare);
    return random.nextInt(4) == 0 ? scene.calledByABackend() : scene;
  }

  private static RingRequest ring(Random random, String userId) {
    int seconds = List.of(1, 10, 30, 60, 60, 60, 600).get(random.nextInt(7));
    return random.nextInt(8) == 0 ? Scene.silent(userId, seconds) : Scene.ring(userId, seconds);
  }

  private static Move move(Random random, List<String> users) {
    String user = users.get(random.nextInt(users.size()));
    String other = users.get(random.nextInt(users.size()));
    String third = users.get(random.nextInt(users.size()));
    int phone = 1 + random.nextInt(2);
    return switch (random.nextInt(34)) {
      case 0, 1, 2, 3 -> Move.accepts(user, phone);
      case 4, 5 -> Move.declines(user, phone);
      case 6 -> Move.saysBusy(user, phone);
      case 7 -> random.nextBoolean() ? Move.receives(user, phone) : Move.ignores(user, phone);
      case 8 -> Move.cancels("alice", phone);
      case 9 -> Move.cancels(user, phone);
      case 10 -> Move.cancels(user, phone, other);
      case 11 ->
          other.equals(third) ? Move.looks(user, phone) : Move.cancels(user, phone, other, third);
      case 12, 13 -> Move.joins(user, phone);
      case 14, 15 -> Move.quits(user, phone);
      case 16 -> random.nextInt(3) == 0 ? Move.ends(user, phone) : Move.looks(user, phone);
      case 17, 18, 19 -> Move.invites(user, phone, ring(random, other));
      case 20 ->
          other.equals(third)
              ? Move.invites("alice", phone, ring(random, other))
              : Move.invites(user, phone, ring(random, other), ring(random, third));
      case 21 ->
          Move.turnsAway(
              user,
              List.of(MissedReason.BUSY, MissedReason.DO_NOT_DISTURB, MissedReason.UNREACHABLE)
                  .get(random.nextInt(3)));
      case 22 -> Move.turnsAwayLate(user);
      case 23 -> random.nextInt(3) == 0 ? Move.isMerged() : Move.merges(user, phone);
      case 24 -> Move.isLost(user);
      case 25 -> random.nextInt(5) == 0 ? Move.isRevoked() : Move.createsAgain();
      case 26 -> random.nextInt(3) == 0 ? Move.createsAnother() : Move.settles();
      case 30 -> random.nextInt(3) == 0 ? Move.isFinished() : Move.isKicked(user);
      case 31 -> random.nextBoolean() ? Move.isTakenBack() : Move.isTakenBack(user);
      case 27, 28, 29 -> Move.passes(random.nextInt(35));
      default -> Move.untilDue();
    };
  }
}
