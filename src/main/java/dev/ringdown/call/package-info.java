/**
 * One call. Requests come in ({@link dev.ringdown.call.CallRequest}), the rules decide, events are
 * journalled ({@link dev.ringdown.call.CallEvent}), and users are told ({@link
 * dev.ringdown.call.Notice}).
 *
 * <p>The rules are free of side effects; read them in this order:
 *
 * <ul>
 *   <li>{@code CallState}: a call is {@code None}, then {@code Live}, then {@code Over} for ever;
 *   <li>{@code Creating} and {@code Deciding}: what is made of each request, or why it is refused;
 *   <li>{@code Ending}: when that ends the call, and what the end is called;
 *   <li>{@code Folding}: what each event changes in a {@code Member} and in his last {@code Ring};
 *   <li>{@code Announcements}: who hears of it, in the words of {@code Phrases}, found by {@code
 *       Audience}.
 * </ul>
 *
 * <p>Around them, {@code Call} is the actor, {@code Outbox} knows who was told what, and {@code
 * Contacts} who rings and who is away.
 *
 * <p>A live call ends:
 *
 * <ul>
 *   <li>without an accept, when its last invitee has an outcome;
 *   <li>in GENERAL mode, when every invitee has an outcome;
 *   <li>in ADVANCED mode, when the last member has left, or, if only one user was ever invited,
 *       when one of the two is alone and nobody rings;
 *   <li>when its caller is lost before an accept, a member ends it for all, the server takes it
 *       back, it lasted too long, or it goes on as another call.
 * </ul>
 */
package dev.ringdown.call;
