/**
 * The frames of {@code client.proto}: what clients and the gateway say to each other, in the
 * engine's words and in either subprotocol. Nothing else touches the generated classes.
 *
 * <p>A client's frame is one of {@link dev.ringdown.gateway.wire.FromClient}, and what cannot be
 * read is one, too: a {@code BadRequest}, which is answered, where the request's id could be read,
 * and a {@code BadFrame}, which ends the session, otherwise.
 */
package dev.ringdown.gateway.wire;
