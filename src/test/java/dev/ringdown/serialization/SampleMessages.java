package dev.ringdown.serialization;

import static dev.ringdown.serialization.SampleWords.ANN;
import static dev.ringdown.serialization.SampleWords.AT;
import static dev.ringdown.serialization.SampleWords.BOB;
import static dev.ringdown.serialization.SampleWords.DATA;
import static dev.ringdown.serialization.SampleWords.ERROR;
import static dev.ringdown.serialization.SampleWords.LIVE;
import static dev.ringdown.serialization.SampleWords.MISSED;
import static dev.ringdown.serialization.SampleWords.OVER;
import static dev.ringdown.serialization.SampleWords.ZOE;

import akka.actor.typed.ActorRef;
import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.CloseReason;
import dev.ringdown.EndReason;
import dev.ringdown.MemberState;
import dev.ringdown.Outcome;
import dev.ringdown.session.Progress;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.session.SessionReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Messages of sessions, by the name of their golden file; see {@link SampleEvents}. */
final class SampleMessages {
  static final Progress HEARD = new Progress("call-1", -7_000_000_000L, 3, 2, 1, true, true);

  private static final SessionEvent.Connected CONNECTED =
      new SessionEvent.Connected("session-1", List.of(LIVE, OVER), 2);

  private SampleMessages() {}

  static Map<String, Object> all(ActorRef<Object> actor) {
    Map<String, Object> samples = new TreeMap<>();
    samples.put(
        "Perform",
        new SessionCommand.Perform(
            "request-1", SampleWords.operations().get("Invite"), actor.narrow()));
    samples.put(
        "Answered", new SessionCommand.Answered("request-1", SampleWords.results().get("Joined")));
    samples.put("SessionReply", new SessionReply("request-1", SampleWords.results().get("Failed")));
    SampleWords.results().forEach((name, result) -> samples.put("Result" + name, result));
    samples.putAll(events());
    samples.put("Tell", new SessionCommand.Tell(SampleWords.operations().get("Accept")));
    samples.put("RunDefaultAction", new SessionCommand.RunDefaultAction("call-1"));
    samples.put("Close", new SessionCommand.Close(CloseReason.SHUTDOWN));
    samples.put(
        "Registered", new SessionCommand.Registered(1, actor.narrow(), Optional.of(CONNECTED)));
    samples.put(
        "RegisteredAnew", new SessionCommand.Registered(2, actor.narrow(), Optional.empty()));
    List<SessionEvent> events = List.copyOf(events().values());
    samples.put("Deliver", new SessionCommand.Deliver(2, 0, Optional.of(HEARD), events));
    samples.put("DeliverWithoutCall", new SessionCommand.Deliver(2, 0, Optional.empty(), events));
    samples.put("DeliverNumbered", new SessionCommand.Deliver(2, 7, Optional.of(HEARD), events));
    samples.put("MissedCallFound", new SessionCommand.MissedCallFound("request-1", MISSED));
    samples.put("Replaced", new SessionCommand.Replaced());
    samples.put("Disconnected", new SessionCommand.Disconnected());
    return samples;
  }

  static SessionEvent.IncomingCallReceived ring(String customData) {
    return new SessionEvent.IncomingCallReceived(
        "call-1",
        ANN.user(),
        BOB.user(),
        CallType.VIDEO,
        List.of(BOB.user(), ZOE),
        customData,
        "room-1",
        CallMode.ADVANCED,
        2,
        AT,
        Duration.ofMillis(59_999));
  }

  static Map<String, SessionEvent> events() {
    CallUser ann = ANN.user();
    CallUser bob = BOB.user();
    List<CallUser> callees = List.of(bob, ZOE);
    Map<String, SessionEvent> events = new TreeMap<>();
    for (SessionEvent event :
        List.of(
            CONNECTED,
            ring(DATA),
            new SessionEvent.IncomingCallCanceled("call-1", ann, "sorry", EndReason.CALLER_LOST),
            new SessionEvent.IncomingCallTimeout("call-1", ann),
            new SessionEvent.IncomingCallDeclineButtonPressed("call-1"),
            new SessionEvent.IncomingCallAcceptButtonPressed("call-1"),
            new SessionEvent.OutgoingCallSent("call-1", ann, CallType.VOICE, callees, DATA),
            new SessionEvent.OutgoingCallCancelButtonPressed("call-1"),
            new SessionEvent.OutgoingCallAccepted("call-1", bob),
            new SessionEvent.OutgoingCallDeclined("call-1", ZOE, "later"),
            new SessionEvent.OutgoingCallRejectedCauseBusy("call-1", bob, "on the phone"),
            new SessionEvent.OutgoingCallTimeout("call-1", callees, true),
            new SessionEvent.InvitationUserStateChanged(
                "call-1",
                List.of(
                    new SessionEvent.UserState(bob, MemberState.NOT_YET_RECEIVED, ""),
                    new SessionEvent.UserState(ZOE, MemberState.QUIT, "bye"))),
            new SessionEvent.IncomingMissedCallClicked(
                "call-1", ann, CallType.VIDEO, callees, DATA),
            new SessionEvent.IncomingMissedCallDialBackFailed("call-1", ERROR),
            new SessionEvent.CallMerged("call-1", "call-0", "room-0"),
            new SessionEvent.IncomingCallHandledElsewhere("call-1", Outcome.MERGED),
            new SessionEvent.CallEnded("call-1", EndReason.EVERYBODY_LEFT, Duration.ofMinutes(5)),
            new SessionEvent.Error(ERROR),
            new SessionEvent.Closed(CloseReason.SLOW_LISTENER))) {
      events.put(event.getClass().getSimpleName(), event);
    }
    return events;
  }
}
