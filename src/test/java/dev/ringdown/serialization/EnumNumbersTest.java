package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringdown.EndReason;
import dev.ringdown.serialization.proto.CallEventProto;
import dev.ringdown.serialization.proto.RingdownProto;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EnumNumbersTest {
  @Test
  void shouldKeepTheNumbersOfEnums() {
    assertThat(
            Stream.of(CallEventProto.getDescriptor(), RingdownProto.getDescriptor())
                .flatMap(file -> file.getEnumTypes().stream())
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
            "11 END_REASON_REVOKED",
            "0 MEMBER_STATE_UNSPECIFIED",
            "1 MEMBER_STATE_INVITED",
            "2 MEMBER_STATE_NOT_YET_RECEIVED",
            "3 MEMBER_STATE_RINGING",
            "4 MEMBER_STATE_ACCEPTED",
            "5 MEMBER_STATE_DECLINED",
            "6 MEMBER_STATE_BUSY",
            "7 MEMBER_STATE_TIMED_OUT",
            "8 MEMBER_STATE_CANCELLED",
            "9 MEMBER_STATE_UNREACHABLE",
            "10 MEMBER_STATE_MERGED",
            "11 MEMBER_STATE_QUIT",
            "12 MEMBER_STATE_ENDED",
            "0 OUTCOME_UNSPECIFIED",
            "1 OUTCOME_ACCEPTED",
            "2 OUTCOME_DECLINED",
            "3 OUTCOME_BUSY",
            "4 OUTCOME_TIMED_OUT",
            "5 OUTCOME_CANCELLED",
            "6 OUTCOME_UNREACHABLE",
            "7 OUTCOME_MERGED",
            "0 ERROR_CODE_UNSPECIFIED",
            "1 ERROR_CODE_INVALID_ARGUMENT",
            "2 ERROR_CODE_UNAVAILABLE",
            "3 ERROR_CODE_CALL_EXISTS",
            "4 ERROR_CODE_TOO_MANY_INVITEES",
            "5 ERROR_CODE_TOO_MANY_MEMBERS",
            "6 ERROR_CODE_PAYLOAD_TOO_LARGE",
            "7 ERROR_CODE_NOT_PERMITTED",
            "8 ERROR_CODE_ALREADY_IN_CALL",
            "9 ERROR_CODE_NOT_A_MEMBER",
            "10 ERROR_CODE_NOT_INVITED",
            "11 ERROR_CODE_NOT_THE_INVITER",
            "12 ERROR_CODE_ALREADY_ANSWERED",
            "13 ERROR_CODE_CALL_ENDED",
            "14 ERROR_CODE_CALL_MERGED",
            "15 ERROR_CODE_WRONG_MODE",
            "16 ERROR_CODE_UNKNOWN_CALL",
            "17 ERROR_CODE_SESSION_CLOSED",
            "0 CLOSE_REASON_UNSPECIFIED",
            "1 CLOSE_REASON_CLOSED",
            "2 CLOSE_REASON_REPLACED",
            "3 CLOSE_REASON_SLOW_LISTENER",
            "4 CLOSE_REASON_SHUTDOWN");
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
