package dev.ringdown.benchmark;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSettings;
import dev.ringdown.call.Call;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Calls;
import dev.ringdown.call.Draft;
import dev.ringdown.call.Origin;
import dev.ringdown.call.Patience;
import dev.ringdown.call.RingRequest;
import dev.ringdown.entity.Entities;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.User;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.UserRules;
import dev.ringdown.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a ringing call and an idle user take of the heap. */
@Command(
    name = "footprint",
    mixinStandardHelpOptions = true,
    description = "Measures bytes of heap, after a full collection, class by class.")
public final class Footprint implements Runnable {
  /** Until everything is told, confirmed, and has rung so long that nobody asks again. */
  private static final Duration QUIET = Duration.ofSeconds(15);

  /** Under way at a time. */
  private static final int AT_ONCE = 200;

  /** Nobody is lost for being away. */
  private static final Patience PATIENCE =
      new Patience(
          Patience.DEFAULT.received(),
          Patience.DEFAULT.renewal(),
          Patience.DEFAULT.repeat(),
          Duration.ofHours(1),
          Duration.ofHours(1));

  private static final Clock CLOCK = Clock.systemUTC();

  @Parameters(
      description = {
        "users: idle ones, with one session each, then what a second session adds;",
        "calls: ringing ones, without their users;",
        "ringing: calls with both users, without sessions"
      })
  private String what;

  @Option(names = "--count", description = "so many (default: ${DEFAULT-VALUE})")
  private int count = 100_000;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Footprint()).execute(arguments));
  }

  @Override
  public void run() {
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), "footprint", NothingKept.config());
    switch (what) {
      case "users" -> users(system);
      case "calls" -> calls(system, Footprint::confirming);
      case "ringing" -> calls(system, calls -> real(system, calls));
      default ->
          throw new IllegalArgumentException(
              "what: " + what + " (expected: users, calls or ringing)");
    }
    system.terminate();
  }

  // ---- Users

  private void users(ActorSystem<Void> system) {
    Ringdown ringdown = Ringdown.get(system);
    Heap before = quiet();
    connect(system, ringdown, "phone");
    Heap one = quiet();
    connect(system, ringdown, "laptop");
    Heap two = quiet();
    one.since(before).print("an idle user with a session", count);
    two.since(one).print("one session more", count);
  }

  private void connect(ActorSystem<Void> system, Ringdown ringdown, String device) {
    CountDownLatch connected = new CountDownLatch(count);
    Semaphore free = new Semaphore(AT_ONCE);
    ActorRef<SessionEvent> listener =
        system.systemActorOf(
            Behaviors.receiveMessage(
                event -> {
                  connected.countDown();
                  free.release();
                  return Behaviors.same();
                }),
            device,
            Props.empty());
    for (int i = 0; i < count; i++) {
      free.acquireUninterruptibly();
      ringdown.connect(CallUser.of("user-" + i), device, listener);
    }
    await(connected);
  }

  // ---- Calls

  /**
   * @param others the way to the users, given the way to the calls
   */
  private void calls(ActorSystem<Void> system, Function<Calls, Users> others) {
    Semaphore free = new Semaphore(AT_ONCE);
    Set<String> heard = ConcurrentHashMap.newKeySet();
    CountDownLatch allHeard = new CountDownLatch(2 * count);
    AtomicReference<Users> users = new AtomicReference<>();
    Turns turns = new Turns(AT_ONCE, Clock.systemUTC());
    Calls calls =
        Entities.start(
                system,
                CallCommand.class,
                "call",
                (id, passivate) ->
                    Call.create(
                        id,
                        CallRules.DEFAULT,
                        PATIENCE,
                        CLOCK,
                        users.get(),
                        (call, command) -> {},
                        passivate,
                        stranded -> {},
                        turns),
                new CallCommand.Passivated())
            ::accept;
    Users told =
        others.apply(
            (callId, command) -> {
              if (command instanceof CallCommand.Heard h && heard.add(h.userId())) {
                allHeard.countDown();
              }
              calls.tell(callId, command);
            });
    users.set(
        (userId, command) -> {
          if (command instanceof UserCommand.Answer) {
            free.release();
          } else {
            told.tell(userId, command);
          }
        });
    Heap before = quiet();
    for (int i = 0; i < count; i++) {
      free.acquireUninterruptibly();
      invite(calls, i);
    }
    await(allHeard);
    heard.clear();
    quiet().since(before).print("a ringing call (" + what + ")", count);
  }

  /** Nobody is there, but whoever is asked has heard everything. */
  private static Users confirming(Calls calls) {
    return (userId, command) -> {
      if (command instanceof UserCommand.Announcement told) {
        long last = told.entries().get(told.entries().size() - 1).number();
        calls.tell(told.callId(), new CallCommand.Heard(userId, told.incarnation(), last));
      }
    };
  }

  private static Users real(ActorSystem<Void> system, Calls calls) {
    UserRules rules = RingdownSettings.from(system.settings().config()).user();
    Turns turns = new Turns(AT_ONCE, Clock.systemUTC());
    return Entities.start(
            system,
            UserCommand.class,
            "user",
            (id, passivate) ->
                User.create(
                    id,
                    rules,
                    DoNotDisturb.NEVER,
                    PushNotifier.NONE,
                    CLOCK,
                    calls,
                    (user, command) -> {},
                    passivate,
                    turns),
            new UserCommand.Passivated())
        ::accept;
  }

  private static void invite(Calls calls, int i) {
    CallUser caller = CallUser.of("caller-" + i);
    String callId = UUID.randomUUID().toString();
    Origin by = new Origin(caller, "device-" + i, "session-" + i, "request-" + i);
    Draft draft =
        new Draft(
            callId,
            callId,
            CallType.VOICE,
            CallMode.ADVANCED,
            GlarePolicy.MERGE,
            "",
            List.of(new RingRequest(CallUser.of("callee-" + i), Duration.ofSeconds(600), false)));
    calls.tell(callId, new CallCommand.Ask(by, new CallRequest.Create(by, draft)));
  }

  // ---- Waiting

  private static Heap quiet() {
    try {
      if (new CountDownLatch(1).await(QUIET.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts that one down");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
    return Heap.now();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.MINUTES)) {
        throw new IllegalStateException("still missing: " + latch.getCount());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }
}
