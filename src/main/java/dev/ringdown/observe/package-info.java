/**
 * Who hears what the engine does: {@link dev.ringdown.observe.Observed} passes it on to each {@link
 * dev.ringdown.spi.Observer}.
 */
package dev.ringdown.observe;
