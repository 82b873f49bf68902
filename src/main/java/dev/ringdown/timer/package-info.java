/** The one timer that an actor has, for whatever it waits for, and how long it waits. */
package dev.ringdown.timer;
