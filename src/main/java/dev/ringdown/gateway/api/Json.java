package dev.ringdown.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Records to JSON and back; strict in what it takes. Durations are seconds, as in {@code "30s"}.
 */
final class Json {
  private static final int DEEPEST = 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .addModule(
              new SimpleModule("ringdown")
                  .addSerializer(Duration.class, new Seconds.Writer())
                  .addDeserializer(Duration.class, new Seconds.Reader()))
          .build();

  private Json() {}

  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * @throws ProblemException if the bytes are not what the type says
   */
  static <T> T read(byte[] bytes, Class<T> type) {
    try {
      T value = MAPPER.readValue(bytes, type);
      if (value == null) {
        throw Problem.argument("body", "null", "a JSON object").toException();
      }
      return value;
    } catch (JacksonException e) {
      throw problem(e).toException();
    }
  }

  private static Problem problem(JacksonException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          String.join(
              ", ", unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList());
      return Problem.argument(
          field(e), "unknown", known.isEmpty() ? "no fields" : "one of " + known);
    }
    if (e instanceof MismatchedInputException mismatch) {
      return Problem.argument(field(e), "malformed", expected(mismatch.getTargetType()));
    }
    String where =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    String what = e instanceof StreamReadException ? "malformed" : "unreadable";
    return Problem.argument("body", what + where, "a JSON object in UTF-8");
  }

  /** Such as {@code callees[2].user.id}. */
  private static String field(JacksonException e) {
    StringBuilder field = new StringBuilder();
    List<Reference> path = e.getPath();
    for (Reference reference : path) {
      if (reference.getPropertyName() == null) {
        field.append('[').append(reference.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return field.isEmpty() ? "body" : field.toString();
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "a JSON object";
    } else if (type.isEnum()) {
      return "one of "
          + String.join(
              ", ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
    } else if (type == Duration.class) {
      return Seconds.EXPECTED;
    } else if (type == String.class) {
      return "a string";
    } else if (List.class.isAssignableFrom(type)) {
      return "an array";
    }
    return "a JSON object";
  }
}
