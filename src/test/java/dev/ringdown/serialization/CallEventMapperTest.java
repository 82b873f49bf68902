package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import dev.ringdown.call.CallEvent;
import dev.ringdown.serialization.proto.CallEventProto;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CallEventMapperTest {
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
}
