package dev.ringdown.serialization;

import static dev.ringdown.serialization.SampleWords.ANN;
import static dev.ringdown.serialization.SampleWords.BOB;
import static dev.ringdown.serialization.SampleWords.DRAFT;
import static dev.ringdown.serialization.SampleWords.LIVE;
import static dev.ringdown.serialization.SampleWords.OVER;
import static dev.ringdown.serialization.SampleWords.RING_BOB;
import static dev.ringdown.serialization.SampleWords.RING_ZOE;

import akka.actor.typed.ActorRef;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.call.CallCommand;
import dev.ringdown.call.CallRequest;
import dev.ringdown.call.Notice;
import dev.ringdown.call.Origin;
import dev.ringdown.session.Heard;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.user.UserCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Commands of calls and users, by the name of their golden file; see {@link SampleEvents}. */
final class SampleCommands {
  private SampleCommands() {}

  static Map<String, CallCommand> ofCalls(ActorRef<Object> actor) {
    Map<String, CallCommand> samples = new TreeMap<>();
    requests().forEach((name, r) -> samples.put("Ask" + name, new CallCommand.Ask(BOB, r)));
    requests().forEach((name, r) -> samples.put("Tell" + name, new CallCommand.Tell(r)));
    served().forEach((n, r) -> samples.put("Serve" + n, new CallCommand.Serve(r, actor.narrow())));
    samples.put("AskForAnother", new CallCommand.Ask(ANN, new CallRequest.Merge(BOB, "call-0")));
    samples.put("Heard", new CallCommand.Heard("zoë", -7_000_000_000L, 3));
    samples.put("TellMe", new CallCommand.TellMe("bob"));
    samples.put("Rings", new CallCommand.Rings("bob", 2));
    samples.put("Away", new CallCommand.Away("bob"));
    samples.put("Back", new CallCommand.Back("bob"));
    samples.put("Wake", new CallCommand.Wake(Instant.ofEpochSecond(1_800_000_000, 5)));
    samples.put("Passivated", new CallCommand.Passivated());
    return samples;
  }

  private static Map<String, CallRequest> requests() {
    return Map.of(
        "Create", new CallRequest.Create(BOB, DRAFT),
        "InviteMore", new CallRequest.InviteMore(BOB, List.of(RING_BOB, RING_ZOE)),
        "Perform", new CallRequest.Perform(BOB, new Operation.Accept("call-1", "yes")),
        "TurnAway", new CallRequest.TurnAway("bob", 2, MissedReason.UNREACHABLE),
        "Merge", new CallRequest.Merge(BOB, "call-0"),
        "MergedInto", new CallRequest.MergedInto("call-0"),
        "Lost", new CallRequest.Lost("bob"),
        "Revoke", new CallRequest.Revoke(),
        "Due", new CallRequest.Due());
  }

  private static Map<String, CallRequest.FromBackend> served() {
    return Map.of(
        "Create", new CallRequest.Create(Origin.ofBackend(ANN.user(), "call-1"), DRAFT),
        "TakeBack", new CallRequest.TakeBack(Set.of("zoë", "bob"), "too late"),
        "Finish", new CallRequest.Finish(),
        "Kick", new CallRequest.Kick("bob", "abuse"),
        "Revoke", new CallRequest.Revoke(),
        "Show", new CallRequest.Show());
  }

  static Map<String, UserCommand> ofUsers(ActorRef<Object> actor) {
    String session = "session-1";
    String id = "request-1";
    Map<String, UserCommand> samples = new TreeMap<>();
    samples.put("Connect", connect(Optional.empty(), Instant.EPOCH, actor));
    samples.put(
        "ConnectAnew", connect(Optional.of(new Heard(List.of(), 0, 0)), Instant.EPOCH, actor));
    samples.put(
        "ConnectWithProgress",
        connect(Optional.of(new Heard(List.of(SampleMessages.HEARD), 0, 0)), Instant.EPOCH, actor));
    samples.put(
        "ConnectAfter",
        connect(Optional.of(new Heard(List.of(SampleMessages.HEARD), 1, 7)), Instant.EPOCH, actor));
    samples.put("ConnectSince", connect(Optional.empty(), Instant.ofEpochSecond(7, 8), actor));
    samples.put(
        "ConnectAgain",
        new UserCommand.Connect(
            session, 7, 5, "phone", ANN.user(), Optional.empty(), Instant.EPOCH, actor.narrow()));
    samples.put("InviteFor", new UserCommand.InviteFor(ANN.user(), DRAFT, actor.narrow()));
    samples.put("ShowCalls", new UserCommand.ShowCalls(actor.narrow()));
    samples.put("ShowMissedCalls", new UserCommand.ShowMissedCalls(20, 10, actor.narrow()));
    samples.put(
        "Disconnect", new UserCommand.Disconnect(session, 0, 0, List.of(), Optional.empty()));
    samples.put(
        "DisconnectAfter", new UserCommand.Disconnect(session, 2, 7, List.of(), Optional.empty()));
    samples.put(
        "DisconnectAsking",
        new UserCommand.Disconnect(session, 2, 7, List.of(), Optional.of(actor.narrow())));
    samples.put(
        "DisconnectInCalls",
        new UserCommand.Disconnect(
            session, 2, 7, List.of("call-1", "call-2"), Optional.of(actor.narrow())));
    samples.put("Invite", new UserCommand.Invite(session, id, DRAFT));
    samples.put(
        "InviteMore",
        new UserCommand.InviteMore(session, id, "call-1", List.of(RING_BOB, RING_ZOE)));
    SampleWords.operations()
        .forEach((n, o) -> samples.put("Perform" + n, new UserCommand.Perform(session, id, o)));
    samples.put("FindMissedCall", new UserCommand.FindMissedCall(session, id, "call-1"));
    samples.put("Delivered", new UserCommand.Delivered(session, 2, 7));
    samples.put("Here", new UserCommand.Here(session));
    samples.put("Overdue", new UserCommand.Overdue(session, "call-1"));
    samples.put(
        "Announcement", new UserCommand.Announcement("call-1", Long.MIN_VALUE, LIVE, entries()));
    samples.put(
        "AnnouncementOfAnother",
        new UserCommand.Announcement("call-0", 1, OVER, entries().subList(0, 1)));
    samples.put(
        "AnnouncementOfNothing", new UserCommand.Announcement("call-2", 1, OVER, List.of()));
    samples.put("Renewal", new UserCommand.Renewal("call-1", Long.MAX_VALUE, true));
    SampleWords.results()
        .forEach((n, r) -> samples.put("Answer" + n, new UserCommand.Answer(session, id, r)));
    samples.put("Passivated", new UserCommand.Passivated());
    samples.put("Remember", new UserCommand.Remember("call-1"));
    return samples;
  }

  private static UserCommand connect(Optional<Heard> heard, Instant began, ActorRef<Object> actor) {
    return new UserCommand.Connect(
        "session-1", 2, 2, "ann-phone", ANN.user(), heard, began, actor.narrow());
  }

  private static List<UserCommand.Entry> entries() {
    SessionEvent.IncomingCallReceived ring = SampleMessages.ring(DRAFT.customData());
    SessionEvent event = new SessionEvent.IncomingCallTimeout("call-1", ANN.user());
    return List.of(
        new UserCommand.Entry(
            1,
            1,
            List.of(
                new Notice.Ring(ring),
                new Notice.Ring(SampleMessages.ring("other")),
                new Notice.ToRung(event))),
        new UserCommand.Entry(2, 0, List.of()),
        new UserCommand.Entry(
            3,
            2,
            List.of(
                new Notice.ToOthers("session-2", event),
                new Notice.ToActing("session-1", event),
                new Notice.ToPrimary("ann-phone", event),
                new Notice.ToEvery(event),
                new Notice.Missed(SampleWords.MISSED.withNumber(0)))));
  }
}
