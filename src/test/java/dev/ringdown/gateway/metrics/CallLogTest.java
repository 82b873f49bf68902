package dev.ringdown.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import dev.ringdown.Invitation;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is logged of calls. */
class CallLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.ringdown.calls");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice");
  private final Device bob = engine.connect("bob");

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    engine.ringdown().observe(new CallLog());
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void shouldLogACallWithItsIdAndNothingThatUsersAttach() {
    String call =
        alice.invites(Invitation.voice("bob").withCallId("c1").withCustomData("a secret"));
    engine.passSeconds(2);
    bob.accepts(call);
    alice.ends(call);

    assertThat(lines.list)
        .extracting(
            line ->
                line.getFormattedMessage()
                    + line.getKeyValuePairs().stream()
                        .map(pair -> " " + pair.key + "=" + pair.value)
                        .collect(Collectors.joining()))
        .containsExactly(
            "call created callId=c1 callType=VOICE mode=ADVANCED callees=1",
            "a device rings callId=c1 userId=bob millis=0",
            "invitation decided callId=c1 userId=bob outcome=ACCEPTED millis=2000",
            "call ended callId=c1 reason=ENDED millis=2000");
  }

  @Test
  void shouldBeReadByMachinesAsJson() throws JoranException {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(CallLog.class.getResource("/dev/ringdown/gateway/logback-json.xml"));
    ConsoleAppender<ILoggingEvent> out =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("out");
    JsonEncoder encoder = (JsonEncoder) out.getEncoder();
    alice.invites(Invitation.voice("bob").withCallId("c1"));

    byte[] line = encoder.encode(lines.list.get(0));

    JsonNode json = new JsonMapper().readTree(new String(line, StandardCharsets.UTF_8));
    assertThat(json.get("message").asString()).isEqualTo("call created");
    assertThat(json.get("level").asString()).isEqualTo("INFO");
    assertThat(json.get("kvpList").get(0).get("callId").asString()).isEqualTo("c1");
    context.stop();
  }

  @Test
  void shouldBeOneLineAnEvent() {
    List<ILoggingEvent> before = List.copyOf(lines.list);
    alice.cancels(alice.invites("bob"));

    assertThat(lines.list.size() - before.size()).isEqualTo(4);
  }
}
