package dev.ringdown.gateway.metrics;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.EndReason;
import dev.ringdown.Outcome;
import dev.ringdown.spi.Observer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each call as it happens, with the call's id and what else there is as key-value pairs. What
 * users attach to calls is never logged.
 */
public final class CallLog implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ringdown.calls");

  @Override
  public void created(String callId, CallType callType, CallMode mode, int callees) {
    of(callId)
        .addKeyValue("callType", callType)
        .addKeyValue("mode", mode)
        .addKeyValue("callees", callees)
        .log("call created");
  }

  @Override
  public void ringing(String callId, String userId, Duration after) {
    of(callId)
        .addKeyValue("userId", userId)
        .addKeyValue("millis", after.toMillis())
        .log("a device rings");
  }

  @Override
  public void decided(String callId, String userId, Outcome outcome, Duration rang) {
    of(callId)
        .addKeyValue("userId", userId)
        .addKeyValue("outcome", outcome)
        .addKeyValue("millis", rang.toMillis())
        .log("invitation decided");
  }

  @Override
  public void ended(String callId, EndReason reason, Duration lasted) {
    of(callId)
        .addKeyValue("reason", reason)
        .addKeyValue("millis", lasted.toMillis())
        .log("call ended");
  }

  private static LoggingEventBuilder of(String callId) {
    return LOG.atInfo().addKeyValue("callId", callId);
  }
}
