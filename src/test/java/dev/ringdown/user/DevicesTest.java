package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.ErrorCode;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent.IncomingCallReceived;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One user on many devices: who of them hears what. */
class DevicesTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  @Test
  void shouldSilenceOtherDevicesWhenOneAccepts() {
    Device alice = exchange.device("alice", "a1");
    Device first = exchange.device("bob", "b1");
    Device second = exchange.device("bob", "b2");
    alice.invite("c1", "bob");

    first.accept("c1");

    assertThat(second.heard())
        .containsExactly("IncomingCallReceived(alice)", "HandledElsewhere(ACCEPTED)");
    assertThat(first.heard())
        .containsExactly(
            "IncomingCallReceived(alice)", "IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
  }

  @Test
  void shouldLetOneOfManyDevicesAccept() {
    Device alice = exchange.device("alice", "a1");
    List<Device> devices =
        IntStream.range(0, 8).mapToObj(i -> exchange.device("bob", "b" + i)).toList();
    alice.invite("c1", "bob");
    devices.forEach(Device::heard);

    List<String> requests =
        devices.stream().map(device -> device.send(new Operation.Accept("c1", ""))).toList();

    int winners = 0;
    for (int i = 0; i < devices.size(); i++) {
      Device device = devices.get(i);
      if (device.answerTo(requests.get(i)) instanceof Result.Joined) {
        winners++;
        assertThat(device.heard())
            .containsExactly("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");
      } else {
        assertThat(device.refusalOf(requests.get(i))).isEqualTo(ErrorCode.ALREADY_ANSWERED);
        assertThat(device.heard()).containsExactly("HandledElsewhere(ACCEPTED)");
      }
    }
    assertThat(winners).isEqualTo(1);
    assertThat(alice.heard())
        .containsExactly("OutgoingCallSent", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldSilenceOnlyTheDeviceThatIgnores() {
    Device alice = exchange.device("alice", "a1");
    Device first = exchange.device("bob", "b1");
    Device second = exchange.device("bob", "b2");
    alice.invite("c1", "bob");

    first.perform(new Operation.Ignore("c1"));
    first.perform(new Operation.Ignore("c1"));
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));

    assertThat(first.heard()).containsExactly("IncomingCallReceived(alice)");
    assertThat(second.heard())
        .containsExactly("IncomingCallReceived(alice)", "IncomingCallCanceled(CANCELLED)");
    assertThat(alice.heard()).doesNotContain("OutgoingCallDeclined");
  }

  @Test
  void shouldStaySilentWhereItWasIgnoredWhenTheActorIsLost() {
    Device alice = exchange.device("alice", "a1");
    Device first = exchange.device("bob", "b1");
    Device second = exchange.device("bob", "b2");
    alice.invite("c1", "bob");
    first.perform(new Operation.Ignore("c1"));
    first.heard();
    second.heard();

    exchange.killUser("bob");
    first.registerAnew();
    second.registerAnew();
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));

    assertThat(first.heard()).isEmpty();
    assertThat(second.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
  }

  @Test
  void shouldTellOnceThatADeviceReceivedTheRing() {
    Device alice = exchange.device("alice", "a1");
    Device first = exchange.device("bob", "b1");
    Device second = exchange.device("bob", "b2");
    alice.invite("c1", "bob");

    first.perform(new Operation.Received("c1"));
    first.perform(new Operation.Received("c1"));
    second.perform(new Operation.Received("c1"));

    assertThat(alice.heard()).containsExactly("OutgoingCallSent", "U(bob RINGING)");
    assertThat(second.heard()).containsExactly("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldReplaceTheSessionOfTheSameDeviceDuringARing() {
    Device alice = exchange.device("alice", "a1");
    Device before = exchange.device("bob", "b1");
    Device other = exchange.device("bob", "b2");
    alice.invite("c1", "bob");
    before.heard();
    other.heard();
    exchange.pass(Duration.ofSeconds(4));

    Device after = exchange.device("bob", "b1");

    assertThat(after.connected.calls()).hasSize(1);
    assertThat(((IncomingCallReceived) after.events().get(0)).remaining())
        .isEqualTo(Duration.ofSeconds(56));
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    assertThat(before.heard()).isEmpty();
    assertThat(before.others).containsExactly(new SessionCommand.Replaced());
    assertThat(after.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
    assertThat(other.heard()).containsExactly("IncomingCallCanceled(CANCELLED)");
  }

  @Test
  void shouldTellALateSessionOfALiveCallNothingOld() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.accept("c1");

    Device late = exchange.device("bob", "b2");

    assertThat(late.connected.calls()).singleElement().matches(c -> c.callId().equals("c1"));
    assertThat(late.heard()).isEmpty();
    bob.perform(new Operation.End("c1"));
    assertThat(late.heard()).containsExactly("CallEnded(ENDED)");
  }

  @Test
  void shouldTellThePrimaryDeviceWhatItMissedOnceWhenItIsBack() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    Device carol = exchange.device("carol", "c1");
    alice.invite("c1", "bob", "carol");
    bob.accept("c1");
    alice.heard();
    alice.leave();
    carol.perform(new Operation.Received("c1"));
    carol.accept("c1");
    exchange.pass(Duration.ofSeconds(30));

    Device back = exchange.device("alice", "a1");

    assertThat(back.heard())
        .containsExactly("U(carol RINGING)", "OutgoingCallAccepted(carol)", "U(carol ACCEPTED)");
    exchange.pass(Duration.ofSeconds(60));
    assertThat(back.heard()).isEmpty();
    assertThat(bob.call("c1").isLive()).isTrue();
  }

  @Test
  void shouldNotTellAnotherDeviceWhatThePrimaryMissed() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    alice.leave();
    bob.accept("c1");

    Device other = exchange.device("alice", "a2");

    assertThat(other.heard()).isEmpty();
    assertThat(exchange.device("alice", "a1").heard())
        .containsExactly("OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldRegisterASessionTwiceWithTheSameActor() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    bob.heard();

    bob.registerAnew();
    assertThat(bob.heard()).isEmpty();
    bob.accept("c1");
    assertThat(bob.heard()).containsExactly("IncomingCallAcceptButtonPressed", "U(bob ACCEPTED)");

    bob.die();
    exchange.pass(Duration.ofSeconds(61));
    assertThat(alice.heard()).contains("U(bob QUIT)");
  }

  @Test
  void shouldNotTellTwiceWhatASessionMissedThatRegistersAnew() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob");
    alice.heard();
    alice.leave();
    bob.perform(new Operation.Received("c1"));
    bob.accept("c1");

    alice.registerAnew();

    assertThat(alice.heard())
        .containsExactly("U(bob RINGING)", "OutgoingCallAccepted(bob)", "U(bob ACCEPTED)");
  }

  @Test
  void shouldDeliverTheStopOfARingThoughManyOthersWereTurnedAway() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c0", "bob");
    for (int i = 1; i <= 20; i++) {
      exchange.device("carol" + i, "c").invite("c" + i, "bob");
    }

    alice.perform(new Operation.Cancel("c0", Set.of(), ""));

    assertThat(bob.heard())
        .containsExactly("IncomingCallReceived(alice)", "IncomingCallCanceled(CANCELLED)");
  }
}
