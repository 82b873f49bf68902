package dev.ringdown.kill;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.Ringdown;
import dev.ringdown.benchmark.Journals;
import dev.ringdown.kill.Attempt.Fate;
import dev.ringdown.kill.Fact.Kind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The process that is killed: makes its calls ring, then others come and go until the end. */
final class Doomed extends AbstractBehavior<Fact> {
  /** Printed when everything rings that is to ring. */
  static final String READY = "ready .";

  private static final int AT_ONCE = 50;

  private final Ringdown ringdown;
  private final Plan plan;
  private final Random timeouts;
  private int begun;
  private int asked;

  /**
   * @param arguments h2 or postgres, the url, and the plan's
   */
  public static void main(String... arguments) {
    Plan plan = Plan.of(Arrays.copyOfRange(arguments, 2, arguments.length));
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "doomed",
            // Cold, and on a busy machine, it takes a while until the first calls are made.
            ConfigFactory.parseString("ringdown.request-timeout = 30s")
                .withFallback(Journals.of(arguments[0], arguments[1])));
    Ringdown ringdown = Ringdown.get(system);
    system.systemActorOf(
        Behaviors.setup((ActorContext<Fact> context) -> new Doomed(ringdown, plan, context)),
        "calls",
        Props.empty());
  }

  private Doomed(Ringdown ringdown, Plan plan, ActorContext<Fact> context) {
    super(context);
    this.ringdown = ringdown;
    this.plan = plan;
    timeouts = plan.random("timeouts");
    for (int i = 0; i < Math.min(AT_ONCE, plan.calls()); i++) {
      begin();
    }
  }

  private void begin() {
    Attempt left = new Attempt(Fate.LEAVE, plan.timeout(timeouts));
    start(Names.ringing(begun), List.of(left).iterator());
    begun++;
  }

  private void start(String pair, Iterator<Attempt> attempts) {
    ActorRef<Fact> self = getContext().getSelf();
    Consumer<Fact> told =
        fact -> {
          System.out.println(fact.line());
          self.tell(fact);
        };
    Behavior<Object> users = TwoUsers.calling(ringdown, pair, attempts, told);
    getContext().spawn(users, pair);
  }

  @Override
  public Receive<Fact> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onTold).build();
  }

  private Behavior<Fact> onTold(Fact fact) {
    boolean answered = fact.kind() == Kind.INVITED || fact.kind() == Kind.REFUSED;
    if (answered && Names.isRinging(Names.pair(fact.callId()))) {
      asked++;
      if (begun < plan.calls()) {
        begin();
      }
      if (asked == plan.calls()) {
        System.out.println(READY);
        for (int i = 0; i < plan.busyPairs(); i++) {
          Random random = plan.random(Names.busy(i));
          start(Names.busy(i), Stream.generate(() -> Attempt.random(random)).iterator());
        }
      }
    }
    return this;
  }
}
