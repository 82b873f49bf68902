package dev.ringdown.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.CallCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an earlier run of a call told, and what comes late: no news. */
class LateNewsTest {
  private final Exchange exchange = new Exchange();

  @AfterEach
  void stop() {
    exchange.stop();
  }

  /** It was under way while the call moved to another node, and ended there. */
  @Test
  void shouldNotHoldAUserForEngagedByWhatAnEarlierRunOfTheCallTold() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.to().equals("alice") && m.command() instanceof UserCommand.Announcement);
    alice.invite("c1", "bob");
    exchange.hold(m -> false);
    exchange.killCall("c1");
    exchange.tellCall("c1", new CallCommand.Wake(Instant.EPOCH));
    bob.accept("c1");
    alice.perform(new Operation.End("c1"));

    exchange.release();

    assertThat(alice.activeCalls()).isEmpty();
    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallAccepted(bob)",
            "U(bob ACCEPTED)",
            "U(alice ENDED)",
            "CallEnded(ENDED)");
  }

  /** What an earlier run of the call told is no news of a call that goes on, either. */
  @Test
  void shouldNotSeeACallAsAnEarlierRunOfItTold() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.to().equals("bob") && m.command() instanceof UserCommand.Announcement);
    alice.invite("c1", "bob");
    exchange.hold(m -> false);
    exchange.killCall("c1");
    exchange.tellCall("c1", new CallCommand.Wake(Instant.EPOCH));
    bob.accept("c1");

    exchange.release();
    exchange.settle();

    Result.ActiveCalls active = (Result.ActiveCalls) bob.ask(new Operation.ActiveCalls());
    assertThat(active.calls().get(0).member("bob").orElseThrow().state())
        .isEqualTo(MemberState.ACCEPTED);
  }

  /** The user's actor is a new one: only his session knows that the call is over. */
  @Test
  void shouldNotHoldAUserForEngagedByACallThatHisSessionKnowsToBeOver() {
    Device alice = hasHeardOfTheEndWhatAnEarlierRunToldIsUnderWay();
    exchange.killUser("alice");
    alice.registerAnew();

    exchange.release();

    assertThat(alice.activeCalls()).isEmpty();
    assertThat(alice.heard()).isEmpty();
  }

  @Test
  void shouldLearnFromASessionThatACallIsOver() {
    Device alice = hasHeardOfTheEndWhatAnEarlierRunToldIsUnderWay();
    exchange.killUser("alice");
    exchange.release();

    alice.registerAnew();

    assertThat(alice.activeCalls()).isEmpty();
    assertThat(alice.heard()).isEmpty();
  }

  @Test
  void shouldNotTakeForOverWhatASessionHasNotHeardOfSince() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    alice.invite("c1", "bob", "carol");
    bob.perform(new Operation.Decline("c1", ""));
    bob.heard();
    exchange.killUser("bob");
    alice.inviteMore("c1", "bob");

    bob.registerAnew();

    assertThat(bob.activeCalls()).containsExactly("c1");
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)");
  }

  private Device hasHeardOfTheEndWhatAnEarlierRunToldIsUnderWay() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    exchange.hold(m -> m.to().equals("alice") && m.command() instanceof UserCommand.Announcement);
    alice.invite("c1", "bob");
    exchange.hold(m -> false);
    exchange.killCall("c1");
    exchange.tellCall("c1", new CallCommand.Wake(Instant.EPOCH));
    bob.accept("c1");
    alice.perform(new Operation.End("c1"));
    assertThat(alice.heard()).contains("CallEnded(ENDED)");
    return alice;
  }

  /** A run of the call on a node that was removed, and runs on, says that somebody rings. */
  @Test
  void shouldNotEngageAnybodyInACallThatWasOver() {
    Device alice = exchange.device("alice", "a1");
    Device bob = exchange.device("bob", "b1");
    List<UserCommand.Announcement> told = new ArrayList<>();
    exchange.hold(
        message -> {
          if (message.to().equals("alice")
              && message.command() instanceof UserCommand.Announcement announcement) {
            told.add(announcement);
          }
          return false;
        });
    alice.invite("c1", "bob");
    bob.perform(new Operation.Received("c1"));
    exchange.settle();
    UserCommand.Announcement rings = told.get(told.size() - 1);
    assertThat(rings.entries()).extracting(UserCommand.Entry::revision).containsExactly(0L);
    alice.perform(new Operation.Cancel("c1", Set.of(), ""));
    exchange.settle();
    alice.heard();

    exchange.tellUser(
        "alice",
        new UserCommand.Announcement(
            "c1",
            rings.incarnation() + 1,
            rings.call(),
            List.of(new UserCommand.Entry(1, 0, rings.entries().get(0).notices()))));
    exchange.settle();

    assertThat(alice.activeCalls()).isEmpty();
    assertThat(alice.heard()).isEmpty();
  }
}
