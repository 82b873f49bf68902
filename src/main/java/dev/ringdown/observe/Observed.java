package dev.ringdown.observe;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Outcome;
import dev.ringdown.spi.Observer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who observe the engine on this node: none, as a rule, and then nothing is done for them.
 */
public final class Observed implements Extension, Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Observed.class);

  private static final ExtensionId<Observed> ID =
      new ExtensionId<>() {
        @Override
        public Observed createExtension(ActorSystem<?> system) {
          return new Observed();
        }
      };

  private final List<Observer> observers = new CopyOnWriteArrayList<>();
  private final LongAdder liveCalls = new LongAdder();

  private Observed() {}

  public static Observed on(ActorSystem<?> system) {
    return ID.apply(system);
  }

  public void add(Observer observer) {
    observers.add(observer);
  }

  public void remove(Observer observer) {
    observers.remove(observer);
  }

  /** Whether there is anybody to be told anything. */
  public boolean isOn() {
    return !observers.isEmpty();
  }

  // ---- Counted in any case, so that who comes later sees it too

  /** A live call runs on this node. */
  public void callRuns() {
    liveCalls.increment();
  }

  /** It runs here no longer, or lives no longer. */
  public void callRunsNoMore() {
    liveCalls.decrement();
  }

  /** How many live calls run on this node. */
  public long liveCalls() {
    return liveCalls.sum();
  }

  // ---- What they are told

  @Override
  public void created(String callId, CallType callType, CallMode mode, int callees) {
    tell(o -> o.created(callId, callType, mode, callees));
  }

  @Override
  public void ringing(String callId, String userId, Duration after) {
    tell(o -> o.ringing(callId, userId, after));
  }

  @Override
  public void decided(String callId, String userId, Outcome outcome, Duration rang) {
    tell(o -> o.decided(callId, userId, outcome, rang));
  }

  @Override
  public void ended(String callId, EndReason reason, Duration lasted) {
    tell(o -> o.ended(callId, reason, lasted));
  }

  @Override
  public void journalled(Duration took) {
    tell(o -> o.journalled(took));
  }

  @Override
  public void refused(ErrorCode code) {
    tell(o -> o.refused(code));
  }

  @Override
  public void duplicate() {
    tell(Observer::duplicate);
  }

  /** One that throws keeps nothing from the others, nor from the call. */
  private void tell(Consumer<Observer> what) {
    for (Observer observer : observers) {
      try {
        what.accept(observer);
      } catch (RuntimeException e) {
        LOG.warn("{} threw", observer.getClass().getName(), e);
      }
    }
  }
}
