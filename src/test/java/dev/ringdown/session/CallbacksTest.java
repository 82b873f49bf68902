package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.EndReason;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.InvitationEvents;
import dev.ringdown.Ringdown;
import dev.ringdown.RingdownException;
import dev.ringdown.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application's callbacks, on real threads. */
class CallbacksTest {
  private static final long PATIENCE_SECONDS = 30;

  private final ActorSystem<Void> system =
      ActorSystem.create(
          Behaviors.empty(),
          "callbacks",
          ConfigFactory.parseString("ringdown.session.listener-buffer = 10")
              .withFallback(PersistenceTestKitPlugin.config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(ConfigFactory.load()));
  private final Ringdown ringdown = Ringdown.get(system);
  private final CountDownLatch blocked = new CountDownLatch(1);

  @AfterEach
  void stop() {
    blocked.countDown();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  /** Notes what it hears, and does more in subclasses. */
  private static class Noting implements InvitationEvents {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger inside = new AtomicInteger();

    void note(String what) {
      if (inside.incrementAndGet() > 1) {
        heard.add("two at a time");
      }
      heard.add(what);
      inside.decrementAndGet();
    }

    @Override
    public void onConnected(List<CallSnapshot> calls, int unreadMissedCalls) {
      note("connected");
    }

    @Override
    public void onIncomingCallReceived(
        String callId,
        CallUser caller,
        CallType callType,
        List<CallUser> callees,
        String customData,
        Duration remaining) {
      note("ring " + callId);
    }

    @Override
    public void onIncomingCallCanceled(
        String callId, CallUser caller, String customData, EndReason reason) {
      note("stop " + callId);
    }

    @Override
    public void onClosed(CloseReason reason) {
      note("closed " + reason);
    }

    /** What it hears up to this, with it. */
    List<String> until(String last) {
      List<String> all = new ArrayList<>();
      try {
        while (all.isEmpty() || !all.get(all.size() - 1).equals(last)) {
          String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
          if (next == null) {
            throw new AssertionError("expected " + last + ", but heard " + all);
          }
          all.add(next);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return all;
    }
  }

  private static <R> R get(CompletionStage<R> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private Session connect(String user, String device, InvitationEvents events) {
    return ringdown.connect(CallUser.of(user), device, session -> events);
  }

  private void callAndCancel(Session alice, String callId) {
    get(alice.invite(Invitation.voice("bob").withCallId(callId)));
    get(alice.cancel(callId));
  }

  /** Everything that a session hears of so many calls that ring and stop. */
  private static List<String> story(int calls) {
    List<String> story = new ArrayList<>(List.of("connected"));
    for (int i = 0; i < calls; i++) {
      story.add("ring " + i);
      story.add("stop " + i);
    }
    return story;
  }

  @Test
  void shouldCallOneAfterTheOtherInOrder() {
    Noting caller =
        new Noting() {
          @Override
          public void onCallEnded(String callId, EndReason reason, Duration duration) {
            note("ended " + callId);
          }
        };
    Session alice = connect("alice", "phone", caller);
    Noting bob = new Noting();
    connect("bob", "phone", bob);
    assertThat(bob.until("connected")).containsExactly("connected");
    for (int i = 0; i < 50; i++) {
      callAndCancel(alice, "" + i);
      assertThat(bob.until("stop " + i)).containsExactly("ring " + i, "stop " + i);
      // A busy machine must not make her a slow listener.
      caller.until("ended " + i);
    }
  }

  @Test
  void shouldCloseWhoIsTooSlowWhileOthersHearEverything() {
    Session alice = connect("alice", "phone", new Noting());
    Noting slow =
        new Noting() {
          @Override
          public void onConnected(List<CallSnapshot> calls, int unreadMissedCalls) {
            super.onConnected(calls, unreadMissedCalls);
            try {
              blocked.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }
        };
    Session closing = connect("bob", "slow", slow);
    slow.until("connected");
    Noting quick = new Noting();
    connect("bob", "quick", quick);
    quick.until("connected");
    List<String> all = new ArrayList<>(List.of("connected"));
    for (int i = 0; i < 8; i++) {
      callAndCancel(alice, "" + i);
      all.addAll(quick.until("stop " + i));
    }
    assertThat(all).isEqualTo(story(8));
    assertThat(codeOf(closing.activeCalls())).isEqualTo(ErrorCode.SESSION_CLOSED);

    blocked.countDown();
    List<String> rest = slow.until("closed SLOW_LISTENER");
    assertThat(story(8)).startsWith("connected").containsSequence(rest.subList(0, rest.size() - 1));
    assertThat(rest.size()).isBetween(4, 16);
    callAndCancel(alice, "after");
    quick.until("stop after");
    assertThat(slow.heard).isEmpty();
  }

  @Test
  void shouldCallTheNextWhenOneThrows() {
    Session alice = connect("alice", "phone", new Noting());
    Noting throwing =
        new Noting() {
          private int calls;

          @Override
          void note(String what) {
            super.note(what);
            switch (calls++ % 5) {
              case 0 -> throw new IllegalStateException("on purpose");
              case 1 -> throw new AssertionError("on purpose");
              case 2 -> throw new StackOverflowError("on purpose");
              case 3 -> throw new NoClassDefFoundError("on purpose");
              default -> throw new Error("on purpose");
            }
          }
        };
    Session bob = connect("bob", "phone", throwing);
    throwing.until("connected");
    for (int i = 0; i < 5; i++) {
      callAndCancel(alice, "" + i);
      throwing.until("stop " + i);
    }
    bob.close();
    assertThat(throwing.until("closed CLOSED")).containsExactly("closed CLOSED");
  }

  @Test
  void shouldAllowOperationsFromInsideACallback() {
    Session alice = connect("alice", "phone", new Noting());
    Noting bob = new Noting();
    ringdown.connect(
        CallUser.of("bob"),
        "phone",
        session ->
            new InvitationEvents() {
              @Override
              public void onIncomingCallReceived(
                  String callId,
                  CallUser caller,
                  CallType callType,
                  List<CallUser> callees,
                  String customData,
                  Duration remaining) {
                bob.note("joined " + get(session.accept(callId)).callId());
                get(session.end(callId));
                session.close();
              }

              @Override
              public void onClosed(CloseReason reason) {
                bob.note("closed " + reason);
              }
            });
    get(alice.invite(Invitation.voice("bob").withCallId("call")));

    assertThat(bob.until("closed CLOSED")).containsExactly("joined call", "closed CLOSED");
  }

  @Test
  void shouldAnswerAClosedSessionAtOnce() {
    Noting events = new Noting();
    Session session = connect("alice", "phone", events);
    session.close();
    assertThat(codeOf(session.activeCalls())).isEqualTo(ErrorCode.SESSION_CLOSED);
    events.until("closed CLOSED");
    for (int i = 0; i < 100; i++) {
      long begin = System.nanoTime();
      assertThat(codeOf(session.invite(Invitation.voice("bob"))))
          .isEqualTo(ErrorCode.SESSION_CLOSED);
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(4));
    }
    session.close();
  }

  @Test
  void shouldSayThatASessionWasUsedTooEarly() {
    assertThatThrownBy(
            () ->
                ringdown.connect(
                    CallUser.of("alice"),
                    "phone",
                    session -> {
                      var unused = session.activeCalls();
                      return new Noting();
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected a session that has begun");
    assertThatThrownBy(() -> ringdown.connect(CallUser.of("alice"), "phone", session -> null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("events");
  }

  private static ErrorCode codeOf(CompletionStage<?> stage) {
    Throwable failure = catchThrowable(() -> get(stage));
    assertThat(failure).isInstanceOf(CompletionException.class);
    return ((RingdownException) failure.getCause()).code();
  }
}
