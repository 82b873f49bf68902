package dev.ringdown.gateway.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** A length of time as JSON text, the same as in the sockets' protocol: {@code "1.5s"}. */
final class Seconds {
  static final String EXPECTED = "seconds, such as \"30s\" or \"1.5s\"";

  private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?s");

  private Seconds() {}

  static String write(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    return seconds.stripTrailingZeros().toPlainString() + "s";
  }

  private static Duration read(String text) {
    BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
    return Duration.ofSeconds(
        seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }

  static final class Writer extends ValueSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
      out.writeString(write(value));
    }
  }

  static final class Reader extends ValueDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) {
      String text = in.getValueAsString();
      if (text == null || !FORM.matcher(text).matches()) {
        context.reportInputMismatch(Duration.class, "expected %s", EXPECTED);
      }
      return read(text);
    }
  }
}
