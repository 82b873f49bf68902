package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.spi.Observer;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an observer of the engine is told. */
class ObserverTest implements Observer {
  private final List<String> told = new ArrayList<>();
  private final List<Duration> writes = new ArrayList<>();
  private int duplicates;

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");
  private Runnable stop;

  @BeforeEach
  void observe() {
    stop = engine.ringdown().observe(this);
  }

  @Override
  public void created(String callId, CallType callType, CallMode mode, int callees) {
    told.add("created " + callType + " " + mode + " " + callees);
  }

  @Override
  public void ringing(String callId, String userId, Duration after) {
    told.add("ringing " + userId + " " + after);
  }

  @Override
  public void decided(String callId, String userId, Outcome outcome, Duration rang) {
    told.add(outcome + " " + userId + " " + rang);
  }

  @Override
  public void ended(String callId, EndReason reason, Duration lasted) {
    told.add("ended " + reason + " " + lasted);
  }

  @Override
  public void journalled(Duration took) {
    writes.add(took);
  }

  @Override
  public void refused(ErrorCode code) {
    told.add("refused " + code);
  }

  @Override
  public void duplicate() {
    duplicates++;
  }

  @Test
  void shouldHearACallFromItsCreationToItsEnd() {
    String call = alice.invites("bob", "carol");
    engine.passSeconds(4);
    bob.accepts(call);
    engine.passSeconds(56);
    alice.ends(call);

    assertThat(told)
        .containsExactly(
            "created VOICE ADVANCED 2",
            "ringing bob PT0S",
            "ringing carol PT0S",
            "ACCEPTED bob PT4S",
            "TIMED_OUT carol PT1M",
            "ended ENDED PT1M");
    assertThat(writes).hasSize(5).noneMatch(Duration::isNegative);
    assertThat(duplicates).isZero();
  }

  @Test
  void shouldHearEachOutcomeByItsName() {
    bob.declines(alice.invites("bob"));
    bob.answersBusy(alice.invites("bob"));
    alice.cancels(alice.invites("bob"));
    alice.invites(Invitation.voice("bob").withCallId("c1"));
    bob.invites(Invitation.voice("alice").withCallId("c2"));
    carol.invites("bob");

    assertThat(told)
        .contains(
            "DECLINED bob PT0S",
            "ended DECLINED PT0S",
            "BUSY bob PT0S",
            "CANCELLED bob PT0S",
            "ACCEPTED bob PT0S",
            "MERGED alice PT0S",
            "ended MERGED PT0S",
            "ended BUSY PT0S");
  }

  @Test
  void shouldHearWhatIsRefusedToSessionsAndBackEnds() {
    alice.fails(new Operation.Accept("none", ""));
    engine.refusal(engine.backend().revoke("none"));
    engine.refusal(engine.backend().timeline("none"));
    engine.refusal(engine.backend().invite(CallUser.of(""), Invitation.voice("bob")));

    assertThat(told)
        .containsExactly(
            "refused UNKNOWN_CALL",
            "refused UNKNOWN_CALL",
            "refused UNKNOWN_CALL",
            "refused INVALID_ARGUMENT");
  }

  @Test
  void shouldHearThatAMessageCameAgain() {
    engine.faults().beyondAkka().duplicate(1, Duration.ofMillis(100));
    alice.invites("bob");
    engine.passSeconds(1);

    assertThat(duplicates).isPositive();
  }

  @Test
  void shouldCountTheCallsAndSessionsOfThisNode() {
    String call = alice.invites("bob");
    assertThat(engine.ringdown().liveCalls()).isEqualTo(1);
    assertThat(engine.ringdown().sessions()).isEqualTo(3);

    engine.restart();
    assertThat(engine.ringdown().liveCalls()).isEqualTo(1);
    assertThat(engine.ringdown().sessions()).isZero();

    engine.loseCall(call);
    assertThat(engine.ringdown().liveCalls()).isZero();
    engine.wakeOpenCalls();
    assertThat(engine.ringdown().liveCalls()).isEqualTo(1);
    engine.passSeconds(60);
    assertThat(engine.ringdown().liveCalls()).isZero();
  }

  @Test
  void shouldHearNothingAnewOfACallThatIsStartedAgain() {
    String call = alice.invites("bob");
    told.clear();

    engine.loseCall(call);
    engine.wakeOpenCalls();

    assertThat(told).noneMatch(t -> t.startsWith("created"));
  }

  @Test
  void shouldHearNothingWhenItNoLongerWantsTo() {
    stop.run();
    alice.invites("bob");

    assertThat(told).isEmpty();
  }

  @Test
  void shouldDisturbNoCallWhenOneThrows() {
    stop.run();
    engine
        .ringdown()
        .observe(
            new Observer() {
              @Override
              public void created(String callId, CallType type, CallMode mode, int callees) {
                throw new IllegalStateException("thrown by an observer");
              }
            });
    observe();

    String call = alice.invites("bob");
    bob.accepts(call);

    assertThat(told).contains("created VOICE ADVANCED 1", "ACCEPTED bob PT0S");
    assertThat(alice.heard()).hasSize(5);
  }
}
