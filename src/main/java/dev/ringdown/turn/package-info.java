/** Who may do at once what many want to do after a failure, and who waits. */
package dev.ringdown.turn;
