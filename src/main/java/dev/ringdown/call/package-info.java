/**
 * One call. Requests come in ({@link dev.ringdown.call.CallRequest}), the rules decide ({@code
 * CallState}, side-effect free), events are journalled ({@link dev.ringdown.call.CallEvent}), and
 * {@code Announcements} says who hears of them ({@link dev.ringdown.call.Notice}).
 *
 * <p>A call is {@code None}, then {@code Live}, then {@code Over} for ever. A live call ends:
 *
 * <ul>
 *   <li>without an accept, with the outcome of its last invitee;
 *   <li>in GENERAL mode, when every invitee has an outcome;
 *   <li>in ADVANCED mode, when the last member has left, or, if only one user was ever invited,
 *       when one of the two is alone and nobody rings;
 *   <li>when its caller is lost before an accept, a member ends it for all, the server takes it
 *       back, it lasted too long, or it goes on as another call.
 * </ul>
 */
package dev.ringdown.call;
