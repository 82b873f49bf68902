package dev.ringdown.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallUser;
import dev.ringdown.MemberState;
import dev.ringdown.Outcome;
import dev.ringdown.call.Notice;
import dev.ringdown.frame.Weight;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.user.UserCommand;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing takes more in a message than it is said to weigh. */
class WeightTest {
  static Stream<SessionEvent> events() {
    return SampleMessages.events().values().stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldWeighAnEvent(SessionEvent event) {
    assertThat(SessionEventMapper.toProto(event, Around.NOTHING).getSerializedSize())
        .isLessThanOrEqualTo(Weight.of(event));
  }

  @Test
  void shouldWeighLongTexts() {
    // Three bytes a char is the most that UTF-8 needs.
    String long256 = "漢".repeat(256);
    CallUser user = CallUser.of(long256, long256);
    SessionEvent event =
        new SessionEvent.InvitationUserStateChanged(
            long256,
            IntStream.range(0, 10)
                .mapToObj(i -> new SessionEvent.UserState(user, MemberState.ACCEPTED, long256))
                .toList());

    shouldWeighAnEvent(event);
  }

  @Test
  void shouldWeighWhatIsAnnounced() {
    UserCommand.Entry entry =
        new UserCommand.Entry(
            7,
            6,
            List.of(
                new Notice.Ring(SampleMessages.ring(SampleWords.DATA)),
                new Notice.ToPrimary(
                    "device", new SessionEvent.OutgoingCallAccepted("call-1", SampleWords.ZOE)),
                new Notice.ToActing(
                    "session", new SessionEvent.IncomingCallAcceptButtonPressed("call-1")),
                new Notice.ToOthers(
                    "session",
                    new SessionEvent.IncomingCallHandledElsewhere("call-1", Outcome.ACCEPTED)),
                new Notice.Missed(SampleWords.MISSED)));
    UserCommand.Announcement announcement =
        new UserCommand.Announcement("call-1", 1, SampleWords.LIVE, List.of(entry));

    assertThat(UserCommandMapper.toProto(announcement).getSerializedSize())
        .isLessThanOrEqualTo(Weight.of(SampleWords.LIVE) + Weight.of(entry));
  }

  @Test
  void shouldWeighMissedCalls() {
    assertThat(UserEventMapper.toProto(SampleWords.MISSED).getSerializedSize())
        .isLessThanOrEqualTo(Weight.of(SampleWords.MISSED));
  }

  @Test
  void shouldTakeAsManyAsThereIsRoomFor() {
    List<Integer> weights = List.of(Weight.ROOM - 2, 1, 1, 1);

    assertThat(Weight.first(weights, w -> w)).hasSize(3);
  }

  @Test
  void shouldTakeOneThatIsTooLarge() {
    assertThat(Weight.first(List.of(Weight.ROOM + 1, 1), w -> w)).hasSize(1);
    assertThat(Weight.first(List.<Integer>of(), w -> w)).isEmpty();
  }
}
