package dev.ringdown.chaos;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.cluster.Node;
import dev.ringdown.cluster.RemoteSession;
import dev.ringdown.defects.PlantedDefects;
import dev.ringdown.kill.Jvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run: a load, everything that can go wrong, and what is found in the end. */
final class Chaos {
  private static final int AT_ONCE = 20;
  private static final int TRIES = 10;

  private final long seed;
  private final Settings settings;
  private final Town town;
  private final Random random;
  private final Map<Flow.Kind, Integer> begun = new EnumMap<>(Flow.Kind.class);
  private int flows;
  private boolean loaded = true;

  private Chaos(long seed, Settings settings) {
    this.seed = seed;
    this.settings = settings;
    SplittableRandom seeds = new SplittableRandom(seed);
    town = new Town(seeds.nextLong());
    // Not by the seed itself: the first number is then the same for all that are small.
    random = new Random(seeds.nextLong());
  }

  /** The nodes that start from now on have this defect. */
  static void plant(String defect) throws Exception {
    System.setProperty(Jvm.FIRST, PlantedDefects.classes(defect).toString());
  }

  static Report run(long seed, Settings settings, Path folder) {
    return new Chaos(seed, settings).run(folder);
  }

  private Report run(Path folder) {
    Remains.begin(folder);
    ActorSystem<Void> reader =
        ActorSystem.create(Behaviors.empty(), "reader", ConfigFactory.load());
    try (Site site = new Site(folder, settings, town, random)) {
      Instant begin = Instant.now();
      town.does(this::next);
      Site.await(Duration.ofSeconds(5));
      for (Mischief mischief : Mischief.plan(settings.kinds(), settings.rounds(), random)) {
        site.suffers(mischief);
      }
      town.does(() -> loaded = false);
      Ledger ledger = new Ledger(site.url(), reader);
      settles(ledger);
      Instant end = Instant.now();
      audit();
      Run run =
          new Run(
              town.recorder().facts(),
              town.recorder().disturbances(),
              ledger.read(),
              settings.promises(),
              end);
      List<Violation> violations = Checker.check(run);
      Remains.write(folder, run, violations);
      return new Report(seed, Duration.between(begin, end), begun, run, violations);
    } finally {
      town.close();
      reader.terminate();
    }
  }

  // ---- The load, on the town's thread

  private void next() {
    if (loaded) {
      List<Flow.Kind> kinds = List.of(Flow.Kind.values());
      Flow.Kind kind = kinds.get(town.random().nextInt(kinds.size()));
      flows++;
      begun.merge(kind, 1, Integer::sum);
      Flow.begin(town, kind, "f" + flows);
      town.in(Duration.ofMillis(1000 / settings.rate()), this::next);
    }
  }

  // ---- The end

  /** Until nobody is left, and everything is over that is over in time. */
  private void settles(Ledger ledger) {
    Site.await(Flow.LENGTH);
    Instant latest =
        Instant.now()
            .plus(settings.promises().memberGrace())
            .plus(settings.promises().bound())
            .plus(settings.promises().told());
    while (Instant.now().isBefore(latest) && isOpen(ledger)) {
      Site.await(Duration.ofSeconds(2));
    }
  }

  private static boolean isOpen(Ledger ledger) {
    return ledger.read().entrySet().stream()
        .map(entry -> new CallHistory(entry.getKey(), entry.getValue()))
        .anyMatch(call -> !call.isSettled());
  }

  /** Asks every user. */
  private void audit() {
    List<String> users = List.copyOf(town.recorder().users());
    for (int i = 0; i < users.size(); i += AT_ONCE) {
      List<CompletableFuture<Void>> asked =
          users.subList(i, Math.min(users.size(), i + AT_ONCE)).stream()
              .map(user -> CompletableFuture.runAsync(() -> audit(user)))
              .toList();
      asked.forEach(CompletableFuture::join);
    }
  }

  private void audit(String user) {
    List<Node> nodes = onTown(town::nodes);
    Node node = nodes.get(Math.floorMod(user.hashCode(), nodes.size()));
    String name = town.recorder().connects(user, "auditor", node.name());
    RemoteSession session =
        node.connect(
            CallUser.of(user),
            "auditor",
            heard -> town.recorder().heard(heard.at(), name, heard.event()));
    Afterwards.questions().forEach(question -> ask(session, name, question));
    session.leaves();
    town.recorder().gone(name);
  }

  private void ask(RemoteSession session, String name, Operation question) {
    for (int i = 0; i < TRIES; i++) {
      Result result = session.asks(question).join();
      boolean unavailable =
          result instanceof Result.Failed failed && failed.error().code() == ErrorCode.UNAVAILABLE;
      if (!unavailable) {
        town.recorder().answered(name, "audit", question, result);
        return;
      }
    }
    throw new IllegalStateException("expected an answer to " + question + " for " + name);
  }

  private <T> T onTown(java.util.function.Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    town.does(() -> answer.complete(question.get()));
    try {
      return answer.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("expected the town's answer", e);
    }
  }
}
