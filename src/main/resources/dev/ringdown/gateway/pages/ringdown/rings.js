/** A ring that nobody stopped is stopped here, so long after its deadline. */
const LATEST_MS = 1000;
const STOPPED_KEPT = 16;

const TAKEN_BACK = new Set([
  'onIncomingCallCanceled',
  'onIncomingCallTimeout',
  'onIncomingCallHandledElsewhere',
]);
const ENDS = new Set([
  ...TAKEN_BACK,
  'onIncomingCallAcceptButtonPressed',
  'onIncomingCallDeclineButtonPressed',
  'onOutgoingCallAccepted',
]);

/** The rings on this device, which falls silent by itself when the gateway cannot be heard. */
export class Rings {
  #ringing = new Map();
  #stoppedHere = new Set();
  #stop;

  /** @param stop told the event of a ring whose time has passed unheard */
  constructor(stop) {
    this.#stop = stop;
  }

  /**
   * Whether this event may be raised. A ring whose time is over may not, and neither may what is said
   * of one that was stopped here.
   */
  admits(event) {
    const { callback, callId } = event;
    if (callback === 'onIncomingCallReceived') {
      return this.#begins(event, event.remainingMs());
    }
    if (!ENDS.has(callback)) {
      return true;
    }
    this.silence(callId);
    return !(this.#stoppedHere.delete(callId) && TAKEN_BACK.has(callback));
  }

  #begins(event, leftMs) {
    const { callId } = event;
    this.silence(callId);
    this.#stoppedHere.delete(callId);
    if (leftMs > 0) {
      this.#ringing.set(callId, setTimeout(() => this.#stopHere(event), leftMs + LATEST_MS));
    }
    return leftMs > 0;
  }

  silence(callId) {
    clearTimeout(this.#ringing.get(callId));
    this.#ringing.delete(callId);
  }

  silenceAll() {
    [...this.#ringing.keys()].forEach((callId) => this.silence(callId));
    this.#stoppedHere.clear();
  }

  #stopHere(event) {
    this.silence(event.callId);
    this.#stoppedHere.add(event.callId);
    if (this.#stoppedHere.size > STOPPED_KEPT) {
      this.#stoppedHere.delete(this.#stoppedHere.values().next().value);
    }
    this.#stop(event);
  }
}
