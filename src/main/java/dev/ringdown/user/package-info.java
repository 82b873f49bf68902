/**
 * One person on all his devices. His actor, {@link dev.ringdown.user.User}, stands between his
 * sessions and his calls; both speak to it in {@link dev.ringdown.user.UserCommand}.
 *
 * <pre>
 * session → Connections (who is there) → what he finds: his calls, a ring, what his device missed
 * session → Requests → the call, or an answer from here
 * call    → UserState (missed calls, journalled) → FanOut (which session hears it) → session
 *             └ a ring → Rings (Admission: busy, glare; Hooks: do not disturb, push) → session
 * clock   → what nothing came of is told again; what no call renews is gone (Schedule)
 * </pre>
 *
 * <p>{@code Engagements} holds what all of them look at: each call that concerns him, as an {@code
 * Engagement}. None of it is journalled.
 */
package dev.ringdown.user;
