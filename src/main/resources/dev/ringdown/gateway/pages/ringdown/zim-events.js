import { writeInvitation } from './zim-data.js';
import { STATE, zimMode, zimUser } from './zim-words.js';

const CONNECTION = { connecting: 1, connected: 2, reconnecting: 3, closed: 0 };

const RINGS = new Set(['INVITED', 'NOT_YET_RECEIVED', 'RINGING']);

/** How a ring is stopped whose member is found in this state; others have it ended. */
const STOPPED = { CANCELLED: 'callInvitationCancelled', TIMED_OUT: 'callInvitationTimeout' };

/** Ends that a caller does not hear from his invitees' states. */
const ENDED_BY_OTHERS = new Set(['CANCELLED', 'CALLER_LOST', 'REVOKED', 'MAX_DURATION']);

/** What a session says, as ZIM's events, of the calls that this page knows. */
export class ZimEvents {
  #raise;
  #session;
  #listening = [];
  #calls = new Map();
  #asked = 0;
  #held = [];

  constructor(raise) {
    this.#raise = (name, payload) => {
      this.#held.push(() => raise(name, payload));
      this.#flush();
    };
  }

  listen(session, { ownToken }) {
    this.#session = session;
    const on = (name, handler) => this.#listening.push(session.on(name, handler));
    on('onConnected', () => this.#catchUp(session));
    on('onIncomingCallReceived', (...args) => this.#received(args.at(-1)));
    on('onIncomingCallCanceled', (callID, caller, extendedData, { reason }) =>
      this.#canceled(callID, caller, extendedData, reason),
    );
    on('onIncomingCallTimeout', (callID) => this.#stop('callInvitationTimeout', callID));
    // As accepted by this user it would make the kit join here, too.
    on('onIncomingCallHandledElsewhere', (callID) => this.#stop('callInvitationEnded', callID));
    on('onIncomingCallAcceptButtonPressed', (callID) => this.#accepted(callID));
    on('onIncomingCallDeclineButtonPressed', (callID) => this.#calls.delete(callID));
    on('onInvitationUserStateChanged', (callID, users) => this.#changed(callID, users));
    on('onCallEnded', (callID, reason) => this.#ended(callID, reason));
    on('onStateChanged', (state) =>
      this.#raise('connectionStateChanged', { state: CONNECTION[state], event: 0, extendedData: '' }),
    );
    if (ownToken) {
      on('onTokenExpires', (at) =>
        this.#raise('tokenWillExpire', { second: Math.max(0, Math.round((at - Date.now()) / 1000)) }),
      );
    }
  }

  stopListening() {
    this.#listening.splice(0).forEach((stop) => stop());
    this.#calls.clear();
  }

  /** This page called, or joined. */
  join(callID, caller, mode) {
    this.#calls.set(callID, { callID, caller, mode, isAnswered: caller !== this.#me, told: new Map() });
  }

  /** The calls in which this page is. */
  joined() {
    return [...this.#calls.values()].filter((call) => !call.isRinging);
  }

  /** Events wait until the answer was taken in. */
  async holding(ask) {
    this.#asked++;
    try {
      return await ask();
    } finally {
      setTimeout(() => {
        this.#asked--;
        this.#flush();
      });
    }
  }

  #flush() {
    while (this.#asked === 0 && this.#held.length > 0) {
      this.#held.shift()();
    }
  }

  get #me() {
    return this.#session.user.id;
  }

  // ---- This page rings

  #received(ring) {
    const { callId: callID, caller, inviter, callees, customData, mode, remainingMs } = ring;
    if (this.#calls.has(callID)) {
      return;
    }
    const call = { callID, mode: zimMode(mode), caller: caller.id };
    this.#calls.set(callID, { ...call, isRinging: true, told: new Map() });
    this.#raise('callInvitationReceived', {
      ...call,
      inviter: inviter.id,
      timeout: Math.ceil(remainingMs() / 1000),
      extendedData: writeInvitation(ring),
      createTime: Date.now(),
      callUserList: callees.map((user) => zimUser({ user, state: 'INVITED', customData: '' })),
    });
  }

  #canceled(callID, caller, extendedData, reason) {
    if (reason === 'CANCELLED' || reason === 'CALLER_LOST') {
      this.#stop('callInvitationCancelled', callID, extendedData);
    } else {
      this.#stop('callInvitationEnded', callID, extendedData);
    }
  }

  /** What rings no longer. The kit does not look which call it is, so none is told that did not ring. */
  #stop(name, callID, extendedData = '') {
    const call = this.#calls.get(callID);
    if (call?.isRinging) {
      this.#calls.delete(callID);
      this.#raise(name, stopped(call, extendedData));
    }
  }

  // ---- This page is in a call

  #accepted(callID) {
    const call = this.#calls.get(callID);
    if (call) {
      Object.assign(call, { isRinging: false, isAnswered: true });
    }
  }

  /** Each state once; the kit does not look of which call it is told. */
  #changed(callID, users) {
    const call = this.#calls.get(callID);
    const news = users.filter(({ user, state }) => call && call.told.get(user.id) !== state);
    news.forEach(({ user, state }) => call.told.set(user.id, state));
    if (news.length > 0) {
      call.isAnswered ||= news.some(({ state }) => state === 'ACCEPTED');
      this.#raise('callUserStateChanged', { callID, callUserList: news.map(zimUser) });
    }
  }

  #ended(callID, reason) {
    const call = this.#calls.get(callID);
    this.#calls.delete(callID);
    if (call && ENDED_BY_OTHERS.has(reason)) {
      // The kit of a caller who waits knows no other word for it.
      const callUserList = [{ userID: this.#me, state: STATE.cancelled, extendedData: '' }];
      this.#raise('callUserStateChanged', { callID, callUserList });
    }
    // The end of one call closes a dialog, even that of another.
    if (call && ![...this.#calls.values()].some(({ isRinging }) => isRinging)) {
      this.#raise('callInvitationEnded', stopped(call));
    }
  }

  // ---- A new session in place of one that is gone

  /** Tells what became of the calls meanwhile. */
  async #catchUp(session) {
    for (const { callID } of [...this.#calls.values()]) {
      const now = await session.call(callID).catch(() => ({ members: [], endReason: 'REVOKED' }));
      const call = this.#calls.get(callID);
      const mine = now.members.find(({ user }) => user.id === session.user.id);
      if (call?.isRinging && !RINGS.has(mine?.state)) {
        this.#stop(STOPPED[mine?.state] ?? 'callInvitationEnded', callID);
      } else if (call) {
        this.#changed(callID, now.members);
        if (now.endReason) {
          this.#ended(callID, now.endReason);
        }
      }
    }
  }
}

const stopped = ({ callID, mode, caller }, extendedData = '') => ({
  callID,
  mode,
  caller,
  inviter: caller,
  operatedUserID: '',
  extendedData,
  endTime: Date.now(),
});
