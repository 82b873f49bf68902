package dev.ringdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application without an actor system of its own. */
class RingdownTest {
  @TempDir Path folder;

  @Test
  void shouldRingAndAcceptWithTheEmbeddedJournal() throws Exception {
    Config config =
        ConfigFactory.parseString(
            "ringdown.journal.jdbc.url = \"jdbc:h2:file:" + folder.resolve("calls") + "\"");
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Ringdown ringdown = Ringdown.start(config, RingdownSetup.create())) {
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
      Result.Invited call =
          alice.invite(Invitation.voice("bob")).toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("accepted by Bob (bob)");
      alice.end(call.callId()).toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("ended ENDED");
    }
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("closed SHUTDOWN");
  }
}
