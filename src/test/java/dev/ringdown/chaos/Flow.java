package dev.ringdown.chaos;

import dev.ringdown.CallMode;
import dev.ringdown.CallSnapshot;
import dev.ringdown.ErrorCode;
import dev.ringdown.Invitation;
import dev.ringdown.Invitee;
import dev.ringdown.MemberState;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.session.SessionEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Some users and what they do with each other. They do not know of any disturbance: they try again
 * what was answered UNAVAILABLE, and give up in the end. On the town's thread.
 */
final class Flow {
  /** Its users stay so long, also when all is over: so that whatever comes late finds them. */
  static final Duration LENGTH = Duration.ofSeconds(36);

  private static final int TRIES = 5;

  /** What becomes of the call. */
  enum Kind {
    ACCEPT,
    DECLINE,
    BUSY_DEVICE,
    ENGAGED,
    CANCEL,
    TIMEOUT,
    LONG_RING,
    GROUP,
    INVITE_MORE,
    JOIN,
    QUIT,
    TWO_DEVICES,
    GLARE,
    DIAL_BACK,
    CALLER_LEAVES,
    GENERAL
  }

  private final Town town;
  private final Kind kind;
  private final String name;
  private final Random random;
  private final Map<String, Phone> phones = new HashMap<>();
  private final Map<String, Integer> tries = new HashMap<>();
  private final Map<String, Boolean> wills = new HashMap<>();
  private final Set<String> talking = new HashSet<>();
  private boolean over;

  /**
   * @param name begins the ids of its users and calls
   */
  static void begin(Town town, Kind kind, String name) {
    new Flow(town, kind, name).begin();
  }

  private Flow(Town town, Kind kind, String name) {
    this.town = town;
    this.kind = kind;
    this.name = name;
    random = new Random(town.random().nextLong());
  }

  private void begin() {
    phone("a", "phone");
    phone("b", "phone");
    switch (kind) {
      case TWO_DEVICES -> phone("b", "tablet");
      case INVITE_MORE, JOIN, ENGAGED -> phone("c", "phone");
      case GROUP -> {
        phone("c", "phone");
        phone("d", "phone");
      }
      default -> {}
    }
    town.in(pause(300, 1500), this::firstStep);
    town.in(LENGTH, this::end);
  }

  private void phone(String who, String device) {
    Phone phone = new Phone(town, user(who), device, this::heard, this::answered);
    phones.put(who + " " + device, phone);
    town.has(phone);
  }

  private Phone phone(String who) {
    return phones.get(who + " phone");
  }

  private String user(String who) {
    return name + "-" + who;
  }

  private String call(int number) {
    return name + "-" + number;
  }

  private Duration pause(int fromMillis, int toMillis) {
    return Duration.ofMillis(fromMillis + random.nextInt(toMillis - fromMillis));
  }

  private void later(int fromMillis, int toMillis, Runnable task) {
    town.in(
        pause(fromMillis, toMillis),
        () -> {
          if (!over) {
            task.run();
          }
        });
  }

  private void end() {
    over = true;
    for (Phone phone : phones.values()) {
      phone.switchOff();
      town.hasNoMore(phone);
    }
  }

  // ---- The call

  private void firstStep() {
    if (kind == Kind.GLARE) {
      invite("a", call(1), "b");
      invite("b", call(2), "a");
    } else if (kind == Kind.GROUP) {
      invite("a", call(1), "b", "c", "d");
    } else {
      invite("a", call(1), "b");
    }
  }

  private void invite(String from, String callId, String... to) {
    String[] callees = new String[to.length];
    for (int i = 0; i < to.length; i++) {
      callees[i] = user(to[i]);
    }
    int seconds =
        switch (kind) {
          case TIMEOUT, DIAL_BACK -> 2 + random.nextInt(3);
          case LONG_RING -> 30;
          default -> 8;
        };
    Invitation invitation =
        Invitation.voice(callees).withCallId(callId).withTimeout(Duration.ofSeconds(seconds));
    phone(from)
        .does(
            new Operation.Invite(
                kind == Kind.GENERAL ? invitation.withMode(CallMode.GENERAL) : invitation));
  }

  private void heard(Phone phone, SessionEvent event) {
    if (over) {
      return;
    }
    if (event instanceof SessionEvent.IncomingCallReceived ring) {
      rings(phone, ring.callId());
    } else if (event instanceof SessionEvent.OutgoingCallSent sent) {
      sent(phone, sent.callId());
    } else if (event instanceof SessionEvent.OutgoingCallAccepted accepted) {
      talks(phone, accepted.callId());
    } else if (event instanceof SessionEvent.IncomingCallTimeout missed
        && kind == Kind.DIAL_BACK
        && missed.callId().equals(call(1))) {
      later(100, 1000, () -> phone.does(new Operation.DialBack(missed.callId())));
    } else if (event instanceof SessionEvent.Connected connected) {
      connected.calls().stream()
          .filter(call -> call.answeredAt().isPresent() && isIn(call, phone.user()))
          .forEach(call -> talks(phone, call.callId()));
    }
  }

  private static boolean isIn(CallSnapshot call, String user) {
    return call.member(user).filter(m -> m.state() == MemberState.ACCEPTED).isPresent();
  }

  private void rings(Phone phone, String callId) {
    Operation answer =
        switch (kind) {
          case DECLINE -> new Operation.Decline(callId, "");
          case BUSY_DEVICE -> new Operation.Busy(callId, "");
          case TIMEOUT, LONG_RING, CALLER_LEAVES -> null;
          case DIAL_BACK -> callId.equals(call(1)) ? null : new Operation.Accept(callId, "");
          case GROUP, CANCEL ->
              wills.computeIfAbsent(phone.user(), u -> random.nextBoolean())
                  ? new Operation.Accept(callId, "")
                  : kind == Kind.CANCEL ? null : new Operation.Decline(callId, "");
          default -> new Operation.Accept(callId, "");
        };
    if (answer != null) {
      later(0, 1500, () -> phone.does(answer));
    }
  }

  private void sent(Phone phone, String callId) {
    if (kind == Kind.CANCEL) {
      later(0, 1500, () -> phone.does(new Operation.Cancel(callId, Set.of(), "")));
    } else if (kind == Kind.CALLER_LEAVES) {
      later(0, 1500, phone::switchOff);
    }
  }

  /** Somebody accepted; told again to whoever connects again. */
  private void talks(Phone phone, String callId) {
    boolean first = talking.add(callId);
    if (first && kind == Kind.INVITE_MORE) {
      List<Invitee> more = List.of(Invitee.of(user("c")));
      later(100, 800, () -> phone.does(new Operation.InviteMore(callId, more, Optional.empty())));
    } else if (first && kind == Kind.JOIN) {
      later(100, 800, () -> phone("c").does(new Operation.Join(callId)));
    } else if (first && kind == Kind.ENGAGED) {
      later(100, 800, () -> invite("c", call(2), "b"));
    }
    if (kind == Kind.QUIT) {
      later(200, 2000, () -> phone("b").does(new Operation.Quit(callId)));
    } else if (kind != Kind.GENERAL) {
      later(first ? 2000 : 200, 4000, () -> phone.does(new Operation.End(callId)));
    }
  }

  private void answered(Phone phone, Phone.Request request, Result result) {
    boolean again =
        result instanceof Result.Failed failed
            && failed.error().code() == ErrorCode.UNAVAILABLE
            && !over
            && !(request.operation() instanceof Operation.Invite)
            && tries.merge(request.id(), 1, Integer::sum) < TRIES;
    if (again) {
      later(500, 1500, () -> phone.repeats(request));
    }
  }
}
