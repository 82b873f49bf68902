package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.ringdown.CallUser;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Notice;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.user.UserCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A message says once what its parts have in common. */
class SizeTest {
  @Test
  void shouldSayInAnAnnouncementOnceWhichCallItIsAndWhatItsCallerAttached() {
    CallUser ann = SampleWords.ANN.user();
    Message message =
        UserCommandMapper.toProto(
            new UserCommand.Announcement(
                "call-1",
                1,
                SampleWords.LIVE,
                List.of(
                    new UserCommand.Entry(
                        1,
                        1,
                        List.of(
                            new Notice.Ring(SampleMessages.ring(SampleWords.DATA)),
                            new Notice.ToRung(
                                new SessionEvent.IncomingCallTimeout("call-1", ann)))))));

    assertThat(occurrences(message, "call-1")).isOne();
    assertThat(occurrences(message, SampleWords.DATA)).isOne();
    assertThat(occurrences(message, ann.name())).isOne();
  }

  @Test
  void shouldSayOnceOfWhichCallEventsAreDelivered() {
    Message message =
        SessionMessageMapper.toProto(
            new SessionCommand.Deliver(
                1,
                1,
                Optional.of(Progress.none("call-1")),
                List.of(
                    new SessionEvent.IncomingCallAcceptButtonPressed("call-1"),
                    new SessionEvent.OutgoingCallCancelButtonPressed("call-1"))));

    assertThat(occurrences(message, "call-1")).isOne();
  }

  @Test
  void shouldSayOnceWhoAsks() {
    Message message =
        CallCommandMapper.toProto(
            new CallCommand.Ask(SampleWords.BOB, new CallRequest.Merge(SampleWords.BOB, "call-0")));

    assertThat(occurrences(message, SampleWords.BOB.session())).isOne();
  }

  private static int occurrences(Message message, String text) {
    String bytes = message.toByteString().toString(StandardCharsets.ISO_8859_1);
    String wanted = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return bytes.split(Pattern.quote(wanted), -1).length - 1;
  }
}
