/** Who is there: JSON Web Tokens, verified. */
package dev.ringdown.gateway.auth;
