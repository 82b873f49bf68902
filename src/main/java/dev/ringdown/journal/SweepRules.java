package dev.ringdown.journal;

import java.time.Duration;

/**
 * When open calls are looked for, and how fast they are woken.
 *
 * @param interval between two looks, if nothing happens
 * @param wakesPerSecond how many calls are woken in a second, of those that are urgent
 */
public record SweepRules(Duration interval, int wakesPerSecond) {}
