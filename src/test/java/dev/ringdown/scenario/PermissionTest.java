package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the application's permission hook says, and what comes of it. */
class PermissionTest implements RingPermission {
  private final List<String> asked = new ArrayList<>();
  private final Map<String, CompletionStage<Verdict>> verdicts = new HashMap<>();
  private CompletionStage<Boolean> mayJoin = CompletableFuture.completedStage(true);

  @AutoClose
  private final TestEngine engine = TestEngine.start("", setup -> setup.withPermission(this));

  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final Device carol = engine.connect("carol");

  @Override
  public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
    asked.add(inviter.id() + " rings " + callee.id());
    return verdicts.getOrDefault(callee.id(), CompletableFuture.completedStage(Verdict.RING));
  }

  @Override
  public CompletionStage<Boolean> mayJoin(CallUser user, String callId) {
    asked.add(user.id() + " joins " + callId);
    return mayJoin;
  }

  private void says(String callee, Verdict verdict) {
    verdicts.put(callee, CompletableFuture.completedStage(verdict));
  }

  @Test
  void shouldAskOnceForEachCallee() {
    alice.invites("bob", "carol");

    assertThat(asked).containsExactly("alice rings bob", "alice rings carol");
    assertThat(bob.heard()).contains("IncomingCallReceived(alice)");
  }

  @Test
  void shouldRingTheOthersWhenOneIsRefused() {
    says("carol", Verdict.REFUSE);
    Result.Invited result =
        (Result.Invited) alice.does(new Operation.Invite(Invitation.voice("bob", "carol")));

    assertThat(result.refused()).isEqualTo(Map.of("carol", ErrorCode.NOT_PERMITTED));
    assertThat(alice.heard()).containsExactly("Connected", "OutgoingCallSent", "U(bob RINGING)");
    assertThat(alice.theOnly(SessionEvent.OutgoingCallSent.class).callees())
        .extracting(CallUser::id)
        .containsExactly("bob");
    assertThat(carol.heard()).containsExactly("Connected");
    assertThat(carol.missedCalls()).isEmpty();
    bob.declines(result.callId());
    assertThat(alice.heard()).endsWith("CallEnded(DECLINED)");
  }

  @Test
  void shouldMakeNoCallWhenAllAreRefused() {
    says("bob", Verdict.REFUSE);
    says("carol", Verdict.REFUSE);

    assertThat(alice.fails(new Operation.Invite(Invitation.voice("bob", "carol"))).code())
        .isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(alice.heard()).containsExactly("Connected");
    assertThat(bob.heard()).containsExactly("Connected");
    verdicts.clear();
    alice.invites("bob");
  }

  @Test
  void shouldRingOutWithoutTheCalleesKnowledge() {
    says("bob", Verdict.RING_OUT);
    alice.invites("bob");
    engine.passSeconds(30);
    Device tablet = engine.connect("bob", "tablet");
    engine.passSeconds(30);

    assertThat(alice.heard())
        .containsExactly(
            "Connected",
            "OutgoingCallSent",
            "U(bob NOT_YET_RECEIVED)",
            "OutgoingCallTimeout(bob)",
            "U(bob TIMED_OUT)",
            "CallEnded(NO_ANSWER)");
    assertThat(bob.heard()).containsExactly("Connected");
    assertThat(tablet.heard()).containsExactly("Connected");
    assertThat(bob.missedCalls()).isEmpty();
  }

  @Test
  void shouldNotEngageWhomItRingsOut() {
    says("bob", Verdict.RING_OUT);
    alice.invites("bob");
    verdicts.clear();
    carol.invites("bob");

    assertThat(bob.heard())
        .containsExactly("Connected", "IncomingCallReceived(carol)", "U(bob RINGING)");
  }

  @Test
  void shouldAskForNewInvitees() {
    String call = alice.invites("bob");
    bob.accepts(call);
    asked.clear();
    says("carol", Verdict.REFUSE);
    Operation more = new Operation.InviteMore(call, List.of(Invitee.of("carol")), Optional.empty());

    assertThat(bob.fails(more).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(asked).containsExactly("bob rings carol");
    assertThat(carol.heard()).containsExactly("Connected");
  }

  @Test
  void shouldAskWhoMayJoin() {
    String call = alice.invites("bob");
    bob.accepts(call);
    mayJoin = CompletableFuture.completedStage(false);
    alice.forgets();

    assertThat(carol.fails(new Operation.Join(call)).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
    assertThat(alice.heard()).isEmpty();
    mayJoin = CompletableFuture.completedStage(true);
    carol.joins(call);
    assertThat(alice.heard()).containsExactly("U(carol ACCEPTED)");
    assertThat(asked).endsWith("carol joins " + call, "carol joins " + call);
  }

  @Test
  void shouldRefuseWhenTheHookFails() {
    verdicts.put("bob", CompletableFuture.failedStage(new IllegalStateException("no database")));

    assertThat(alice.fails(new Operation.Invite(Invitation.voice("bob"))).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(bob.heard()).containsExactly("Connected");
  }

  @Test
  void shouldRefuseWhenTheHookThrows() {
    try (TestEngine other = TestEngine.start("", setup -> setup.withPermission(new Thrower()))) {
      Device caller = other.connect("alice");

      assertThat(caller.fails(new Operation.Invite(Invitation.voice("bob"))).code())
          .isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(caller.heard()).containsExactly("Connected");
    }
  }

  private record Thrower() implements RingPermission {
    @Override
    public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
      throw new IllegalStateException("no database");
    }
  }

  @Test
  void shouldWaitForASlowHook() {
    CompletableFuture<Verdict> slow = new CompletableFuture<>();
    verdicts.put("bob", slow);
    Device.Answer answer = alice.sends(new Operation.Invite(Invitation.voice("bob")));
    engine.passSeconds(2);
    assertThat(answer.isThere()).isFalse();
    assertThat(bob.heard()).containsExactly("Connected");
    slow.complete(Verdict.RING);
    engine.settle();

    assertThat(answer.get()).isInstanceOf(Result.Invited.class);
    assertThat(bob.heard()).containsExactly("IncomingCallReceived(alice)", "U(bob RINGING)");
  }

  @Test
  void shouldNotWaitForEverForASlowHook() {
    CompletableFuture<Verdict> slow = new CompletableFuture<>();
    verdicts.put("bob", slow);
    Device.Answer answer = alice.sends(new Operation.Invite(Invitation.voice("bob")));
    engine.passSeconds(3);

    assertThat(answer.get()).asString().contains("UNAVAILABLE");
    slow.complete(Verdict.RING);
    engine.passSeconds(10);
    assertThat(bob.heard()).containsExactly("Connected");
    assertThat(alice.heard()).containsExactly("Connected");
  }
}
