package dev.ringdown.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.EndReason;
import dev.ringdown.gateway.wire.proto.ErrorCode;
import dev.ringdown.gateway.wire.proto.Event;
import dev.ringdown.gateway.wire.proto.Event.EventCase;
import dev.ringdown.gateway.wire.proto.MissedCalls;
import dev.ringdown.gateway.wire.proto.MissedReason;
import dev.ringdown.gateway.wire.proto.Outcome;
import dev.ringdown.gateway.wire.proto.Reply;
import dev.ringdown.gateway.wire.proto.Request;
import dev.ringdown.gateway.wire.proto.Request.OperationCase;
import dev.ringdown.gateway.wire.proto.Welcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation and every callback, over real sockets, in both subprotocols. */
class EveryFrameTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldWelcome(Subprotocol subprotocol) {
    Phone phone = gateway.socket(subprotocol);

    Welcome welcome = phone.hello(TestGateway.token(subprotocol + "-zoe"), "phone");

    assertThat(welcome.getVersion()).isEqualTo(1);
    assertThat(welcome.getUser().getId()).isEqualTo(subprotocol + "-zoe");
    assertThat(welcome.getDevice()).isEqualTo("phone");
    assertThat(welcome.getResumed()).isFalse();
    assertThat(welcome.getSessionId()).isNotEmpty();
    assertThat(welcome.hasTokenExpiresAt()).isTrue();
    assertThat(welcome.getIdleTimeout().getSeconds()).isEqualTo(30);
    assertThat(welcome.getResumeWindow().getSeconds()).isEqualTo(10);
    Event first = phone.event();
    assertThat(first.getEventCase()).isEqualTo(EventCase.CONNECTED);
    assertThat(first.getNumber()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldCarryEveryOperationAndEveryCallback(Subprotocol subprotocol) {
    Town town = new Town(subprotocol);
    town.acceptAndEnd();
    town.declineAndBusy();
    town.cancelAndDialBack();
    town.timeOut();
    town.meetInAGroup();
    town.callEachOther();

    Set<OperationCase> operations = EnumSet.allOf(OperationCase.class);
    operations.remove(OperationCase.OPERATION_NOT_SET);
    assertThat(town.asked).containsAll(operations);
    Set<EventCase> events = EnumSet.allOf(EventCase.class);
    // Only of an operation without a reply, and the gateway has none.
    events.removeAll(EnumSet.of(EventCase.EVENT_NOT_SET, EventCase.ERROR));
    assertThat(town.phones.stream().flatMap(phone -> phone.heard().stream()).toList())
        .containsAll(events);
  }

  /** The users of one test, so that tests do not meet. */
  private static final class Town {
    private final Subprotocol subprotocol;
    private final List<Phone> phones = new ArrayList<>();
    private final Set<OperationCase> asked = EnumSet.noneOf(OperationCase.class);

    Town(Subprotocol subprotocol) {
      this.subprotocol = subprotocol;
    }

    private String user(String name) {
      return subprotocol + "-" + name;
    }

    private Phone phone(String name) {
      return phone(name, "phone");
    }

    private Phone phone(String name, String device) {
      Phone phone = gateway.phone(subprotocol, user(name), device);
      phones.add(phone);
      return phone;
    }

    private Reply ask(Phone phone, Request.Builder request) {
      asked.add(request.getOperationCase());
      return phone.ask(request);
    }

    private String call(Phone caller, String... names) {
      Request.Builder invite =
          Requests.invite(Arrays.stream(names).map(this::user).toArray(String[]::new));
      return ask(caller, invite).getInvited().getCallId();
    }

    void acceptAndEnd() {
      Phone alice = phone("alice");
      Phone bob = phone("bob");
      Phone tablet = phone("bob", "tablet");
      Phone watch = phone("bob", "watch");
      String call = call(alice, "bob");

      Event ring = bob.event(EventCase.INCOMING_CALL_RECEIVED);
      assertThat(ring.getCallId()).isEqualTo(call);
      assertThat(ring.getIncomingCallReceived().getCustomData()).isEqualTo("data");
      assertThat(ring.getIncomingCallReceived().getRemaining().getSeconds()).isBetween(1L, 60L);
      watch.event(EventCase.INCOMING_CALL_RECEIVED);
      Request.Builder ignore = Request.newBuilder();
      ignore.getIgnoreBuilder().setCallId(call);
      assertThat(ask(watch, ignore).hasDone()).isTrue();
      assertThat(ask(bob, Requests.accept(call)).getJoined().getCallId()).isEqualTo(call);
      bob.event(EventCase.INCOMING_CALL_ACCEPT_BUTTON_PRESSED);
      assertThat(tablet.event(EventCase.INCOMING_CALL_HANDLED_ELSEWHERE))
          .extracting(e -> e.getIncomingCallHandledElsewhere().getOutcome())
          .isEqualTo(Outcome.Enum.ACCEPTED);
      alice.event(EventCase.OUTGOING_CALL_ACCEPTED);
      assertThat(ask(alice, Requests.getCall(call)).getSnapshot().getCall().getMembersList())
          .hasSize(2);
      assertThat(ask(alice, Requests.activeCalls()).getSnapshots().getCallsList()).hasSize(1);
      Reply late = ask(tablet, Requests.accept(call));
      assertThat(late.getError().getCode()).isEqualTo(ErrorCode.Enum.ALREADY_ANSWERED);
      assertThat(late.getError().getOutcome()).isEqualTo(Outcome.Enum.ACCEPTED);
      assertThat(ask(alice, Requests.end(call)).hasDone()).isTrue();
      assertThat(bob.event(EventCase.CALL_ENDED).getCallEnded().getReason())
          .isEqualTo(EndReason.Enum.ENDED);
    }

    void declineAndBusy() {
      Phone carol = phone("carol");
      Phone dave = phone("dave");
      String first = call(carol, "dave");
      dave.event(EventCase.INCOMING_CALL_RECEIVED);
      assertThat(ask(dave, Requests.decline(first)).hasDone()).isTrue();
      dave.event(EventCase.INCOMING_CALL_DECLINE_BUTTON_PRESSED);
      carol.event(EventCase.OUTGOING_CALL_DECLINED);
      carol.event(EventCase.CALL_ENDED);

      String second = call(carol, "dave");
      dave.event(EventCase.INCOMING_CALL_RECEIVED);
      Request.Builder busy = Request.newBuilder();
      busy.getBusyBuilder().setCallId(second).setCustomData("driving");
      assertThat(ask(dave, busy).hasDone()).isTrue();
      assertThat(
              carol
                  .event(EventCase.OUTGOING_CALL_REJECTED_CAUSE_BUSY)
                  .getOutgoingCallRejectedCauseBusy()
                  .getCustomData())
          .isEqualTo("driving");
    }

    void cancelAndDialBack() {
      Phone erin = phone("erin");
      Phone frank = phone("frank");
      String missed = call(erin, "frank");
      frank.event(EventCase.INCOMING_CALL_RECEIVED);
      assertThat(ask(erin, Requests.cancel(missed)).getCancelled().getCancelledList())
          .containsExactly(user("frank"));
      erin.event(EventCase.OUTGOING_CALL_CANCEL_BUTTON_PRESSED);
      frank.event(EventCase.INCOMING_CALL_CANCELED);

      Request.Builder list = Request.newBuilder();
      list.getListMissedCallsBuilder().setLimit(10);
      MissedCalls calls = ask(frank, list).getMissedCalls();
      assertThat(calls.getUnread()).isEqualTo(1);
      assertThat(calls.getCalls(0).getReason()).isEqualTo(MissedReason.Enum.CANCELLED);
      Request.Builder seen = Request.newBuilder();
      seen.getMissedCallsSeenBuilder().setUpTo(calls.getCalls(0).getNumber());
      assertThat(ask(frank, seen).hasDone()).isTrue();
      Request.Builder clicked = Request.newBuilder();
      clicked.getMissedCallClickedBuilder().setCallId(missed);
      assertThat(ask(frank, clicked).hasDone()).isTrue();
      frank.event(EventCase.INCOMING_MISSED_CALL_CLICKED);

      Request.Builder dialBack = Request.newBuilder();
      dialBack.getDialBackBuilder().setCallId(missed).setDefaultAction(true);
      Reply back = ask(frank, dialBack);
      erin.event(EventCase.INCOMING_CALL_RECEIVED);
      Reply failed = ask(frank, dialBack);
      assertThat(failed.getError().getCode()).isEqualTo(ErrorCode.Enum.ALREADY_IN_CALL);
      assertThat(
              frank
                  .event(EventCase.INCOMING_MISSED_CALL_DIAL_BACK_FAILED)
                  .getIncomingMissedCallDialBackFailed()
                  .getReason())
          .isEqualTo(failed.getError());
      ask(erin, Requests.decline(back.getInvited().getCallId()));
    }

    void timeOut() {
      Phone grace = phone("grace");
      Phone heidi = phone("heidi");
      Request.Builder invite = Requests.invite(user("heidi"));
      invite.getInviteBuilder().getTimeoutBuilder().setSeconds(1);
      ask(grace, invite);

      heidi.event(EventCase.INCOMING_CALL_TIMEOUT);
      assertThat(grace.event(EventCase.OUTGOING_CALL_TIMEOUT).getOutgoingCallTimeout())
          .satisfies(timeout -> assertThat(timeout.getIsVideoCall()).isTrue());
    }

    void meetInAGroup() {
      Phone ivan = phone("ivan");
      Phone judy = phone("judy");
      Phone ken = phone("ken");
      Phone leo = phone("leo");
      String call = call(ivan, "judy");
      judy.event(EventCase.INCOMING_CALL_RECEIVED);
      ask(judy, Requests.accept(call));
      Request.Builder more = Request.newBuilder();
      more.getInviteMoreBuilder().setCallId(call);
      more.getInviteMoreBuilder().addCalleesBuilder().getUserBuilder().setId(user("ken"));
      assertThat(ask(ivan, more).hasInvited()).isTrue();
      ken.event(EventCase.INCOMING_CALL_RECEIVED);
      Request.Builder join = Request.newBuilder();
      join.getJoinBuilder().setCallId(call);
      assertThat(ask(leo, join).getJoined().getCallId()).isEqualTo(call);
      Request.Builder quit = Request.newBuilder();
      quit.getQuitBuilder().setCallId(call);
      assertThat(ask(leo, quit).hasDone()).isTrue();
      judy.event(EventCase.INVITATION_USER_STATE_CHANGED);
    }

    void callEachOther() {
      Phone mia = phone("mia");
      Phone nina = phone("nina");
      Request.Builder first = Requests.invite(user("nina"));
      first.getInviteBuilder().setCallId(user("a-call"));
      ask(mia, first);
      Request.Builder crossing = Requests.invite(user("mia"));
      crossing.getInviteBuilder().setCallId(user("b-call"));
      assertThat(ask(nina, crossing).hasError()).isFalse();
      // The lower id goes on.
      assertThat(nina.event(EventCase.CALL_MERGED).getCallMerged().getIntoCallId())
          .isEqualTo(user("a-call"));
    }
  }
}
