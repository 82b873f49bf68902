package dev.ringdown;

import akka.actor.setup.Setup;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.OpenCalls;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.spi.RingPermission;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

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
  private final Optional<OpenCalls> openCalls;

  private RingdownSetup(
      RingPermission permission,
      DoNotDisturb doNotDisturb,
      PushNotifier pushNotifier,
      Clock clock,
      Optional<OpenCalls> openCalls) {
    this.permission = Objects.requireNonNull(permission, "permission");
    this.doNotDisturb = Objects.requireNonNull(doNotDisturb, "doNotDisturb");
    this.pushNotifier = Objects.requireNonNull(pushNotifier, "pushNotifier");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.openCalls = openCalls;
  }

  /**
   * Everybody may ring everybody, nobody minds, there is no push, and the clock is the system's.
   * Open calls are found where the journal is {@code jdbc-journal}.
   */
  public static RingdownSetup create() {
    return new RingdownSetup(
        RingPermission.EVERYBODY,
        DoNotDisturb.NEVER,
        PushNotifier.NONE,
        Clock.systemUTC(),
        Optional.empty());
  }

  public RingdownSetup withPermission(RingPermission permission) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock, openCalls);
  }

  public RingdownSetup withDoNotDisturb(DoNotDisturb doNotDisturb) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock, openCalls);
  }

  public RingdownSetup withPushNotifier(PushNotifier pushNotifier) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock, openCalls);
  }

  /**
   * @param clock by which deadlines are made and kept; for tests with virtual time
   */
  public RingdownSetup withClock(Clock clock) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock, openCalls);
  }

  /**
   * @param openCalls finds the calls to go on with after a process died, in a journal that is not
   *     {@code jdbc-journal}; without it, they go on when one of their users appears
   */
  public RingdownSetup withOpenCalls(OpenCalls openCalls) {
    return new RingdownSetup(permission, doNotDisturb, pushNotifier, clock, Optional.of(openCalls));
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

  Optional<OpenCalls> openCalls() {
    return openCalls;
  }
}
