package dev.ringdown.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The members of a call while an event is folded into them; in the order in which they came. */
final class Members {
  private final Map<String, Member> byId;

  Members(Map<String, Member> before) {
    // Most calls have two.
    byId = new LinkedHashMap<>(4);
    byId.putAll(before);
  }

  Member get(String userId) {
    return byId.get(userId);
  }

  void put(Member member) {
    byId.put(member.user().id(), member);
  }

  void update(String userId, UnaryOperator<Member> change) {
    byId.computeIfPresent(userId, (id, member) -> change.apply(member));
  }

  /** Changes the member if he is there, and else lets in this new one. */
  void putOrUpdate(Member added, UnaryOperator<Member> change) {
    byId.merge(added.user().id(), added, (member, same) -> change.apply(member));
  }

  Map<String, Member> all() {
    return Collections.unmodifiableMap(byId);
  }
}
