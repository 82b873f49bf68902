package dev.ringdown;

import akka.actor.setup.Setup;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.spi.RingPermission;
import java.time.Clock;
import java.util.Objects;

/**
 * What an application plugs into the engine. Immutable. Handed to {@link Ringdown#start(
 * com.typesafe.config.Config, RingdownSetup)}, or, by an application with an actor system of its
 * own, among the setups of {@code ActorSystemSetup.create}.
 */
public final class RingdownSetup extends Setup {
  private final RingPermission permission;
  private final DoNotDisturb doNotDisturb;
  private final PushNotifier pushNotifier;
  private final Clock clock;

  private RingdownSetup(
      RingPermission permission,
      DoNotDisturb doNotDisturb,
      PushNotifier pushNotifier,
      Clock clock) {
    this.permission = Objects.requireNonNull(permission, "permission");
    this.doNotDisturb = Objects.requireNonNull(doNotDisturb, "doNotDisturb");
    this.pushNotifier = Objects.requireNonNull(pushNotifier, "pushNotifier");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Everybody may ring everybody, nobody minds, there is no push, and the clock is the system's.
   */
  public static RingdownSetup create() {
    return new RingdownSetup(
        RingPermission.EVERYBODY, DoNotDisturb.NEVER, PushNotifier.NONE, Clock.systemUTC());
  }

  public RingdownSetup withPermission(RingPermission permission) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock);
  }

  public RingdownSetup withDoNotDisturb(DoNotDisturb doNotDisturb) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock);
  }

  public RingdownSetup withPushNotifier(PushNotifier pushNotifier) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock);
  }

  /**
   * @param clock by which deadlines are made and kept; for tests with virtual time
   */
  public RingdownSetup withClock(Clock clock) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock);
  }

  RingPermission permission() {
    return permission;
  }

  DoNotDisturb doNotDisturb() {
    return doNotDisturb;
  }

  PushNotifier pushNotifier() {
    return pushNotifier;
  }

  Clock clock() {
    return clock;
  }
}
