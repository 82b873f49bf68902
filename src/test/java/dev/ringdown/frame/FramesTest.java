package dev.ringdown.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.serialization.SerializationExtension;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallMember;
import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MemberState;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A frame that is accepted holds the largest call, in the largest texts. */
class FramesTest {
  private static final String FRAME = "akka.remote.artery.advanced.maximum-frame-size";

  /** Four bytes in UTF-8. */
  private static final String WIDEST = "😀";

  private static final CallUser USER = CallUser.of(WIDEST.repeat(128), WIDEST.repeat(256));
  private static final Instant AT = Instant.parse("2030-01-01T00:00:00.123456789Z");

  private static ActorSystem system;

  @BeforeAll
  static void start() {
    system = ActorSystem.create("frames", ConfigFactory.defaultReference());
  }

  @AfterAll
  static void stop() {
    TestKit.shutdownActorSystem(system);
  }

  @Test
  void shouldAcceptWhatIsShipped() {
    Config shipped = ConfigFactory.defaultReference();

    assertThatCode(
            () ->
                Frames.check(
                    shipped,
                    shipped.getInt("ringdown.max-members"),
                    (int) (long) shipped.getBytes("ringdown.invitation.custom-data-limit")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "10, 2048", "10, 65536", "100, 2048"})
  void shouldHoldTheLargestCall(int maxMembers, int customDataLimit) {
    long least = least(maxMembers, customDataLimit);
    CallSnapshot call = largest(maxMembers, "x".repeat(customDataLimit));
    SessionEvent everybody =
        new SessionEvent.InvitationUserStateChanged(
            call.callId(),
            Collections.nCopies(
                maxMembers,
                new SessionEvent.UserState(USER, MemberState.NOT_YET_RECEIVED, call.customData())));

    assertThat(size(new Result.Snapshot(call))).isLessThan(least);
    assertThat(size(everybody)).isLessThan(least);
  }

  /** As large as a list may be that goes beside the call. */
  @ParameterizedTest
  @CsvSource({"2, 0", "10, 2048", "100, 2048"})
  void shouldHoldTheLargestListBesideACall(int maxMembers, int customDataLimit) {
    CallSnapshot call = largest(maxMembers, "x".repeat(customDataLimit));

    assertThat(Weight.ROOM + size(new Result.Snapshot(call)))
        .isLessThan(least(maxMembers, customDataLimit));
  }

  @Test
  void shouldRefuseAFrameThatIsAByteTooSmall() {
    long least = least(10, 2048);

    assertThatCode(() -> Frames.check(frame(least), 10, 2048)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Frames.check(frame(least - 1), 10, 2048))
        .isInstanceOf(ConfigException.BadValue.class)
        .hasMessageContaining(FRAME)
        .hasMessageContaining(
            "%d bytes (expected: at least %d, with ringdown.max-members = 10 and"
                + " ringdown.invitation.custom-data-limit = 2048)",
            least - 1, least);
  }

  /** The smallest that is accepted. */
  private static long least(int maxMembers, int customDataLimit) {
    long refused = 0;
    long accepted = Integer.MAX_VALUE;
    while (accepted - refused > 1) {
      long frame = (refused + accepted) / 2;
      if (isAccepted(frame, maxMembers, customDataLimit)) {
        accepted = frame;
      } else {
        refused = frame;
      }
    }
    return accepted;
  }

  private static boolean isAccepted(long frame, int maxMembers, int customDataLimit) {
    try {
      Frames.check(frame(frame), maxMembers, customDataLimit);
      return true;
    } catch (ConfigException.BadValue tooSmall) {
      return false;
    }
  }

  private static Config frame(long bytes) {
    return ConfigFactory.parseString(FRAME + " = " + bytes);
  }

  private static CallSnapshot largest(int members, String customData) {
    CallMember member =
        new CallMember(
            USER,
            MemberState.NOT_YET_RECEIVED,
            Integer.MAX_VALUE,
            Optional.of(USER.id()),
            Optional.of(AT),
            customData);
    return new CallSnapshot(
        USER.id(),
        USER.id(),
        CallType.VIDEO,
        CallMode.ADVANCED,
        GlarePolicy.MERGE,
        USER,
        customData,
        AT,
        Optional.of(AT),
        Optional.empty(),
        Optional.empty(),
        Collections.nCopies(members, member),
        AT);
  }

  private static long size(Object message) {
    return SerializationExtension.get(system).serialize(message).get().length;
  }
}
