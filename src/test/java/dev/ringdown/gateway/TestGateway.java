package dev.ringdown.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallUser;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownSetup;
import dev.ringdown.gateway.auth.AuthSettings;
import dev.ringdown.gateway.auth.DevelopmentTokens;
import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.spi.RingPermission;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A gateway on a free port, with an engine whose journal is in memory, and phones for it. */
public final class TestGateway implements AutoCloseable {
  private static final String SECRET = "a secret of at least thirty-two bytes";

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "akka.persistence.journal.plugin", "akka.persistence.journal.inmem",
          // A busy machine is no outage.
          "ringdown.request-timeout", "30s",
          "ringdown.gateway.port", 0,
          "ringdown.gateway.auth.secret", SECRET,
          "ringdown.gateway.socket.hello-timeout", "30s");

  private static final DevelopmentTokens TOKENS =
      new DevelopmentTokens(
          new AuthSettings(
              Optional.of(SECRET),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Duration.ZERO));

  /** A user whose invitations are never allowed, nor refused. */
  static final String WAITS = "waits";

  private final Ringdown ringdown;
  private final Gateway gateway;
  private final List<Phone> phones = new ArrayList<>();

  private TestGateway(Config config) {
    ringdown =
        Ringdown.start(
            config,
            RingdownSetup.create()
                .withPermission(
                    new RingPermission() {
                      @Override
                      public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
                        return inviter.id().equals(WAITS)
                            ? new CompletableFuture<>()
                            : RingPermission.super.mayRing(inviter, callee);
                      }
                    }));
    try {
      gateway = Gateway.start(ringdown);
    } catch (RuntimeException e) {
      ringdown.close();
      throw e;
    }
  }

  public static TestGateway start() {
    return start("");
  }

  /**
   * @param settings HOCON, before the others
   */
  public static TestGateway start(String settings) {
    return new TestGateway(
        ConfigFactory.parseString(settings).withFallback(ConfigFactory.parseMap(SETTINGS)));
  }

  public Ringdown ringdown() {
    return ringdown;
  }

  public Gateway gateway() {
    return gateway;
  }

  public URI socket() {
    return URI.create(gateway.uri().toString().replaceFirst("^http", "ws") + "ws");
  }

  /** A token that is taken. */
  public static String token(String user) {
    return TOKENS.sign(user, "", Instant.now());
  }

  static String token(String user, String name) {
    return TOKENS.sign(user, name, Instant.now());
  }

  static String token(String user, Duration valid) {
    return TOKENS.sign(user, "", Instant.now().minus(DevelopmentTokens.VALID).plus(valid));
  }

  /** A socket that has said nothing yet. */
  public Phone socket(Subprotocol subprotocol) {
    Phone phone = Phone.open(socket(), subprotocol);
    phones.add(phone);
    return phone;
  }

  /** A device whose session is open. */
  public Phone phone(Subprotocol subprotocol, String user, String device) {
    Phone phone = socket(subprotocol);
    phone.hello(token(user), device);
    return phone;
  }

  @Override
  public void close() {
    phones.forEach(Phone::abort);
    gateway.close();
    ringdown.close();
  }
}
