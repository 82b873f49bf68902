package dev.ringdown.call;

import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One thing that somebody does in a town; reads as a line of a script. */
record Deed(String text, Consumer<Town> does) {

  private static String whose(int back) {
    return back == 0 ? "the last call" : "the last call but " + back;
  }

  static Deed connects(String user, int phone) {
    return new Deed(user + phone + " connects", town -> town.connect(user, phone));
  }

  static Deed leaves(String user, int phone) {
    return new Deed(user + phone + " leaves", town -> town.leave(user, phone));
  }

  static Deed vanishes(String user, int phone) {
    return new Deed(user + phone + " vanishes", town -> town.vanish(user, phone));
  }

  static Deed begins(Trouble trouble) {
    return new Deed(trouble.toString(), town -> town.begins(trouble));
  }

  static Deed restarts() {
    return new Deed("the process is killed and starts again", Town::restart);
  }

  static Deed losesUser(String user) {
    return new Deed("the actor of " + user + " dies", town -> town.loseUser(user));
  }

  static Deed losesCall(int back) {
    return new Deed(
        "the actor of " + whose(back) + " dies", town -> town.loseCall(town.call(back)));
  }

  static Deed invites(String user, int phone, Invitation invitation) {
    return new Deed(
        user
            + phone
            + " calls "
            + invitation.callees().stream().map(i -> i.user().id()).toList()
            + " "
            + invitation.mode().orElseThrow()
            + " for "
            + invitation.timeout().orElseThrow()
            + " as "
            + invitation.callId().orElseThrow(),
        town -> town.invite(user, phone, invitation));
  }

  static Deed accepts(String user, int phone, int back) {
    return new Deed(
        user + phone + " accepts " + whose(back),
        town -> town.perform(user, phone, new Operation.Accept(town.call(back), "")));
  }

  static Deed declines(String user, int phone, int back) {
    return new Deed(
        user + phone + " declines " + whose(back),
        town -> town.perform(user, phone, new Operation.Decline(town.call(back), "")));
  }

  static Deed saysBusy(String user, int phone, int back) {
    return new Deed(
        user + phone + " says busy to " + whose(back),
        town -> town.perform(user, phone, new Operation.Busy(town.call(back), "")));
  }

  static Deed ignores(String user, int phone, int back) {
    return new Deed(
        user + phone + " ignores " + whose(back),
        town -> town.perform(user, phone, new Operation.Ignore(town.call(back))));
  }

  static Deed cancels(String user, int phone, int back, Set<String> invitees) {
    return new Deed(
        user + phone + " cancels " + invitees + " of " + whose(back),
        town -> town.perform(user, phone, new Operation.Cancel(town.call(back), invitees, "")));
  }

  static Deed joins(String user, int phone, int back) {
    return new Deed(
        user + phone + " joins " + whose(back),
        town -> town.perform(user, phone, new Operation.Join(town.call(back))));
  }

  static Deed quits(String user, int phone, int back) {
    return new Deed(
        user + phone + " quits " + whose(back),
        town -> town.perform(user, phone, new Operation.Quit(town.call(back))));
  }

  static Deed ends(String user, int phone, int back) {
    return new Deed(
        user + phone + " ends " + whose(back),
        town -> town.perform(user, phone, new Operation.End(town.call(back))));
  }

  static Deed invitesMore(String user, int phone, int back, String callee) {
    return new Deed(
        user + phone + " invites " + callee + " to " + whose(back),
        town ->
            town.perform(
                user,
                phone,
                new Operation.InviteMore(
                    town.call(back),
                    List.of(Invitee.of(callee)),
                    Optional.of(Duration.ofSeconds(20)))));
  }

  static Deed dialsBack(String user, int phone, int back) {
    return new Deed(
        user + phone + " dials " + whose(back) + " back",
        town -> town.perform(user, phone, new Operation.DialBack(town.call(back))));
  }

  static Deed repeats() {
    return new Deed("who asked last asks again", Town::repeat);
  }

  static Deed settles() {
    return new Deed("all settles", Town::settle);
  }

  static Deed passes(int millis) {
    return new Deed(millis + " ms pass", town -> town.pass(Duration.ofMillis(millis)));
  }

  @Override
  public String toString() {
    return text;
  }
}
