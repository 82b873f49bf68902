/**
 * Sockets and the sessions of clients.
 *
 * <p>A socket begins with Hello, which a {@code SocketStage} takes; then a {@code ClientSession} is
 * behind it, which stands between the client and one session of the engine, and outlives the
 * socket.
 */
package dev.ringdown.gateway.socket;
