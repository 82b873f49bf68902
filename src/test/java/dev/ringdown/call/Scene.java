package dev.ringdown.call;

import dev.ringdown.CallMode;
import dev.ringdown.CallType;
import dev.ringdown.CallUser;
import dev.ringdown.GlarePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a call of alice's begins.
 *
 * @param users everybody who may ever act on it; each has two phones
 * @param draft what she asks for
 */
record Scene(
    String name,
    CallRules rules,
    List<String> users,
    List<Phone> phones,
    Draft draft,
    boolean fromBackend) {

  static Scene of(String name, CallMode mode, List<String> users, List<RingRequest> rings) {
    List<Phone> phones = new ArrayList<>();
    for (String user : users) {
      for (int i = 1; i <= 2; i++) {
        phones.add(new Phone(user, user + i + "-device", user + i));
      }
    }
    Draft draft = new Draft("c1", "room", CallType.VIDEO, mode, GlarePolicy.MERGE, "data", rings);
    return new Scene(name, CallRules.DEFAULT, users, phones, draft, false);
  }

  Scene under(CallRules rules) {
    return new Scene(name, rules, users, phones, draft, fromBackend);
  }

  /** A back end calls in alice's name. */
  Scene calledByABackend() {
    return new Scene(name + ", by a back end", rules, users, phones, draft, true);
  }

  Scene with(GlarePolicy glare) {
    Draft other =
        new Draft(
            draft.callId(),
            draft.room(),
            draft.callType(),
            draft.mode(),
            glare,
            draft.customData(),
            draft.rings());
    return new Scene(name, rules, users, phones, other, fromBackend);
  }

  static RingRequest ring(String userId, int seconds) {
    return new RingRequest(CallUser.of(userId), Duration.ofSeconds(seconds), false);
  }

  static RingRequest silent(String userId, int seconds) {
    return new RingRequest(CallUser.of(userId), Duration.ofSeconds(seconds), true);
  }

  @Override
  public String toString() {
    return name;
  }
}
