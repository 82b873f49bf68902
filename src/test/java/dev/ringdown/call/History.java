package dev.ringdown.call;

import dev.ringdown.session.SessionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left of one call when nobody does anything any longer.
 *
 * @param journal what the call decided
 * @param heard what each phone was told of it, in order
 * @param left the phones that went away, or may have lost what was on its way to them: they need
 *     not have heard how it went on
 * @param steady the phones that were there from the start and stayed
 * @param ignored the phones that silenced a ring for themselves
 * @param missed the rings on record, as {@code user/ring}
 * @param filtered whether users' actors stood between: what they turn away is never shown
 * @param troubled whether messages were lost: a phone that hears nothing stops ringing by itself
 */
record History(
    List<CallEvent> journal,
    Map<Phone, List<SessionEvent>> heard,
    Set<Phone> left,
    Set<Phone> steady,
    Set<Phone> ignored,
    List<String> missed,
    boolean filtered,
    boolean troubled) {}
