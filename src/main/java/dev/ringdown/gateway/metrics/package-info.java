/**
 * How the engine is, for those who run it: {@link dev.ringdown.gateway.metrics.Health} for probes,
 * {@link dev.ringdown.gateway.metrics.Metrics} for Prometheus, {@link
 * dev.ringdown.gateway.metrics.CallLog} for the log. Both of these observe the engine, which knows
 * of neither.
 */
package dev.ringdown.gateway.metrics;
