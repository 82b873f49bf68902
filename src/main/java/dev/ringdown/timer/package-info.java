/** The one timer that an actor has, for whatever it waits for. */
package dev.ringdown.timer;
