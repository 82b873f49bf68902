package dev.ringdown.demo;

import dev.ringdown.CallMember;
import dev.ringdown.CallSnapshot;
import dev.ringdown.CallUser;
import dev.ringdown.InvitationEvents;
import dev.ringdown.MissedCall;
import dev.ringdown.Ringdown;
import dev.ringdown.Session;
import dev.ringdown.demo.Screen.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What an engine that starts anew finds in the journal. */
final class Persisted {
  private static final int PAGE = 100;

  private final Ringdown ringdown;
  private final CallNames calls;
  private final Screen screen;
  private final List<String> problems = new ArrayList<>();

  Persisted(Ringdown ringdown, CallNames calls, Screen screen) {
    this.ringdown = ringdown;
    this.calls = calls;
    this.screen = screen;
  }

  /** Lists calls and missed calls; gives what is not as it was. */
  List<String> list(List<Play> plays) {
    screen.line(Style.PLAIN, "  %-8s %-16s %-15s members".formatted("call", "flow", "ended"));
    for (Play play : plays) {
      play.made().stream()
          .sorted(Comparator.comparing((Play.Made made) -> calls.number(made.call())))
          .forEach(made -> call(play, made));
    }
    screen.blank();
    screen.line(Style.PLAIN, "  missed calls by user");
    Map<String, List<String>> missed = new LinkedHashMap<>();
    for (Play play : plays) {
      play.phones().stream().map(Ear::user).distinct().forEach(user -> missed(play, user, missed));
    }
    if (missed.isEmpty()) {
      screen.line(Style.PLAIN, "  none");
    }
    missed.forEach(
        (name, texts) ->
            screen.row(Style.PLAIN, "  %-8s ".formatted(name), String.join(", ", texts)));
    return problems;
  }

  private void call(Play play, Play.Made made) {
    Session session = ringdown.connect(made.caller(), "desk", own -> new InvitationEvents() {});
    CallSnapshot call = await(session.call(made.call().id()));
    session.close();
    if (call.isLive()) {
      problems.add(made.call() + " has no end in the journal");
    }
    String reason = call.endReason().map(Enum::name).orElse("-");
    screen.row(
        Style.PLAIN,
        "  %-8s %-16s %-15s ".formatted(made.call(), play.flow().name(), reason),
        call.members().stream().map(Persisted::member).collect(Collectors.joining(", ")));
  }

  private static String member(CallMember member) {
    return member.user().name() + " " + member.state();
  }

  private void missed(Play play, CallUser user, Map<String, List<String>> texts) {
    Session session = ringdown.connect(user, "desk", own -> new InvitationEvents() {});
    List<MissedCall> list = await(session.missedCalls(0, PAGE)).calls();
    session.close();
    List<Play.Missed> got =
        list.stream().map(m -> new Play.Missed(user, calls.of(m.callId()), m.reason())).toList();
    List<Play.Missed> expected = play.missed().stream().filter(m -> m.user().equals(user)).toList();
    if (!got.equals(expected)) {
      problems.add(
          "%s: missed calls of %s: expected %s, got %s"
              .formatted(play.flow().name(), user.name(), expected, got));
    }
    for (Play.Missed missed : got) {
      texts
          .computeIfAbsent(user.name(), name -> new ArrayList<>())
          .add(missed.call() + " " + missed.reason());
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage
          .toCompletableFuture()
          .orTimeout(Phone.PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw new Failure("cannot read back: " + e.getCause());
    }
  }
}
