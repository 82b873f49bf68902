package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.Invitation;
import dev.ringdown.call.Scripts.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random scripts through a whole engine: sessions, users' actors, calls and the journal. When all
 * is done, what the journal says and what each device heard must agree.
 */
class RandomEngineTest {
  private static final List<String> USERS =
      List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy");

  /** How the engine is set, and who uses it. */
  private record World(String settings, List<String> users) {}

  @Test
  void shouldKeepEveryPromiseToTwo() {
    Scripts.play(80, random -> script(random, 2, 20), RandomEngineTest::play);
  }

  @Test
  void shouldKeepEveryPromiseToSeveral() {
    Scripts.play(80, random -> script(random, 3 + random.nextInt(2), 30), RandomEngineTest::play);
  }

  @Test
  void shouldKeepEveryPromiseToMany() {
    Scripts.play(80, random -> script(random, USERS.size(), 40), RandomEngineTest::play);
  }

  @Test
  void shouldHealWhatIsLost() {
    Scripts.play(60, RandomEngineTest::troubled, RandomEngineTest::play);
  }

  private static void play(World world, List<Deed> deeds) {
    try (Town town = new Town(world.settings(), world.users())) {
      try {
        deeds.forEach(deed -> deed.does().accept(town));
        town.checkAll();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(e.getMessage() + town.story(), e);
      }
    }
  }

  private static Script<World, Deed> script(Random random, int size, int longest) {
    List<String> users = USERS.subList(0, size);
    List<Deed> deeds = new ArrayList<>();
    for (String user : users) {
      deeds.add(Deed.connects(user, 1));
      if (random.nextBoolean()) {
        deeds.add(Deed.connects(user, 2));
      }
    }
    int length = deeds.size() + 3 + random.nextInt(longest);
    deeds.add(invites(random, users));
    while (deeds.size() < length) {
      deeds.add(deed(random, users));
      if (random.nextInt(4) > 0) {
        deeds.add(Deed.settles());
      }
    }
    return new Script<>(new World(settings(random), users), deeds);
  }

  /** The same with losses, delays, and the deaths of actors and of the process. */
  private static Script<World, Deed> troubled(Random random) {
    Script<World, Deed> script = script(random, 2 + random.nextInt(2), 20);
    List<Deed> deeds = new ArrayList<>();
    boolean begins = true;
    for (Deed deed : script.moves()) {
      if (begins && !deed.text().endsWith(" connects")) {
        begins = false;
        deeds.add(Deed.begins(trouble(random)));
      }
      deeds.add(deed);
      if (!begins && random.nextInt(5) == 0) {
        deeds.add(misfortune(random, script.scene().users()));
      }
    }
    return new Script<>(script.scene(), deeds);
  }

  private static Trouble trouble(Random random) {
    double lost = random.nextInt(3) * 0.1;
    double late = random.nextInt(3) * 0.1;
    return new Trouble(random.nextLong(), lost, late, Duration.ofMillis(1 + random.nextInt(3_000)));
  }

  private static Deed misfortune(Random random, List<String> users) {
    String user = users.get(random.nextInt(users.size()));
    return switch (random.nextInt(6)) {
      case 0 -> Deed.restarts();
      case 1, 2 -> Deed.losesUser(user);
      case 3 -> Deed.vanishes(user, 1 + random.nextInt(2));
      default -> Deed.losesCall(random.nextInt(2));
    };
  }

  private static String settings(Random random) {
    String settings = "";
    if (random.nextInt(4) == 0) {
      settings += "ringdown.busy-policy = ring\n";
    }
    if (random.nextInt(4) == 0) {
      settings += "ringdown.glare-policy = reject\n";
    }
    if (random.nextInt(4) == 0) {
      settings += "ringdown.concurrent-calls = many\n";
    }
    if (random.nextInt(4) == 0) {
      settings += "ringdown.answer-grace = 500 ms\n";
    }
    return settings;
  }

  private static Deed invites(Random random, List<String> users) {
    List<String> others = new ArrayList<>(users);
    Collections.shuffle(others, random);
    String user = others.remove(0);
    int count = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(others.size());
    String[] callees = others.subList(0, count).toArray(String[]::new);
    CallMode mode = random.nextInt(4) == 0 ? CallMode.GENERAL : CallMode.ADVANCED;
    return Deed.invites(
        user,
        1 + random.nextInt(2),
        Invitation.voice(callees)
            .withMode(mode)
            .withTimeout(Duration.ofSeconds(1 + random.nextInt(60)))
            .withCallId("call-" + Integer.toHexString(random.nextInt())));
  }

  private static Deed deed(Random random, List<String> users) {
    String user = users.get(random.nextInt(users.size()));
    String other = users.get(random.nextInt(users.size()));
    int phone = 1 + random.nextInt(2);
    int back = Math.max(0, random.nextInt(4) - 1);
    return switch (random.nextInt(30)) {
      case 0, 1, 2 -> invites(random, users);
      case 3, 4, 5, 6 -> Deed.accepts(user, phone, back);
      case 7, 8 -> Deed.declines(user, phone, back);
      case 9 -> Deed.saysBusy(user, phone, back);
      case 10 -> Deed.ignores(user, phone, back);
      case 11, 12 -> Deed.cancels(user, phone, back, Set.of());
      case 13 -> Deed.cancels(user, phone, back, Set.of(other));
      case 14 -> Deed.joins(user, phone, back);
      case 15, 16 -> Deed.quits(user, phone, back);
      case 17 -> Deed.ends(user, phone, back);
      case 18 -> Deed.invitesMore(user, phone, back, other);
      case 19, 20, 21 -> Deed.connects(user, phone);
      case 22, 23 -> Deed.leaves(user, phone);
      case 24 -> Deed.repeats();
      case 25 -> Deed.dialsBack(user, phone, back);
      case 26, 27 -> Deed.passes(1 + random.nextInt(2_000));
      default -> Deed.passes(random.nextInt(30_000));
    };
  }
}
