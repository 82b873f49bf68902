package dev.ringdown.serialization;

import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.session.Progress;
import java.util.Optional;

/**
 * What the message around an event says already, so that the event need not say it again: an
 * announcement carries the call, custom data included, and often several events of it.
 */
record Around(Optional<String> callId, Optional<CallUser> caller, Optional<String> customData) {
  /** An event by itself. */
  static final Around NOTHING = new Around(Optional.empty(), Optional.empty(), Optional.empty());

  static Around of(CallSnapshot call) {
    return new Around(
        Optional.of(call.callId()), Optional.of(call.caller()), Optional.of(call.customData()));
  }

  static Around of(Optional<Progress> progress) {
    return new Around(progress.map(Progress::callId), Optional.empty(), Optional.empty());
  }
}
