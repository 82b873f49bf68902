package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads values within bounds, and says what is wrong with one that is not.
 *
 * @param root below which the paths are, such as {@code ringdown}
 */
public record BoundedConfig(Config config, String root) {

  private String full(String path) {
    return root + "." + path;
  }

  public Duration duration(String path, Duration least, Duration most) {
    Duration value = config.getDuration(full(path));
    check(
        path,
        value,
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        least + " to " + most);
    return value;
  }

  public int number(String path, int least, int most) {
    int value = config.getInt(full(path));
    check(path, value, value >= least && value <= most, least + " to " + most);
    return value;
  }

  public int bytes(String path, int least, int most) {
    long value = config.getBytes(full(path));
    check(path, value, value >= least && value <= most, least + " to " + most + " bytes");
    return (int) value;
  }

  public boolean flag(String path) {
    return config.getBoolean(full(path));
  }

  public boolean isOff(String path) {
    return config.getString(full(path)).equals("off");
  }

  /** Nothing for an empty one. */
  public Optional<String> text(String path) {
    return Optional.of(config.getString(full(path))).filter(text -> !text.isEmpty());
  }

  /** Whether it is the first of two words. */
  public boolean isFirst(String path, String first, String second) {
    String value = config.getString(full(path));
    check(path, value, value.equals(first) || value.equals(second), first + " or " + second);
    return value.equals(first);
  }

  public <E extends Enum<E>> E choice(String path, Class<E> type) {
    String value = config.getString(full(path));
    E[] all = type.getEnumConstants();
    return Arrays.stream(all)
        .filter(e -> word(e).equals(value))
        .findFirst()
        .orElseThrow(() -> bad(path, value, words(all)));
  }

  private static String word(Enum<?> e) {
    return e.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String words(Enum<?>[] all) {
    return String.join(" or ", Arrays.stream(all).map(BoundedConfig::word).toList());
  }

  /**
   * @throws ConfigException if the value is not good
   */
  public void check(String path, Object value, boolean good, String expected) {
    if (!good) {
      throw bad(path, value, expected);
    }
  }

  private ConfigException bad(String path, Object value, String expected) {
    return new ConfigException.BadValue(
        config.getValue(full(path)).origin(), full(path), value + " (expected: " + expected + ")");
  }
}
