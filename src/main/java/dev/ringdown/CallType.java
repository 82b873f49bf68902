package dev.ringdown;

/** What the caller wants to do: talk, or talk and see. Opaque to the engine. */
public enum CallType {
  VOICE,
  VIDEO
}
