package dev.ringdown.testkit;

import dev.ringdown.CallUser;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import dev.ringdown.session.SessionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one device did and heard, with the instants. Written by several threads. */
final class Diary {
  /**
   * @param isHeard whether it is an event; else it is what the device did, or what was done to it
   * @param callId the call that it is about, if there is one
   */
  record Entry(Instant at, boolean isHeard, Optional<String> callId, String text) {}

  private final Clock clock;
  private final List<Entry> entries = new ArrayList<>();
  private final List<SessionEvent> heard = new ArrayList<>();

  Diary(Clock clock) {
    this.clock = clock;
  }

  synchronized void hears(SessionEvent event) {
    Optional<String> callId =
        event instanceof SessionEvent.OfCall of ? Optional.of(of.callId()) : Optional.empty();
    entries.add(new Entry(clock.instant(), true, callId, Words.of(event)));
    heard.add(event);
  }

  synchronized void does(Operation operation) {
    Optional<String> callId =
        operation instanceof Operation.OnCall on
            ? Optional.ofNullable(on.callId())
            : Optional.empty();
    entries.add(new Entry(clock.instant(), false, callId, words(operation)));
  }

  synchronized void notes(String text) {
    entries.add(new Entry(clock.instant(), false, Optional.empty(), text));
  }

  synchronized List<SessionEvent> heard() {
    return List.copyOf(heard);
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  private static String words(Operation operation) {
    String name =
        operation
            .getClass()
            .getSimpleName()
            .replaceAll("(?<=.)([A-Z])", " $1")
            .toLowerCase(Locale.ROOT);
    if (operation instanceof Operation.Invite invite) {
      return name + " " + ids(invite.invitation().callees());
    } else if (operation instanceof Operation.InviteMore more) {
      return name + " " + ids(more.callees());
    } else if (operation instanceof Operation.Cancel cancel && !cancel.invitees().isEmpty()) {
      return name + " " + cancel.invitees().stream().sorted().collect(Collectors.joining(", "));
    }
    return name;
  }

  private static String ids(List<Invitee> invitees) {
    return invitees.stream().map(Invitee::user).map(CallUser::id).collect(Collectors.joining(", "));
  }
}
