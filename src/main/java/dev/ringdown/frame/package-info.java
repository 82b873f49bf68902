/** How large a message to another node may be. */
package dev.ringdown.frame;
