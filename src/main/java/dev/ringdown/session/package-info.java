/**
 * One connected device. Its application's {@link dev.ringdown.session.SessionCommand} comes in:
 * {@code Arguments} checks it, {@code Permission} asks the application's hook, {@code Forwarding}
 * makes of it what the user's actor is told, {@code Requests} knows who waits for the answer. What
 * the user's actor tells goes out as {@link dev.ringdown.session.SessionEvent}, to an actor or, by
 * {@code Callbacks}, to the methods of {@link dev.ringdown.InvitationEvents}.
 *
 * <p>{@code SessionActor} is the actor around them. It outlives its user's actor ({@code
 * Registration}) and stops a ring that nobody else stops ({@code Rings}).
 */
package dev.ringdown.session;
