package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Descriptors.Descriptor;
import dev.ringdown.EndReason;
import dev.ringdown.call.CallEvent;
import dev.ringdown.serialization.proto.CallEventProto;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CallEventMapperTest {
  @Test
  void shouldKeepTheNumbersOfEnums() {
    assertThat(
            CallEventProto.getDescriptor().getEnumTypes().stream()
                .flatMap(type -> type.getValues().stream())
                .map(value -> value.getNumber() + " " + value.getName()))
        .containsExactlyInAnyOrder(
            "0 CALL_TYPE_UNSPECIFIED",
            "1 CALL_TYPE_VOICE",
            "2 CALL_TYPE_VIDEO",
            "0 CALL_MODE_UNSPECIFIED",
            "1 CALL_MODE_GENERAL",
            "2 CALL_MODE_ADVANCED",
            "0 GLARE_POLICY_UNSPECIFIED",
            "1 GLARE_POLICY_MERGE",
            "2 GLARE_POLICY_REJECT",
            "0 MISSED_REASON_UNSPECIFIED",
            "1 MISSED_REASON_TIMED_OUT",
            "2 MISSED_REASON_CANCELLED",
            "3 MISSED_REASON_CALLER_LOST",
            "4 MISSED_REASON_BUSY",
            "5 MISSED_REASON_DO_NOT_DISTURB",
            "6 MISSED_REASON_UNREACHABLE",
            "0 END_REASON_UNSPECIFIED",
            "1 END_REASON_ANSWERED",
            "2 END_REASON_DECLINED",
            "3 END_REASON_BUSY",
            "4 END_REASON_CANCELLED",
            "5 END_REASON_NO_ANSWER",
            "6 END_REASON_CALLER_LOST",
            "7 END_REASON_ENDED",
            "8 END_REASON_EVERYBODY_LEFT",
            "9 END_REASON_MERGED",
            "10 END_REASON_MAX_DURATION",
            "11 END_REASON_REVOKED");
  }

  @Test
  void shouldNameEveryEventAsInJavaAndPutItsMomentFirst() {
    for (Class<?> event : CallEvent.class.getPermittedSubclasses()) {
      Descriptor message =
          CallEventProto.getDescriptor().findMessageTypeByName(event.getSimpleName());

      assertThat(message).as(event.getSimpleName()).isNotNull();
      assertThat(message.findFieldByNumber(1).getName()).isEqualTo("at");
      assertThat(message.getFields())
          .extracting(field -> field.getJsonName())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(event.getRecordComponents()).map(c -> c.getName()).toList());
    }
  }

  @Test
  void shouldSayWhichJavaValueHasNoNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new EnumNumbers<>(EndReason.class, CallEventProto.CallMode.getDescriptor()))
        .withMessage(
            "EndReason.ANSWERED: no number (expected: CALL_MODE_ANSWERED in call_event.proto)");
  }
}
