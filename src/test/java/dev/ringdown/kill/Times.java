package dev.ringdown.kill;

import java.time.Duration;
import java.time.Instant;

/**
 * When something had to happen after a restart.
 *
 * @param bound how much later than due it may happen after a kill
 */
record Times(Instant restart, Duration callerGrace, Duration memberGrace, Duration bound) {}
