package dev.ringdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import dev.ringdown.call.CallRules;
import dev.ringdown.call.Patience;
import dev.ringdown.journal.PurgeRules;
import dev.ringdown.journal.SweepRules;
import dev.ringdown.session.SessionRules;
import dev.ringdown.user.UserRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of {@code reference.conf}: that it is read, where to, and within which bounds. */
class RingdownSettingsTest {

  /** Not the engine's to read: the dispatcher is Akka's, and the gateway reads its own. */
  private static final List<String> OTHERS = List.of("listener-dispatcher.", "gateway.");

  /**
   * @param good a value that is not the default
   * @param read what becomes of it
   * @param bad values out of bounds
   * @param bounds how they are named
   */
  private record Row(
      String key,
      String good,
      Object expected,
      Function<RingdownSettings, Object> read,
      List<String> bad,
      String bounds) {
    @Override
    public String toString() {
      return key;
    }
  }

  private static Row seconds(
      String key, Function<RingdownSettings, Object> read, List<String> bad, String bounds) {
    return new Row(key, "7s", Duration.ofSeconds(7), read, bad, bounds);
  }

  static Stream<Row> rows() {
    List<String> ring = List.of("999ms", "600001ms", "-1s");
    List<String> short1 = List.of("0s", "-1s", "61m");
    List<String> grace = List.of("-1ms", "61m");
    return Stream.of(
        seconds("invitation.timeout", s -> s.session().timeout(), ring, "PT1S to PT10M"),
        seconds(
            "invitation.dial-back-timeout",
            s -> s.session().dialBackTimeout(),
            ring,
            "PT1S to PT10M"),
        seconds("sweep.interval", s -> s.sweep().interval(), short1, "PT1S to PT1H"),
        new Row(
            "sweep.wakes-per-second",
            "3",
            3,
            s -> s.sweep().wakesPerSecond(),
            List.of("0", "-1", "1000001"),
            "1 to 1000000"),
        new Row(
            "journal.retention",
            "7d",
            Optional.of(Duration.ofDays(7)),
            s -> s.purge().retention(),
            List.of("59s", "-1s", "3651d", "never"),
            ""),
        seconds("journal.purge-interval", s -> s.purge().interval(), short1, "PT1S to PT1H"),
        new Row(
            "invitation.mode",
            "general",
            CallMode.GENERAL,
            s -> s.session().mode(),
            List.of("GENERAL", "\"\"", "none"),
            "general or advanced"),
        new Row(
            "invitation.max-invitees",
            "3",
            3,
            s -> s.session().maxInvitees(),
            List.of("0", "-1", "1000"),
            "1 to 999"),
        new Row(
            "invitation.max-in-flight",
            "3",
            3,
            s -> s.session().maxInFlight(),
            List.of("0", "-1", "1000001"),
            "1 to 1000000"),
        new Row(
            "invitation.custom-data-limit",
            "1 KiB",
            1024,
            s -> s.session().customDataLimit(),
            List.of("65537", "1 GiB"),
            "0 to 65536 bytes"),
        new Row(
            "max-members", "3", 3, s -> s.call().maxMembers(), List.of("1", "1001"), "2 to 1000"),
        new Row(
            "only-caller-ends", "on", true, s -> s.call().onlyCallerEnds(), List.of("maybe"), ""),
        seconds("answer-grace", s -> s.call().answerGrace(), grace, "PT0S to PT1H"),
        seconds(
            "max-duration", s -> s.call().maxDuration(), List.of("0s", "366d"), "PT1S to PT8760H"),
        seconds("received-timeout", s -> s.patience().received(), short1, "PT0.001S to PT1H"),
        seconds("caller-grace", s -> s.patience().callerGrace(), grace, "PT0S to PT1H"),
        seconds("member-grace", s -> s.patience().memberGrace(), grace, "PT0S to PT1H"),
        seconds(
            "renewal-interval",
            s -> {
              assertThat(s.user().renewal()).isEqualTo(s.patience().renewal());
              return s.patience().renewal();
            },
            List.of("999ms", "61m"),
            "PT1S to PT1H"),
        seconds("repeat-after", s -> s.patience().repeat(), short1, "PT0.001S to PT1H"),
        new Row(
            "busy-policy",
            "ring",
            BusyPolicy.RING,
            s -> s.user().busyPolicy(),
            List.of("RING", "wait"),
            "reject or ring"),
        new Row(
            "glare-policy",
            "reject",
            GlarePolicy.REJECT,
            s -> s.session().glarePolicy(),
            List.of("busy"),
            "merge or reject"),
        new Row(
            "concurrent-calls",
            "many",
            false,
            s -> s.user().oneCall(),
            List.of("two", "2"),
            "one or many"),
        new Row(
            "unreachable-policy",
            "fail-fast",
            UnreachablePolicy.FAIL_FAST,
            s -> s.user().unreachablePolicy(),
            List.of("fail_fast"),
            "ring or fail-fast"),
        new Row(
            "do-not-disturb-answer",
            "ring-out",
            false,
            s -> s.user().doNotDisturbIsBusy(),
            List.of("ring"),
            "busy or ring-out"),
        new Row(
            "missed-calls",
            "5",
            5,
            s -> s.user().missedCalls(),
            List.of("-1", "10001"),
            "0 to 10000"),
        seconds(
            "hook-timeout",
            s -> {
              assertThat(s.user().hookTimeout()).isEqualTo(s.session().hookTimeout());
              return s.user().hookTimeout();
            },
            short1,
            "PT0.001S to PT1H"),
        seconds("request-timeout", s -> s.session().requestTimeout(), short1, "PT0.001S to PT1H"),
        new Row(
            "session.listener-buffer",
            "5",
            5,
            s -> s.session().listenerBuffer(),
            List.of("0", "1000001"),
            "1 to 1000000"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldReadEachKey(Row row) {
    assertThat(row.read().apply(with(row.key(), row.good()))).isEqualTo(row.expected());
    assertThat(row.read().apply(RingdownSettings.from(ConfigFactory.load())))
        .isNotEqualTo(row.expected());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldNameKeyAndBoundsOfABadValue(Row row) {
    for (String bad : row.bad()) {
      assertThatThrownBy(() -> with(row.key(), bad))
          .as(bad)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("ringdown." + row.key())
          .hasMessageContaining(row.bounds());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldNameTheKeyOfAValueOfTheWrongType(Row row) {
    assertThatThrownBy(() -> with(row.key(), "[]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ringdown." + row.key());
  }

  @Test
  void shouldKeepEndedCallsForEver() {
    assertThat(with("journal.retention", "off").purge().retention()).isEmpty();
  }

  @Test
  void shouldHaveARowForEachKey() {
    Set<String> keys =
        reference().entrySet().stream()
            .map(entry -> entry.getKey())
            .filter(key -> OTHERS.stream().noneMatch(key::startsWith))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows().map(Row::key)).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void shouldExplainEachKey() {
    Config reference = reference();
    for (String key : reference.root().keySet()) {
      isExplained(reference, key, "");
    }
  }

  /** A key has a comment of its own; the keys of Akka's dispatcher are explained by Akka. */
  private static void isExplained(Config config, String key, String above) {
    if (config.getValue('"' + key + '"').valueType() == ConfigValueType.OBJECT) {
      Config inner = config.getConfig('"' + key + '"');
      boolean foreign = key.equals("listener-dispatcher");
      if (foreign) {
        assertThat(inner.origin().comments()).as(above + key).isNotEmpty();
      } else {
        inner.root().keySet().forEach(k -> isExplained(inner, k, above + key + "."));
      }
    } else {
      assertThat(config.getValue('"' + key + '"').origin().comments()).as(above + key).isNotEmpty();
    }
  }

  @Test
  void shouldHaveTheDefaultsOfTheRules() {
    assertThat(RingdownSettings.from(ConfigFactory.load()))
        .isEqualTo(
            new RingdownSettings(
                CallRules.DEFAULT,
                Patience.DEFAULT,
                UserRules.DEFAULT,
                SessionRules.DEFAULT,
                new SweepRules(Duration.ofMinutes(5), 2000),
                new PurgeRules(Optional.of(Duration.ofDays(30)), Duration.ofMinutes(1))));
  }

  private static Config reference() {
    return ConfigFactory.parseResources("reference.conf").getConfig("ringdown");
  }

  private static RingdownSettings with(String key, String value) {
    return RingdownSettings.from(
        ConfigFactory.parseString("ringdown." + key + " = " + value)
            .withFallback(ConfigFactory.load()));
  }
}
