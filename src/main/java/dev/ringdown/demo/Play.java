package dev.ringdown.demo;

import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MissedReason;
import dev.ringdown.Ringdown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One performance of a flow: its users, their devices and their calls. */
final class Play {
  /** A call that was made, by whom, for the summary. */
  record Made(CallName call, CallUser caller) {}

  /** A call that a user is to find among his missed calls. */
  record Missed(CallUser user, CallName call, MissedReason reason) {}

  private final Flow flow;
  private final Ringdown ringdown;
  private final Screen screen;
  private final CallNames calls;
  private final String run;
  private final Duration pace;
  private final List<Ear> phones = new ArrayList<>();
  private final List<Phone> open = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();
  private final List<Missed> missed = new ArrayList<>();

  /**
   * @param run makes the users' ids unlike those of earlier demonstrations in the same journal
   * @param pace what a person is given to read before each action
   */
  Play(Flow flow, Ringdown ringdown, Screen screen, CallNames calls, String run, Duration pace) {
    this.flow = flow;
    this.ringdown = ringdown;
    this.screen = screen;
    this.calls = calls;
    this.run = run;
    this.pace = pace;
  }

  /** Plays the flow to its end; gives what went wrong, one line each. */
  List<String> perform() {
    List<String> problems = new ArrayList<>();
    try {
      flow.script().accept(this);
    } catch (Failure e) {
      problems.add(e.getMessage());
    }
    settle();
    open.forEach(Phone::leaves);
    try {
      open.forEach(Phone::isSilent);
    } catch (Failure e) {
      problems.add(e.getMessage());
    }
    return problems;
  }

  /**
   * Whatever was still under way is heard when this returns and the sessions are closed: an answer
   * comes after all that its call, and its user, told before. Twice, for what that caused.
   */
  private void settle() {
    for (int round = 0; round < 2; round++) {
      for (Made call : made) {
        ask(phone -> phone.session().call(call.call().id()).toCompletableFuture());
      }
      ask(phone -> phone.session().activeCalls().toCompletableFuture());
    }
  }

  /** A refusal, too, is an answer; the engine bounds how long that takes. */
  private void ask(Function<Phone, CompletableFuture<?>> question) {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (Phone phone : open) {
      answers.add(question.apply(phone).exceptionally(refusal -> null));
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
  }

  // ---- Who takes part

  Phone connects(String name) {
    return connects(name, "phone");
  }

  Phone connects(String name, String device) {
    Phone phone = connectsInto(name, device);
    phone.hears(Expected.connected(0, 0));
    return phone;
  }

  /**
   * A device of a user who has calls or missed calls already: what it hears first is to be said.
   */
  Phone connectsInto(String name, String device) {
    Phone phone = new Phone(user(name), device, this);
    phones.add(phone);
    open.add(phone);
    return phone;
  }

  /** A device that is connected to the engine of another process. */
  Ear elsewhere(String name) {
    Ear ear = new Ear(user(name), "phone", screen);
    phones.add(ear);
    return ear;
  }

  /** The engine has closed the device's session. */
  void isGone(Phone phone) {
    open.remove(phone);
  }

  CallUser user(String name) {
    return CallUser.of("%s-%s-%s".formatted(name.toLowerCase(Locale.ROOT), flow.name(), run), name);
  }

  List<Invitee> invitees(String... names) {
    return Arrays.stream(names).map(this::user).map(Invitee::of).toList();
  }

  // ---- Calls

  /** One voice call to these users, with the default timeout. */
  CallName rings(Phone caller, String... callees) {
    return rings(caller, Invitation.of(CallType.VOICE, invitees(callees)));
  }

  CallName rings(Phone caller, Invitation invitation) {
    String names =
        String.join(", ", invitation.callees().stream().map(i -> i.user().name()).toList());
    CallName call = create(caller);
    caller.does("calls " + names, s -> s.invite(invitation.withCallId(call.id())));
    return call;
  }

  /** A name for a call that another process's engine is to know. */
  CallName createElsewhere() {
    return calls.create();
  }

  /** A name for a call that this device is about to make. */
  CallName create(Phone caller) {
    CallName call = calls.create();
    made.add(new Made(call, caller.user()));
    return call;
  }

  /** A call that the engine made for this device, when it dialled back. */
  CallName dialled(Phone caller) {
    CallName call = calls.latest();
    made.add(new Made(call, caller.user()));
    return call;
  }

  /** The user is to find this among his missed calls, also when the engine starts again. */
  void misses(Phone phone, CallName call, MissedReason reason) {
    missed.add(new Missed(phone.user(), call, reason));
  }

  /** A sentence of the story, after a moment to read what came before. */
  void says(String text) {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, pace.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    screen.action(text);
  }

  // ---- For devices and the report

  Ringdown ringdown() {
    return ringdown;
  }

  Screen screen() {
    return screen;
  }

  CallNames calls() {
    return calls;
  }

  Flow flow() {
    return flow;
  }

  List<Ear> phones() {
    return List.copyOf(phones);
  }

  List<Made> made() {
    return List.copyOf(made);
  }

  List<Missed> missed() {
    return List.copyOf(missed);
  }
}
