package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.GlarePolicy;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** One thing that somebody does to a call, or that happens to it; reads as a line of a script. */
record Move(String text, Consumer<Play> does) {

  private static Move asks(String text, Function<Play, CallRequest> request) {
    return new Move(text, play -> play.ask(request.apply(play)));
  }

  private static Move performs(String user, int phone, String verb, Operation.OnCall operation) {
    return asks(
        user + phone + " " + verb,
        play -> new CallRequest.Perform(play.by(user, phone), operation));
  }

  // ---- Users

  static Move accepts(String user, int phone) {
    return performs(user, phone, "accepts", new Operation.Accept("c1", "yes"));
  }

  static Move declines(String user, int phone) {
    return performs(user, phone, "declines", new Operation.Decline("c1", "no"));
  }

  static Move saysBusy(String user, int phone) {
    return performs(user, phone, "says busy", new Operation.Busy("c1", "later"));
  }

  static Move ignores(String user, int phone) {
    return performs(user, phone, "ignores", new Operation.Ignore("c1"));
  }

  static Move receives(String user, int phone) {
    return performs(user, phone, "receives", new Operation.Received("c1"));
  }

  static Move cancels(String user, int phone, String... invitees) {
    return performs(
        user,
        phone,
        "cancels " + List.of(invitees),
        new Operation.Cancel("c1", Set.of(invitees), "sorry"));
  }

  static Move joins(String user, int phone) {
    return performs(user, phone, "joins", new Operation.Join("c1"));
  }

  static Move quits(String user, int phone) {
    return performs(user, phone, "quits", new Operation.Quit("c1"));
  }

  static Move ends(String user, int phone) {
    return performs(user, phone, "ends", new Operation.End("c1"));
  }

  static Move looks(String user, int phone) {
    return performs(user, phone, "looks", new Operation.GetCall("c1"));
  }

  static Move invites(String user, int phone, RingRequest... rings) {
    List<String> names = List.of(rings).stream().map(Move::name).toList();
    return asks(
        user + phone + " invites " + names,
        play -> new CallRequest.InviteMore(play.by(user, phone), List.of(rings)));
  }

  private static String name(RingRequest ring) {
    return ring.user().id()
        + (ring.silent() ? " silently" : "")
        + " for "
        + ring.timeout().toSeconds()
        + " s";
  }

  static Move createsAgain() {
    return asks(
        "alice1 creates it again",
        play -> new CallRequest.Create(play.by("alice", 1), play.scene.draft()));
  }

  static Move createsAnother() {
    Draft other =
        new Draft(
            "c1",
            "room",
            CallType.VOICE,
            CallMode.ADVANCED,
            GlarePolicy.MERGE,
            "",
            List.of(Scene.ring("bob", 60)));
    return asks(
        "alice1 creates another", play -> new CallRequest.Create(play.by("alice", 1), other));
  }

  // ---- Users' actors

  static Move turnsAway(String user, MissedReason reason) {
    return asks(
        user + " is turned away: " + reason,
        play -> new CallRequest.TurnAway(user, play.ringOf(user), reason));
  }

  static Move turnsAwayLate(String user) {
    return asks(
        user + " is turned away from an earlier ring",
        play -> new CallRequest.TurnAway(user, play.ringOf(user) - 1, MissedReason.BUSY));
  }

  static Move merges(String user, int phone) {
    return asks(
        user + phone + " merges his own call",
        play -> new CallRequest.Merge(play.by(user, phone), "c2"));
  }

  static Move isMerged() {
    return asks("goes into another call", play -> new CallRequest.MergedInto("c0"));
  }

  static Move isLost(String user) {
    return asks(user + " is lost", play -> new CallRequest.Lost(user));
  }

  static Move isRevoked() {
    return asks("is revoked", play -> new CallRequest.Revoke());
  }

  // ---- Back ends

  static Move isTakenBack(String... invitees) {
    return asks(
        "a back end takes back " + List.of(invitees),
        play -> new CallRequest.TakeBack(Set.of(invitees), "sorry"));
  }

  static Move isFinished() {
    return asks("a back end ends it", play -> new CallRequest.Finish());
  }

  static Move isKicked(String user) {
    return asks(
        "a back end makes " + user + " quit", play -> new CallRequest.Kick(user, "out of here"));
  }

  static Move isLookedAt() {
    return asks("a back end looks", play -> new CallRequest.Show());
  }

  // ---- Time

  static Move passes(int seconds) {
    return new Move(seconds + " s pass", play -> play.pass(Duration.ofSeconds(seconds)));
  }

  static Move untilDue() {
    return new Move("time passes until something is due", Play::passUntilDue);
  }

  static Move settles() {
    return new Move("missed calls are on record", Play::settle);
  }

  @Override
  public String toString() {
    return text;
  }
}
