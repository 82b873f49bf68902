package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallUser;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.Outcome;
import dev.ringdown.Result;
import dev.ringdown.RingdownError;
import dev.ringdown.call.CallCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.user.UserCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More is asked than a node can do: it refuses new invitations at once, and nothing else. */
class OverloadTest implements RingPermission {
  private static final int LIMIT = 3;

  private CompletionStage<Verdict> mayRing = CompletableFuture.completedStage(Verdict.RING);

  @AutoClose
  private final TestEngine engine =
      TestEngine.start(
          "ringdown.invitation.max-in-flight = " + LIMIT, setup -> setup.withPermission(this));

  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");
  private final List<Device.Answer> inFlight = new ArrayList<>();

  @Override
  public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
    return callee.id().equals("slow") ? mayRing : CompletableFuture.completedStage(Verdict.RING);
  }

  @Override
  public CompletionStage<Boolean> mayJoin(CallUser user, String callId) {
    return CompletableFuture.completedStage(true);
  }

  /** As many as there may be; each call needs this long until it is durable. */
  private void fill(Duration slow) {
    for (int i = 0; i < LIMIT; i++) {
      Device caller = engine.connect("caller-" + i);
      engine.faults().next(1, CallCommand.Ask.class).from("caller-" + i).delay(slow);
      inFlight.add(caller.sends(invite("callee-" + i, "in flight " + i)));
    }
    engine.settle();
    assertThat(inFlight).noneMatch(Device.Answer::isThere);
  }

  private static Operation invite(String callee, String callId) {
    return new Operation.Invite(Invitation.voice(callee).withCallId(callId));
  }

  private static void assertRefused(RingdownError error) {
    assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(error.message()).contains("at most " + LIMIT + " invitations in flight");
    assertThat(error.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void shouldRefuseAtOnceAndLeaveNoTrace() {
    fill(Duration.ofSeconds(2));
    RingdownError error = alice.fails(invite("bob", "one too many"));

    assertRefused(error);
    engine.passSeconds(30);
    assertThat(inFlight).allMatch(answer -> answer.get() instanceof Result.Invited);
    assertThat(engine.history("one too many")).isEmpty();
    assertThat(bob.heard()).containsExactly("Connected");
    assertThat(bob.missedCalls()).isEmpty();
  }

  @Test
  void shouldAdmitWhoTriesAgainWhenTold() {
    fill(Duration.ofMillis(900));
    RingdownError error = alice.fails(invite("bob", "call"));
    engine.pass(error.retryAfter().orElseThrow());

    assertThat(alice.does(invite("bob", "call"))).isInstanceOf(Result.Invited.class);
    assertThat(bob.heard()).contains("IncomingCallReceived(alice)");
  }

  /** Its own request id does not stand in the way of trying again. */
  @Test
  void shouldAdmitTheSameRequestAgain() {
    fill(Duration.ofSeconds(1));
    assertThat(alice.asks("request", invite("bob", "call"))).isInstanceOf(Result.Failed.class);
    engine.passSeconds(2);

    assertThat(alice.asks("request", invite("bob", "call"))).isInstanceOf(Result.Invited.class);
  }

  // ---- All else goes through

  @ParameterizedTest
  @ValueSource(strings = {"accept", "decline", "busy", "cancel", "quit", "end", "join"})
  void shouldTakeWhatConcernsARunningCall(String what) {
    String call = alice.invites("bob");
    fill(Duration.ofSeconds(2));
    switch (what) {
      case "accept" -> assertThat(bob.accepts(call)).isInstanceOf(Result.Joined.class);
      case "decline" -> bob.declines(call);
      case "busy" -> bob.answersBusy(call);
      case "cancel" -> alice.cancels(call);
      case "quit" -> alice.quits(call);
      case "end" -> {
        bob.accepts(call);
        alice.ends(call);
      }
      default -> engine.connect("carol").joins(call);
    }

    assertThat(inFlight).noneMatch(Device.Answer::isThere);
    assertThat(engine.history(call)).hasSizeGreaterThan(1);
  }

  @Test
  void shouldTimeOutInTime() {
    alice.invites("bob");
    engine.passSeconds(59);
    fill(Duration.ofSeconds(2));
    engine.passSeconds(1);

    assertThat(bob.heard()).endsWith("IncomingCallTimeout");
    assertThat(alice.heard()).endsWith("CallEnded(NO_ANSWER)");
  }

  // ---- What counts as new

  @Test
  void shouldRefuseMoreInvitees() {
    engine.connect("carol");
    String call = alice.invites("bob");
    bob.accepts(call);
    fill(Duration.ofSeconds(2));
    Operation more = new Operation.InviteMore(call, List.of(Invitee.of("carol")), Optional.empty());

    assertRefused(alice.fails(more));
    engine.passSeconds(3);
    assertThat(alice.does(more)).isInstanceOf(Result.Invited.class);
  }

  @Test
  void shouldRefuseToDialBack() {
    String call = alice.invites("bob");
    alice.cancels(call);
    fill(Duration.ofSeconds(2));
    assertRefused(bob.fails(new Operation.DialBack(call)));
    bob.forgets();
    bob.runsDefaultAction(call);

    assertThat(bob.heard()).containsExactly("IncomingMissedCallDialBackFailed(UNAVAILABLE)");
    assertRefused(bob.theOnly(SessionEvent.IncomingMissedCallDialBackFailed.class).reason());
    assertThat(bob.missedCalls()).hasSize(1);
    engine.passSeconds(3);
    assertThat(bob.does(new Operation.DialBack(call))).isInstanceOf(Result.Invited.class);
  }

  // ---- Whatever becomes of one, another may come

  /** Ten times as many as there is room for, one after the other, all of which fail. */
  @ParameterizedTest
  @ValueSource(strings = {"bad", "refused", "engaged", "closed", "vanished", "hook", "unanswered"})
  void shouldHaveRoomAgain(String how) {
    for (int i = 0; i < 10 * LIMIT; i++) {
      Device caller = engine.connect("x" + i);
      String call = "call " + i;
      switch (how) {
        case "bad" -> caller.fails(new Operation.Invite(Invitation.voice("x" + i)));
        case "refused" -> caller.fails(new Operation.DialBack(call));
        case "engaged" -> {
          caller.does(invite("y" + i, call));
          assertThat(caller.fails(invite("z" + i, "another " + i)).code())
              .isEqualTo(ErrorCode.ALREADY_IN_CALL);
        }
        case "closed" -> {
          engine.faults().next(1, UserCommand.Invite.class).drop();
          caller.sends(invite("y" + i, call));
          engine.settle();
          caller.leaves();
        }
        case "vanished" -> {
          engine.faults().next(1, UserCommand.Invite.class).drop();
          caller.sends(invite("y" + i, call));
          caller.vanishes();
        }
        case "hook" -> {
          mayRing = CompletableFuture.failedStage(new IllegalStateException("broken"));
          assertThat(caller.fails(invite("slow", call)).retryAfter()).isEmpty();
        }
        default -> {
          engine.faults().every(UserCommand.Invite.class).drop();
          Device.Answer answer = caller.sends(invite("y" + i, call));
          engine.passSeconds(6);
          engine.faults().stop();
          assertThat(((Result.Failed) answer.get()).error().retryAfter()).isEmpty();
        }
      }
    }

    assertThat(alice.does(invite("bob", "call"))).isInstanceOf(Result.Invited.class);
    assertThat(bob.heard()).contains("IncomingCallReceived(alice)");
  }

  /** An application that thinks for long about a permission bounds what waits for it as well. */
  @Test
  void shouldCountWhatTheApplicationThinksAbout() {
    CompletableFuture<Verdict> thinking = new CompletableFuture<>();
    mayRing = thinking;
    for (int i = 0; i < LIMIT; i++) {
      engine.connect("caller-" + i).sends(invite("slow", "call " + i));
    }
    engine.settle();
    assertRefused(alice.fails(invite("bob", "call")));
    thinking.complete(Verdict.RING);
    engine.settle();

    assertThat(alice.does(invite("bob", "call"))).isInstanceOf(Result.Invited.class);
  }

  // ---- For a while

  /** In each second twice as many calls begin as can; what began ends as its callee wants. */
  @Test
  void shouldLoseNoAnswerAtTwiceTheCapacity() {
    List<Outcome> outcomes = List.of(Outcome.ACCEPTED, Outcome.DECLINED, Outcome.CANCELLED);
    for (int second = 0; second < 20; second++) {
      List<Device> callers = new ArrayList<>();
      List<Device> callees = new ArrayList<>();
      List<Device.Answer> answers = new ArrayList<>();
      for (int i = 0; i < 2 * LIMIT; i++) {
        String name = second + "." + i;
        callers.add(engine.connect("caller " + name));
        callees.add(engine.connect("callee " + name));
        engine
            .faults()
            .next(1, CallCommand.Ask.class)
            .from("caller " + name)
            .delay(Duration.ofMillis(900));
        answers.add(callers.get(i).sends(invite("callee " + name, "call " + name)));
      }
      engine.passSeconds(1);
      int begun = 0;
      for (int i = 0; i < 2 * LIMIT; i++) {
        if (answers.get(i).get() instanceof Result.Failed failed) {
          assertRefused(failed.error());
        } else {
          String call = "call " + second + "." + i;
          decide(outcomes.get(begun % outcomes.size()), call, callers.get(i), callees.get(i));
          begun++;
        }
      }
      assertThat(begun).isEqualTo(LIMIT);
    }
  }

  private static void decide(Outcome outcome, String call, Device caller, Device callee) {
    switch (outcome) {
      case ACCEPTED -> {
        callee.accepts(call);
        caller.ends(call);
        assertThat(callee.heard()).endsWith("CallEnded(ENDED)");
      }
      case DECLINED -> {
        callee.declines(call);
        assertThat(caller.heard()).endsWith("CallEnded(DECLINED)");
      }
      default -> {
        caller.cancels(call);
        assertThat(callee.heard()).endsWith("IncomingCallCanceled(CANCELLED)");
      }
    }
  }
}
