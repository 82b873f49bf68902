package dev.ringdown.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.CallMode;
import dev.ringdown.Invitation;
import dev.ringdown.MissedCall;
import dev.ringdown.Operation;
import dev.ringdown.session.SessionEvent;
import dev.ringdown.testkit.Device;
import dev.ringdown.testkit.TestEngine;
import dev.ringdown.testkit.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a call that came to nothing is called: at the caller, on each device, and afterwards. */
class LabelsTest {
  @AutoClose private final TestEngine engine = TestEngine.start();
  private final Device alice = engine.connect("alice", "phone");
  private final Device phone = engine.connect("bob", "phone");
  private final Device tablet = engine.connect("bob", "tablet");
  private final Device carol = engine.connect("carol", "phone");

  private static final String ADVANCED = " (advanced)";

  /**
   * @param atCaller what she hears of it, after the ring
   * @param onPhone why the phone stops, where Bob may have done something
   * @param onTablet why the other device stops
   * @param missed the reason on Bob's list; empty if he missed nothing
   */
  private record Row(
      String name,
      BiConsumer<LabelsTest, String> way,
      List<String> atCaller,
      String onPhone,
      String onTablet,
      String missed,
      boolean onlyAdvanced) {}

  private static Row row(
      String name,
      BiConsumer<LabelsTest, String> way,
      List<String> atCaller,
      String onPhone,
      String onTablet,
      String missed) {
    return new Row(name, way, atCaller, onPhone, onTablet, missed, name.endsWith(ADVANCED));
  }

  private static final List<Row> ROWS =
      List.of(
          row(
              "declined",
              (t, c) -> t.phone.declines(c),
              List.of("OutgoingCallDeclined(bob)", "U(bob DECLINED)", "CallEnded(DECLINED)"),
              "IncomingCallDeclineButtonPressed",
              "HandledElsewhere(DECLINED)",
              ""),
          row(
              "a device says busy",
              (t, c) -> t.phone.answersBusy(c),
              List.of("OutgoingCallRejectedCauseBusy(bob)", "U(bob BUSY)", "CallEnded(BUSY)"),
              "",
              "HandledElsewhere(BUSY)",
              ""),
          row(
              "timed out",
              (t, c) -> t.engine.passSeconds(60),
              List.of("OutgoingCallTimeout(bob)", "U(bob TIMED_OUT)", "CallEnded(NO_ANSWER)"),
              "IncomingCallTimeout",
              "IncomingCallTimeout",
              "TIMED_OUT"),
          row(
              "cancelled",
              (t, c) -> t.alice.cancels(c),
              List.of(
                  "OutgoingCallCancelButtonPressed", "U(bob CANCELLED)", "CallEnded(CANCELLED)"),
              "IncomingCallCanceled(CANCELLED)",
              "IncomingCallCanceled(CANCELLED)",
              "CANCELLED"),
          row(
              "the caller quits" + ADVANCED,
              (t, c) -> t.alice.quits(c),
              List.of(
                  "OutgoingCallCancelButtonPressed", "U(bob CANCELLED)", "CallEnded(CANCELLED)"),
              "IncomingCallCanceled(CANCELLED)",
              "IncomingCallCanceled(CANCELLED)",
              "CANCELLED"),
          row(
              "ended for all" + ADVANCED,
              (t, c) -> t.alice.ends(c),
              List.of("U(bob CANCELLED)", "U(alice ENDED)", "CallEnded(ENDED)"),
              "IncomingCallCanceled(ENDED)",
              "IncomingCallCanceled(ENDED)",
              "CANCELLED"),
          row(
              "the caller is lost",
              (t, c) -> t.loseAlice(),
              List.of(),
              "IncomingCallCanceled(CALLER_LOST)",
              "IncomingCallCanceled(CALLER_LOST)",
              "CALLER_LOST"));

  private void loseAlice() {
    alice.vanishes();
    engine.passSeconds(11);
  }

  static Stream<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Row row : ROWS) {
      for (CallMode mode : CallMode.values()) {
        if (mode == CallMode.ADVANCED || !row.onlyAdvanced()) {
          rows.add(Arguments.of(row.name(), mode, row));
        }
      }
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("rows")
  void shouldBeCalledByItsName(String name, CallMode mode, Row row) {
    String call = alice.invites(Invitation.voice("bob").withMode(mode));
    alice.forgets();
    row.way().accept(this, call);
    engine.passSeconds(200);

    assertThat(alice.heard()).isEqualTo(row.atCaller());
    assertThat(ends(call, phone)).isEqualTo(words(row.onPhone()));
    assertThat(ends(call, tablet)).isEqualTo(words(row.onTablet()));
    assertThat(phone.missedCalls())
        .extracting(MissedCall::reason)
        .map(Enum::name)
        .isEqualTo(words(row.missed()));
    assertThat(alice.reconnects().missedCalls()).isEmpty();
  }

  /** Who is in another call is busy: not declined, not timed out. */
  @ParameterizedTest
  @MethodSource("modes")
  void shouldBeBusyInAnotherCall(CallMode mode) {
    phone.accepts(carol.invites("bob"));
    alice.forgets();
    String call = alice.invites(Invitation.voice("bob").withMode(mode));
    engine.passSeconds(200);

    assertThat(alice.heard())
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallRejectedCauseBusy(bob)",
            "U(bob BUSY)",
            "CallEnded(BUSY)");
    assertThat(Screen.of(call, phone)).isEmpty();
    assertThat(Screen.of(call, tablet)).isEmpty();
    assertThat(phone.missedCalls())
        .extracting(MissedCall::reason)
        .map(Enum::name)
        .containsExactly("BUSY");
  }

  static Stream<CallMode> modes() {
    return Stream.of(CallMode.values());
  }

  /** In a group every invitee has a label of his own, whatever the others' are. */
  @ParameterizedTest
  @MethodSource("modes")
  void shouldNotMixTheLabelsOfAGroup(CallMode mode) {
    Device dave = engine.connect("dave", "phone");
    engine.connect("erin", "phone");
    alice.forgets();
    String call = alice.invites(Invitation.voice("bob", "carol", "dave", "erin").withMode(mode));
    phone.declines(call);
    carol.answersBusy(call);
    alice.cancels(call, "dave");
    engine.passSeconds(61);

    assertThat(alice.heard().stream().filter(w -> !w.contains("RINGING")))
        .containsExactly(
            "OutgoingCallSent",
            "OutgoingCallDeclined(bob)",
            "U(bob DECLINED)",
            "OutgoingCallRejectedCauseBusy(carol)",
            "U(carol BUSY)",
            "OutgoingCallCancelButtonPressed",
            "U(dave CANCELLED)",
            "OutgoingCallTimeout(erin)",
            "U(erin TIMED_OUT)",
            "CallEnded(NO_ANSWER)");
    assertThat(ends(call, dave)).containsExactly("IncomingCallCanceled(CANCELLED)");
  }

  private static List<String> words(String one) {
    return one.isEmpty() ? List.of() : List.of(one);
  }

  /** Why its ring ended, without what the members' states are. */
  private static List<String> ends(String call, Device device) {
    return Screen.of(call, device).stream()
        .filter(e -> !(e instanceof SessionEvent.IncomingCallReceived))
        .filter(e -> !(e instanceof SessionEvent.InvitationUserStateChanged))
        .map(Words::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void shouldNotCallAnsweredWhatWasNot(CallMode mode) {
    String call = alice.invites(Invitation.voice("bob").withMode(mode));
    phone.does(new Operation.Ignore(call));
    engine.passSeconds(61);
    assertThat(alice.heard()).endsWith("U(bob TIMED_OUT)", "CallEnded(NO_ANSWER)");
    assertThat(phone.missedCalls()).hasSize(1);
  }
}
