/**
 * HTTP for back ends, under {@code /v1}: {@link dev.ringdown.gateway.api.Api} checks the token,
 * finds the {@code Endpoint}, and turns what is refused into a {@code Problem}. {@code
 * CallEndpoints} and {@code UserEndpoints} are the list of what there is; {@code openapi.json}
 * describes it, and a test keeps both alike.
 */
package dev.ringdown.gateway.api;
