package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.CallStep;
import dev.ringdown.CallUser;
import dev.ringdown.EndReason;
import dev.ringdown.Invitation;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a back end reads of a call: what happened, by whom, and why each ring stopped. */
class TimelineTest {
  @AutoClose
  private final TestEngine engine = TestEngine.start("ringdown.unreachable-policy = fail-fast");

  private final Device alice = engine.connect("alice", "phone");
  private final Device bob = engine.connect("bob", "tablet");
  private final Device carol = engine.connect("carol");

  private List<CallStep> timeline(String callId) {
    return engine.answer(engine.backend().timeline(callId));
  }

  private List<String> words(String callId) {
    return timeline(callId).stream()
        .map(
            step ->
                "%s %s by %s: %s%s"
                    .formatted(
                        step.kind(),
                        step.users(),
                        step.cause(),
                        step.by().map(CallUser::id).orElse("nobody"),
                        step.reason().map(reason -> ", " + reason).orElse("")))
        .toList();
  }

  @Test
  void shouldSayWhoDidWhatWhenAndFromWhere() {
    String call = alice.invites("bob", "carol");
    engine.passSeconds(3);
    bob.accepts(call);
    alice.invitesMore(call, "dave");
    carol.answersBusy(call);
    bob.quits(call);
    bob.joins(call);
    alice.ends(call);

    assertThat(words(call))
        .containsExactly(
            "CREATED [bob, carol] by USER: alice",
            "ACCEPTED [bob] by USER: bob",
            "INVITED [dave] by USER: alice",
            "UNREACHABLE [dave] by ENGINE: nobody",
            "BUSY [carol] by USER: carol",
            "QUIT [bob] by USER: bob",
            "JOINED [bob] by USER: bob",
            "ENDED [] by USER: alice, ENDED");
    CallStep accepted = timeline(call).get(1);
    assertThat(accepted.at()).isEqualTo(engine.now());
    assertThat(accepted.device()).contains("tablet");
    assertThat(accepted.session()).isPresent();
  }

  @Test
  void shouldSayWhoStoppedARingThatNobodyAnswered() {
    String ended = alice.invites("bob", "carol");
    bob.accepts(ended);
    bob.ends(ended);
    String late = alice.invites("bob");
    engine.passSeconds(60);
    String cancelled = alice.invites("bob");
    alice.cancels(cancelled);
    String lost = alice.invites("bob");
    alice.leaves();
    engine.passSeconds(11);

    assertThat(words(ended))
        .contains("CANCELLED [carol] by USER: bob, ENDED", "ENDED [] by USER: bob, ENDED");
    assertThat(words(late))
        .endsWith("TIMED_OUT [bob] by ENGINE: nobody", "ENDED [] by ENGINE: nobody, NO_ANSWER");
    assertThat(words(cancelled))
        .endsWith(
            "CANCELLED [bob] by USER: alice, CANCELLED", "ENDED [] by ENGINE: nobody, CANCELLED");
    assertThat(words(lost))
        .endsWith(
            "CANCELLED [bob] by ENGINE: nobody, CALLER_LOST",
            "ENDED [] by ENGINE: nobody, CALLER_LOST");
  }

  @Test
  void shouldSayWhatABackEndDid() {
    CallUser zoe = CallUser.of("zoe");
    String call =
        engine
            .answer(engine.backend().invite(zoe, Invitation.voice("alice", "bob", "carol")))
            .callId();
    engine.answer(engine.backend().cancel(call, Set.of("bob"), "sorry"));
    alice.accepts(call);
    engine.answer(engine.backend().kick(call, "alice", "abuse"));
    engine.answer(engine.backend().revoke(call));

    assertThat(words(call))
        .containsExactly(
            "CREATED [alice, bob, carol] by BACKEND: zoe",
            "CANCELLED [bob] by BACKEND: nobody, CANCELLED",
            "ACCEPTED [alice] by USER: alice",
            "KICKED [alice] by BACKEND: nobody",
            "CANCELLED [carol] by BACKEND: nobody, REVOKED",
            "ENDED [] by BACKEND: nobody, REVOKED");
    List<CallStep> steps = timeline(call);
    assertThat(steps.get(1).customData()).isEqualTo("sorry");
    assertThat(steps.get(3).customData()).isEqualTo("abuse");
  }

  @Test
  void shouldSayWhichCallsMerged() {
    String hers = alice.invites(Invitation.voice("bob").withCallId("c1"));
    String his = bob.invites(Invitation.voice("alice").withCallId("c2"));

    CallStep accepted = timeline(hers).get(1);
    assertThat(accepted.kind()).isEqualTo(CallStep.Kind.ACCEPTED);
    assertThat(accepted.otherCallId()).contains(his);
    CallStep ended = timeline(his).get(1);
    assertThat(ended.reason()).contains(EndReason.MERGED);
    assertThat(ended.otherCallId()).contains(hers);
  }

  @Test
  void shouldBeTheSameAfterARestart() {
    String call = alice.invites(Invitation.voice("bob", "carol").withMode(CallMode.GENERAL));
    bob.declines(call);
    carol.declines(call);
    List<CallStep> before = timeline(call);

    engine.restart();

    assertThat(timeline(call)).isEqualTo(before);
  }
}
