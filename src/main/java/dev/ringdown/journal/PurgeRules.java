package dev.ringdown.journal;

import java.time.Duration;
import java.util.Optional;

/**
 * Which ended calls are removed from the journal, and when.
 *
 * @param retention how long one is kept; empty: for ever
 * @param interval between two looks for those that are older
 */
public record PurgeRules(Optional<Duration> retention, Duration interval) {}
