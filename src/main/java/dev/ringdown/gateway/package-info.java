/**
 * The front door for devices that are not Java: an HTTP server with WebSockets, tokens, and pages.
 * An optional part: the engine knows nothing of it.
 */
package dev.ringdown.gateway;
