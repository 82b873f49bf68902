package dev.ringdown.call;

import java.time.Duration;

/**
 * What happens to messages between calls, users and sessions.
 *
 * @param lost the part of them that never arrives
 * @param late the part that arrives later, and whatever the same sender sends after it
 */
record Trouble(long seed, double lost, double late, Duration longest) {}
