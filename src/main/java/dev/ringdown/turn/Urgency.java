package dev.ringdown.turn;

/** How soon an actor wants its turn; the first constant goes first. */
public enum Urgency {
  NOW,
  SOON,
  CAN_WAIT
}
