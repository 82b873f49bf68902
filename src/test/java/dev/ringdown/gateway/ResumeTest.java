package dev.ringdown.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.gateway.wire.Subprotocol;
import dev.ringdown.gateway.wire.proto.Event;
import dev.ringdown.gateway.wire.proto.Event.EventCase;
import dev.ringdown.gateway.wire.proto.Goodbye;
import dev.ringdown.gateway.wire.proto.GoodbyeReason;
import dev.ringdown.gateway.wire.proto.Hello;
import dev.ringdown.gateway.wire.proto.Reply;
import dev.ringdown.gateway.wire.proto.Request;
import dev.ringdown.gateway.wire.proto.Welcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets are lost and taken over; what a session hears is not. */
class ResumeTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start("ringdown.gateway.socket.resume-window = 60s");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Hello.Builder again(String user, Welcome before, long seen) {
    Hello.Builder hello = Phone.greeting(TestGateway.token(user), before.getDevice());
    hello.getResumeBuilder().setSessionId(before.getSessionId()).setSeen(seen);
    return hello;
  }

  private static Phone open() {
    return gateway.socket(Subprotocol.JSON);
  }

  /** A callee whose socket is lost after so many events hears the same as one whose is not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldMissNothingAndHearNothingTwice(long cut) {
    String alice = "alice-" + cut;
    String bob = "bob-" + cut;
    Phone caller = gateway.phone(Subprotocol.JSON, alice, "phone");
    Phone first = open();
    Welcome welcome = first.hello(TestGateway.token(bob), "phone");
    List<Event> heard = new ArrayList<>();
    Lines bobs = new Lines(first, welcome, heard);

    bobs.hearAndLose(cut, 1);
    String call = caller.ask(Requests.invite(bob)).getInvited().getCallId();
    bobs.hearAndLose(cut, 3);
    assertThat(bobs.phone.ask(Requests.accept(call)).hasJoined()).isTrue();
    bobs.hearAndLose(cut, 5);
    caller.ask(Requests.end(call));
    bobs.hearAndLose(cut, 6);

    assertThat(heard).extracting(Event::getNumber).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(heard)
        .extracting(Event::getEventCase)
        .containsExactly(
            EventCase.CONNECTED,
            EventCase.INCOMING_CALL_RECEIVED,
            EventCase.INVITATION_USER_STATE_CHANGED,
            EventCase.INCOMING_CALL_ACCEPT_BUTTON_PRESSED,
            EventCase.INVITATION_USER_STATE_CHANGED,
            EventCase.CALL_ENDED);
  }

  /** One session over several sockets. */
  private static final class Lines {
    private final Welcome welcome;
    private final List<Event> heard;
    private Phone phone;

    Lines(Phone phone, Welcome welcome, List<Event> heard) {
      this.phone = phone;
      this.welcome = welcome;
      this.heard = heard;
    }

    /** Hears events up to a number, and loses the socket after that with the number of the cut. */
    void hearAndLose(long cut, long upTo) {
      while (heard.size() < upTo) {
        heard.add(phone.event());
        if (heard.size() == cut) {
          phone.abort();
          phone = open();
          Welcome resumed = phone.hello(again(welcome.getUser().getId(), welcome, cut));
          assertThat(resumed.getResumed()).isTrue();
          assertThat(resumed.getSessionId()).isEqualTo(welcome.getSessionId());
        }
      }
    }
  }

  @Test
  void shouldTellWhatHappenedMeanwhile() {
    Phone caller = gateway.phone(Subprotocol.JSON, "carol", "phone");
    Phone lost = open();
    Welcome welcome = lost.hello(TestGateway.token("dave"), "phone");
    lost.event();
    lost.abort();

    String call = caller.ask(Requests.invite("dave")).getInvited().getCallId();
    caller.event(EventCase.INVITATION_USER_STATE_CHANGED);
    Phone back = open();
    assertThat(back.hello(again("dave", welcome, 1)).getResumed()).isTrue();

    Event ring = back.event();
    assertThat(ring.getEventCase()).isEqualTo(EventCase.INCOMING_CALL_RECEIVED);
    assertThat(ring.getNumber()).isEqualTo(2);
    assertThat(ring.getCallId()).isEqualTo(call);
    assertThat(back.event().getEventCase()).isEqualTo(EventCase.INVITATION_USER_STATE_CHANGED);
  }

  @Test
  void shouldAnswerTheSameRequestTheSameAfterALostReply() {
    Phone first = open();
    Welcome welcome = first.hello(TestGateway.token("erin"), "phone");
    Reply reply = first.ask("the-call", Requests.invite("frank"));
    first.abort();

    Phone back = open();
    back.hello(again("erin", welcome, 0));

    assertThat(back.ask("the-call", Requests.invite("frank"))).isEqualTo(reply);
    Request.Builder active = Request.newBuilder();
    active.getActiveCallsBuilder();
    assertThat(back.ask(active).getSnapshots().getCallsList()).hasSize(1);
  }

  @Test
  void shouldGoOnWithASecondSocketAndNotWithTheFirst() {
    Phone first = open();
    Welcome welcome = first.hello(TestGateway.token("grace"), "phone");
    Phone second = open();

    assertThat(second.hello(again("grace", welcome, 0)).getResumed()).isTrue();

    Goodbye goodbye = first.goodbye();
    assertThat(goodbye.getReason()).isEqualTo(GoodbyeReason.Enum.RESUMED_ELSEWHERE);
    assertThat(second.event().getEventCase()).isEqualTo(EventCase.CONNECTED);
    assertThat(second.ask(Requests.invite("heidi")).hasInvited()).isTrue();
  }

  @Test
  void shouldNotGoOnWithAnothersSession() {
    Phone victim = open();
    Welcome welcome = victim.hello(TestGateway.token("ivan"), "phone");
    Phone thief = open();

    Welcome own = thief.hello(again("mallory", welcome, 0));

    assertThat(own.getResumed()).isFalse();
    assertThat(own.getUser().getId()).isEqualTo("mallory");
    assertThat(own.getSessionId()).isNotEqualTo(welcome.getSessionId());
    assertThat(victim.ask(Requests.invite("judy")).hasInvited()).isTrue();
  }

  @Test
  void shouldBeginAnewWhenTheEventsAreGone() {
    Phone first = open();
    Welcome welcome = first.hello(TestGateway.token("ken"), "phone");
    first.ask(Requests.invite("leo"));
    first.event(EventCase.OUTGOING_CALL_SENT);
    first.seen(2);
    first.ask(Requests.activeCalls());
    first.abort();

    Phone back = open();
    Welcome anew = back.hello(again("ken", welcome, 1));

    assertThat(anew.getResumed()).isFalse();
    Event connected = back.event();
    assertThat(connected.getNumber()).isEqualTo(1);
    assertThat(connected.getConnected().getCallsList()).hasSize(1);
  }

  @Test
  void shouldGiveThePlaceToANewerSessionOfTheSameDevice() {
    Phone first = gateway.phone(Subprotocol.PROTO, "mia", "phone");
    Phone second = gateway.phone(Subprotocol.PROTO, "mia", "phone");

    assertThat(first.goodbye().getReason()).isEqualTo(GoodbyeReason.Enum.REPLACED);
    assertThat(second.ask(Requests.activeCalls()).hasSnapshots()).isTrue();
  }

  @Test
  void shouldNotBeThereAfterTheWindow() {
    try (TestGateway brief =
        TestGateway.start(
            "ringdown.gateway.socket.resume-window = 0s\nringdown.caller-grace = 0s")) {
      Phone caller = brief.socket(Subprotocol.JSON);
      Welcome welcome = caller.hello(TestGateway.token("nina"), "phone");
      Phone callee = brief.phone(Subprotocol.JSON, "oscar", "phone");
      caller.ask(Requests.invite("oscar"));
      callee.event(EventCase.INCOMING_CALL_RECEIVED);

      caller.abort();

      callee.event(EventCase.INCOMING_CALL_CANCELED);
      Phone back = brief.socket(Subprotocol.JSON);
      assertThat(back.hello(again("nina", welcome, 0)).getResumed()).isFalse();
    }
  }
}
