package dev.ringdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.ringdown.journal.JournalException;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.spi.RingPermission;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door: with an actor system of its own, and on an application's. */
class RingdownTest {
  @TempDir Path folder;

  private Config h2(String name) {
    // A busy machine is no outage.
    return ConfigFactory.parseString(
        "ringdown.journal.jdbc.url = \"jdbc:h2:file:"
            + folder.resolve(name)
            + "\"\nringdown.request-timeout = 30s"
            + "\njdbc-journal.circuit-breaker.call-timeout = 30s");
  }

  private static <R> R get(CompletionStage<R> stage) {
    return stage.toCompletableFuture().orTimeout(40, TimeUnit.SECONDS).join();
  }

  private static InvitationEvents nothing() {
    return new InvitationEvents() {};
  }

  @Test
  void shouldRingAndAcceptWithTheEmbeddedJournal() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Ringdown ringdown = Ringdown.start(h2("calls"), RingdownSetup.create())) {
      Session alice =
          ringdown.connect(
              "alice",
              new InvitationEvents() {
                @Override
                public void onOutgoingCallAccepted(String callId, CallUser callee) {
                  heard.add("accepted by " + callee);
                }

                @Override
                public void onCallEnded(String callId, EndReason reason, Duration duration) {
                  heard.add("ended " + reason);
                }

                @Override
                public void onClosed(CloseReason reason) {
                  heard.add("closed " + reason);
                }
              });
      ringdown.connect(
          CallUser.of("bob", "Bob"),
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
                  session.accept(callId);
                }
              });
      Result.Invited call = get(alice.invite(Invitation.voice("bob")));
      assertThat(heard.poll(40, TimeUnit.SECONDS)).isEqualTo("accepted by Bob (bob)");
      get(alice.end(call.callId()));
      assertThat(heard.poll(40, TimeUnit.SECONDS)).isEqualTo("ended ENDED");
    }
    assertThat(heard.poll(40, TimeUnit.SECONDS)).isEqualTo("closed SHUTDOWN");
  }

  @Test
  void shouldCloseASessionThatBeginsWhileItStops() {
    CompletableFuture<Done> closed = new CompletableFuture<>();
    try (Ringdown ringdown = Ringdown.start(h2("stops"), RingdownSetup.create())) {
      InvitationEvents events =
          new InvitationEvents() {
            @Override
            public void onClosed(CloseReason reason) {
              assertThat(reason).isEqualTo(CloseReason.SHUTDOWN);
              closed.complete(Done.getInstance());
            }
          };
      CoordinatedShutdown.get(ringdown.system())
          .addTask(
              CoordinatedShutdown.PhaseBeforeClusterShutdown(),
              "late session",
              () -> {
                ringdown.connect("alice", events);
                return closed;
              });
    }
    assertThat(closed).isCompleted();
  }

  @Test
  void shouldFindItsCallsWhenItStartsAgain() throws InterruptedException {
    String bob = "b/o|b 🙂";
    String data = "a\0b\n\u2028" + "é".repeat(1000);
    Invitation invitation = Invitation.voice(bob).withCallId("c/|🙂").withCustomData(data);
    Session old;
    try (Ringdown ringdown = Ringdown.start(h2("again"), RingdownSetup.create())) {
      BlockingQueue<EndReason> stopped = new LinkedBlockingQueue<>();
      Session missing =
          ringdown.connect(
              bob,
              new InvitationEvents() {
                @Override
                public void onIncomingCallCanceled(
                    String callId, CallUser caller, String customData, EndReason reason) {
                  stopped.add(reason);
                }
              });
      assertThat(get(missing.missedCalls(0, 10)).total()).isZero();
      old = ringdown.connect("alice", nothing());
      get(old.invite(invitation));
      get(old.cancel("c/|🙂"));
      assertThat(stopped.poll(40, TimeUnit.SECONDS)).isEqualTo(EndReason.CANCELLED);
    }
    assertThatThrownBy(() -> get(old.activeCalls()))
        .hasCauseInstanceOf(RingdownException.class)
        .hasMessageContaining("SESSION_CLOSED");

    try (Ringdown ringdown = Ringdown.start(h2("again"), RingdownSetup.create())) {
      CallSnapshot call = get(ringdown.connect("alice", nothing()).call("c/|🙂"));
      assertThat(call.endReason()).contains(EndReason.CANCELLED);
      assertThat(call.customData()).isEqualTo(data);
      MissedCalls missed = get(ringdown.connect(bob, nothing()).missedCalls(0, 10));
      assertThat(missed.calls()).extracting(MissedCall::callId).containsExactly("c/|🙂");
      assertThat(missed.unread()).isEqualTo(1);
    }
  }

  @Test
  void shouldBeGoneWhenClosed() {
    Ringdown ringdown = Ringdown.start(h2("gone"), RingdownSetup.create());
    ringdown.connect("alice", nothing());
    ringdown.close();
    ringdown.close();

    assertThatThrownBy(() -> ringdown.connect("bob", nothing()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected a running engine, but it was closed");
    // What asks the database meanwhile ends with its answer.
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("ringdown-")) {
        join(thread);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldPutSettingsBeforeWhatTheApplicationDerives() throws IOException {
    Path application = folder.resolve("own.conf");
    Files.writeString(
        application,
        "include classpath(\"h2.conf\")\nringdown.journal.jdbc.url = \"jdbc:h2:file:"
            + folder.resolve("application")
            + "\"");
    System.setProperty("config.file", application.toString());
    ConfigFactory.invalidateCaches();
    try (Ringdown ringdown = Ringdown.start(h2("settings"), RingdownSetup.create())) {
      get(ringdown.connect("alice", nothing()).invite(Invitation.voice("bob")));
    } finally {
      System.clearProperty("config.file");
      ConfigFactory.invalidateCaches();
    }
    assertThat(folder.resolve("settings.mv.db")).exists();
    assertThat(folder.resolve("application.mv.db")).doesNotExist();
  }

  @Test
  void shouldSayWhichSettingIsOutOfItsBounds() {
    assertThatThrownBy(
            () ->
                Ringdown.start(
                    ConfigFactory.parseString("ringdown.max-members = 1").withFallback(h2("bad")),
                    RingdownSetup.create()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ringdown.max-members");
  }

  @Test
  void shouldSayWhyTheJournalCannotBeReached() {
    Config wrong =
        ConfigFactory.parseString("ringdown.journal.jdbc.url = \"jdbc:h2:tcp://localhost:1/none\"");
    assertThatThrownBy(() -> Ringdown.start(wrong, RingdownSetup.create()))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith("expected a journal at jdbc:h2:tcp://localhost:1/none");
  }

  private static ActorSystem<Void> system(Config config) {
    return ActorSystem.create(Behaviors.empty(), "application", config);
  }

  private static void end(ActorSystem<?> system) {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  @Test
  void shouldRunOnAnApplicationsSystem() {
    ActorSystem<Void> system =
        system(ConfigFactory.load(h2("own").withFallback(ConfigFactory.parseResources("h2.conf"))));
    try {
      Ringdown ringdown = Ringdown.get(system);
      assertThat(Ringdown.get(system)).isSameAs(ringdown);
      get(ringdown.connect("alice", nothing()).invite(Invitation.voice("bob")));
      ringdown.close();
      assertThat(system.whenTerminated().isCompleted()).isFalse();
    } finally {
      end(system);
    }
  }

  @Test
  void shouldSayWhatToIncludeWhereThereIsNoJournal() {
    ActorSystem<Void> system = system(ConfigFactory.load());
    try {
      assertThatThrownBy(() -> Ringdown.get(system))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("akka.persistence.journal.plugin is empty")
          .hasMessageContaining("include \"h2.conf\"");
    } finally {
      end(system);
    }
  }

  @Test
  void shouldAskWhatTheApplicationPlugsIn() {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    RingPermission permission =
        new RingPermission() {
          @Override
          public CompletionStage<Verdict> mayRing(CallUser inviter, CallUser callee) {
            asked.add("permission " + inviter + " " + callee);
            return CompletableFuture.completedStage(Verdict.RING);
          }
        };
    PushNotifier push =
        (userId, call) -> {
          asked.add("push " + userId);
          return CompletableFuture.completedStage(true);
        };
    try (TestEngine engine =
        TestEngine.start(
            "",
            setup ->
                setup
                    .withPermission(permission)
                    .withPushNotifier(push)
                    .withDoNotDisturb(
                        (userId, call) -> {
                          asked.add("do not disturb " + userId);
                          return CompletableFuture.completedStage(false);
                        }))) {
      String call = engine.connect("alice").invites("bob");
      engine.settle();
      assertThat(asked).containsExactly("permission alice bob", "do not disturb bob", "push bob");
      assertThat(call).isNotEmpty();
    }
  }

  @Test
  void shouldTellListenersAndActorsTheSame() {
    try (TestEngine engine = TestEngine.start()) {
      Device alice = engine.connect("alice");
      Device actor = engine.connect("bob", "actor");
      List<String> listened = new CopyOnWriteArrayList<>();
      InvocationHandler note =
          (proxy, method, arguments) -> {
            listened.add(method.getName());
            return null;
          };
      InvitationEvents events =
          (InvitationEvents)
              Proxy.newProxyInstance(
                  InvitationEvents.class.getClassLoader(),
                  new Class<?>[] {InvitationEvents.class},
                  note);
      Session session = engine.ringdown().connect(CallUser.of("bob"), "java", s -> events);
      engine.settle();
      alice.cancels(alice.invites("bob"));
      alice.invites("bob");
      engine.passSeconds(60);
      String last = alice.invites("bob", "carol");
      alice.ends(last);
      session.close();
      actor.leaves();

      assertThat(listened)
          .isEqualTo(actor.allEvents().stream().map(RingdownTest::callback).toList())
          .contains("onIncomingCallReceived", "onIncomingCallTimeout", "onClosed");
    }
  }

  private static String callback(SessionEvent event) {
    return "on" + event.getClass().getSimpleName();
  }
}
