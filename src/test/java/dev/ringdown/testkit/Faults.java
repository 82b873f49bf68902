package dev.ringdown.testkit;

import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What goes wrong between calls, users and sessions, as if each lived on a node of its own: by
 * chance, with a seed, or aimed at messages. What an actor tells itself, and what a session has
 * with its application, always arrives. Off until something is asked for.
 *
 * <p>{@link #drop} and {@link #delay} are what Akka's remoting may do: it loses messages, but what
 * one actor sends to another arrives in order and once. What it never does, within such a pair, is
 * apart in {@link #beyondAkka()}.
 *
 * <p>With the same seed, the same steps, and call ids that the test proposes, the same happens. Not
 * for use by several threads; set it between two steps of a test.
 */
public final class Faults {
  /** What is under way between two actors, none of which overtakes another. */
  private static final class Line {
    private Instant until = Instant.MIN;
    private int waiting;
  }

  private static final Duration NOT_AT_ALL = Duration.ZERO;

  private final Quiet world;
  private final List<Aim> aims = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Map<String, Line> lines = new HashMap<>();
  private final Set<Link> links = EnumSet.allOf(Link.class);
  private long seed = ThreadLocalRandom.current().nextInt(1_000_000);
  private Random random = new Random(seed);
  private boolean usedChance;
  private double drop;
  private double delay;
  private double duplicate;
  private double reorder;
  private Duration longestDelay = NOT_AT_ALL;
  private Duration latestDuplicate = NOT_AT_ALL;
  private Duration longestReorder = NOT_AT_ALL;

  Faults(Quiet world) {
    this.world = world;
  }

  // ---- By chance

  /** Starts chance over. Left out, the seed is a new one each time; a failure tells it. */
  public synchronized Faults seed(long seed) {
    this.seed = seed;
    random = new Random(seed);
    return this;
  }

  public synchronized long seed() {
    return seed;
  }

  /** Only these links have faults by chance; without this, all have. */
  public synchronized Faults on(Link... only) {
    links.clear();
    links.addAll(List.of(only));
    return this;
  }

  /**
   * Loses messages.
   *
   * @param probability of each, from 0 to 1
   */
  public synchronized Faults drop(double probability) {
    drop = probability(probability);
    return this;
  }

  /**
   * Holds messages up in virtual time. What the same actor sends to the same one after that waits
   * behind it; what others send overtakes it.
   *
   * @param probability of each, from 0 to 1
   * @param upTo the longest delay
   */
  public synchronized Faults delay(double probability, Duration upTo) {
    longestDelay = positive(upTo);
    delay = probability(probability);
    return this;
  }

  /** Faults that Akka's remoting never has, for a transport that promises less. */
  public BeyondAkka beyondAkka() {
    return new BeyondAkka();
  }

  /** Faults within one pair of actors. What is found with them cannot happen on Akka. */
  public final class BeyondAkka {
    private BeyondAkka() {}

    /**
     * Delivers messages twice.
     *
     * @param upTo how much later the second one may come
     */
    public Faults duplicate(double probability, Duration upTo) {
      synchronized (Faults.this) {
        latestDuplicate = positive(upTo);
        duplicate = probability(probability);
        return Faults.this;
      }
    }

    /** Holds messages up while what the same actor sends after them goes on. */
    public Faults reorder(double probability, Duration upTo) {
      synchronized (Faults.this) {
        longestReorder = positive(upTo);
        reorder = probability(probability);
        return Faults.this;
      }
    }
  }

  // ---- Aimed

  /**
   * The next messages of this type, whatever chance would say.
   *
   * @param type such as {@link UserCommand.Announcement} or {@link SessionCommand.Deliver}
   * @throws IllegalArgumentException if nothing of this type ever crosses
   */
  public Aim next(int count, Class<?> type) {
    return new Aim(this, count, crossing(type).getSimpleName(), c -> type.isInstance(c.message()));
  }

  /** The next messages on this link. */
  public Aim next(int count, Link link) {
    return new Aim(this, count, link.toString(), c -> c.link() == link);
  }

  /** Every message of this type, until {@link #stop()}. */
  public Aim every(Class<?> type) {
    return next(Integer.MAX_VALUE, type);
  }

  /** Every message on this link, until {@link #stop()}. */
  public Aim every(Link link) {
    return next(Integer.MAX_VALUE, link);
  }

  /** All is well from now on. What is held up still comes at its time. */
  public synchronized void stop() {
    aims.clear();
    drop = 0;
    delay = 0;
    duplicate = 0;
    reorder = 0;
    links.addAll(EnumSet.allOf(Link.class));
  }

  /** What was done so far, one line each, with the instant. */
  public synchronized List<String> done() {
    return List.copyOf(done);
  }

  // ---- What the kit asks

  synchronized void add(Aim aim) {
    aims.add(aim);
  }

  /** What was held up is lost with the actors that were to get it. */
  synchronized void forgetWhatIsUnderWay() {
    lines.clear();
  }

  /** How a failure can be had again; empty if there was no chance in it. */
  synchronized String howToRepeat() {
    return usedChance ? "chance had the seed " + seed : "";
  }

  /**
   * Decides on one message.
   *
   * @param deliver delivers it, at whatever time
   * @return whether it arrives now
   */
  synchronized boolean let(Crossing crossing, Runnable deliver) {
    for (Aim aim : aims) {
      if (aim.meets(crossing)) {
        return apply(aim.kind(), aim.delay(), crossing, deliver);
      }
    }
    if (!links.contains(crossing.link())) {
      return inOrder(NOT_AT_ALL, crossing, deliver);
    }
    if (happens(drop)) {
      return apply(Aim.Kind.DROP, NOT_AT_ALL, crossing, deliver);
    } else if (happens(duplicate)) {
      return apply(Aim.Kind.DUPLICATE, upTo(latestDuplicate), crossing, deliver);
    } else if (happens(reorder)) {
      return apply(Aim.Kind.REORDER, upTo(longestReorder), crossing, deliver);
    } else if (happens(delay)) {
      return apply(Aim.Kind.DELAY, upTo(longestDelay), crossing, deliver);
    }
    return inOrder(NOT_AT_ALL, crossing, deliver);
  }

  private boolean apply(Aim.Kind kind, Duration by, Crossing crossing, Runnable deliver) {
    String later = by.isZero() ? "" : " by " + by.toMillis() + " ms";
    done.add(Moment.of(world.clock().instant()) + "  " + kind.words() + later + ": " + crossing);
    if (kind == Aim.Kind.DROP) {
      return false;
    } else if (kind == Aim.Kind.DELAY) {
      return inOrder(by, crossing, deliver);
    } else if (kind == Aim.Kind.REORDER) {
      world.plan(by, deliver);
      return false;
    }
    boolean now = inOrder(NOT_AT_ALL, crossing, deliver);
    world.plan(by, deliver);
    return now;
  }

  /** Not before what is under way already. */
  private boolean inOrder(Duration by, Crossing crossing, Runnable deliver) {
    String pair = crossing.pair();
    Line line = lines.get(pair);
    if (line == null) {
      if (by.isZero()) {
        return true;
      }
      line = new Line();
      lines.put(pair, line);
    }
    Instant now = world.clock().instant();
    Instant at = now.plus(by);
    line.until = at.isAfter(line.until) ? at : line.until;
    line.waiting++;
    Line waiting = line;
    world.plan(Duration.between(now, line.until), () -> leave(pair, waiting, deliver));
    return false;
  }

  private void leave(String pair, Line line, Runnable deliver) {
    synchronized (this) {
      line.waiting--;
      if (line.waiting == 0) {
        lines.remove(pair, line);
      }
    }
    deliver.run();
  }

  private boolean happens(double probability) {
    usedChance |= probability > 0;
    return probability > 0 && random.nextDouble() < probability;
  }

  private Duration upTo(Duration longest) {
    return Duration.ofMillis(1 + random.nextLong(longest.toMillis()));
  }

  private static double probability(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("probability: " + value + " (expected: 0 to 1)");
    }
    return value;
  }

  static Duration positive(Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException("duration: " + value + " (expected: at least 1 ms)");
    }
    return value;
  }

  private static Class<?> crossing(Class<?> type) {
    boolean crosses =
        CallCommand.class.isAssignableFrom(type)
            || UserCommand.class.isAssignableFrom(type)
            || SessionCommand.FromUser.class.isAssignableFrom(type);
    if (!crosses) {
      throw new IllegalArgumentException(
          "expected what crosses between calls, users and sessions, but got " + type.getName());
    }
    return type;
  }
}
