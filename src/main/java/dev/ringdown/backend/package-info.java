/**
 * What a back end asks, without a session: {@link dev.ringdown.backend.Asking} checks it and sends
 * it to a call or a user, each with a return address of its own.
 */
package dev.ringdown.backend;
