// A class of the shape of ZEGOCLOUD's ZIM, as far as its web call kit uses it, on a Ringdown gateway:
//
//   import { ZIM } from '/ringdown-zim.js';
//   zp.addPlugins({ ZIM });

import { connect } from './ringdown.js';
import {
  ALREADY_ACCEPTED,
  ALREADY_LOGGED_IN,
  NOBODY_INVITED,
  NOT_LOGGED_IN,
  ringdownMode,
  TIMED_OUT,
  TOKEN_REFUSED,
  zimCode,
  zimError,
  zimMode,
  zimUser,
} from './ringdown/zim-words.js';

const CONNECTION = { connecting: 1, connected: 2, reconnecting: 3, closed: 0 };
const LOGIN_WITHIN_MS = 10_000;

/** The kit takes what it does on leaving a room for done only if this takes a moment. */
const LEAVE_AFTER_MS = 50;

/**
 * A ZIM class for one gateway.
 *
 * @param options of connect(): url, device, handlers
 */
export function zim(options = {}) {
  return class ZIM {
    static #instance = null;

    static create() {
      return ZIM.#instance ? null : (ZIM.#instance = new ZIM());
    }

    static getInstance() {
      return ZIM.#instance;
    }

    /** Of the shape. */
    static getVersion() {
      return '2.29.0';
    }

    #handlers = new Map();
    #session;
    #user;
    #ringing = new Map();
    #mine = new Map();
    #asked = 0;
    #held = [];

    setLogConfig() {}

    on(name, handler) {
      this.#handlers.set(name, handler);
    }

    off(name) {
      this.#handlers.delete(name);
    }

    destroy() {
      this.#session?.close();
      this.#handlers.clear();
      ZIM.#instance = null;
    }

    // ---- The session

    login(userID, { userName = '', token } = {}) {
      if (this.#session) {
        return Promise.reject({ code: ALREADY_LOGGED_IN, message: 'logged in already' });
      }
      this.#user = userID;
      return this.#holding(() => this.#login(userName, token));
    }

    logout() {
      this.#session?.close();
      this.#session = undefined;
    }

    async renewToken(token) {
      await this.#asking((session) => session.renewToken(token));
      return { token };
    }

    async uploadLog() {}

    #login(name, token) {
      return new Promise((resolve, reject) => {
        const session = connect({ ...options, token, name, device: options.device ?? device() });
        const late = () => {
          reject({ code: TIMED_OUT, message: 'no answer from the server' });
          session.close();
        };
        const timer = setTimeout(late, LOGIN_WITHIN_MS);
        session.on('onConnected', () => {
          clearTimeout(timer);
          this.#session = session;
          resolve();
        });
        session.on('onClosed', (reason, message) => {
          clearTimeout(timer);
          this.#session = undefined;
          const refused = reason === 'UNAUTHENTICATED';
          reject({ code: refused ? TOKEN_REFUSED : zimCode('UNAVAILABLE'), message });
        });
        this.#listen(session);
      });
    }

    // ---- Calls

    async callInvite(userIDs, { timeout = 90, mode = 0, extendedData = '' } = {}) {
      const { callId, refused } = await this.#asking((session) =>
        session.invite({
          callees: userIDs,
          callType: typeOf(extendedData),
          timeoutMs: timeout * 1000,
          mode: ringdownMode(mode),
          customData: extendedData,
          // Its user could not follow a call that goes on under another id.
          glarePolicy: 'REJECT',
        }),
      );
      if (userIDs.length > 0 && refused.length === userIDs.length) {
        throw { code: NOBODY_INVITED, message: 'nobody could be invited' };
      }
      return { callID: callId, timeout, errorUserList: refused.map(refusedUser) };
    }

    async callingInvite(userIDs, callID) {
      const { refused } = await this.#asking((session) => session.inviteMore(callID, userIDs));
      return { callID, errorUserList: refused.map(refusedUser) };
    }

    async callCancel(userIDs, callID, { extendedData = '' } = {}) {
      const { cancelled, notCancelled } = await this.#asking((session) =>
        session.cancel(callID, userIDs, extendedData),
      );
      if (cancelled.length === 0 && notCancelled.length > 0) {
        throw { code: ALREADY_ACCEPTED, message: 'accepted before it was cancelled' };
      }
      return { callID, errorInvitees: notCancelled };
    }

    async callAccept(callID, { extendedData = '' } = {}) {
      await this.#asking((session) => session.accept(callID, extendedData));
      return { callID };
    }

    async callReject(callID, { extendedData = '' } = {}) {
      const how = parsed(extendedData).reason === 'busy' ? 'busy' : 'decline';
      await this.#asking((session) => session[how](callID, extendedData));
      return { callID };
    }

    async callQuit(callID) {
      return { ...(await this.#leave('quit', callID)), quitTime: Date.now() };
    }

    async callEnd(callID) {
      return { ...(await this.#leave('end', callID)), endTime: Date.now() };
    }

    async callJoin(callID) {
      const call = await this.#asking(async (session) => {
        await session.join(callID);
        return session.call(callID);
      });
      return {
        callID,
        extendedData: call.customData,
        createTime: Number(call.createdAt),
        joinTime: Date.now(),
        callUserList: call.members.map(zimUser),
      };
    }

    async queryCallInvitationList() {
      const calls = await this.#asking((session) => session.activeCalls());
      const callList = calls.map((call) => ({
        callID: call.callId,
        caller: call.caller.id,
        mode: zimMode(call.mode),
        extendedData: call.customData,
        createTime: Number(call.createdAt),
        callUserList: call.members.map(zimUser),
      }));
      return { callList, nextFlag: 0 };
    }

    async #leave(how, callID) {
      const call = await this.#asking(async (session) => {
        await session[how](callID);
        return session.call(callID);
      });
      const [createTime, acceptTime] = [call.createdAt, call.answeredAt].map((at) => Number(at ?? 0));
      return { callID, createTime, acceptTime };
    }

    // ---- Rooms: their messages are not Ringdown's business

    async enterRoom({ roomID, roomName = '' }) {
      return { baseInfo: { roomID, roomName } };
    }

    async leaveRoom(roomID) {
      await new Promise((resolve) => setTimeout(resolve, LEAVE_AFTER_MS));
      return { roomID };
    }

    async sendMessage(message) {
      return { message };
    }

    async setRoomAttributes(attributes, roomID) {
      return { roomID, errorKeyList: [] };
    }

    async queryRoomAllAttributes(roomID) {
      return { roomID, roomAttributes: {} };
    }

    // ---- Asking, and hearing nothing meanwhile

    #asking(ask) {
      return this.#holding(async () => {
        if (!this.#session) {
          throw { code: NOT_LOGGED_IN, message: 'not logged in' };
        }
        return ask(this.#session).catch((error) => {
          throw zimError(error);
        });
      });
    }

    /** Events wait until the answer was taken in: the kit passes over those of a call it knows not. */
    async #holding(ask) {
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

    #raise(name, payload) {
      this.#held.push([name, payload]);
      this.#flush();
    }

    #flush() {
      while (this.#asked === 0 && this.#held.length > 0) {
        const [name, payload] = this.#held.shift();
        this.#handlers.get(name)?.(this, payload);
      }
    }

    // ---- Events

    #listen(session) {
      session.on('onIncomingCallReceived', (...args) => this.#received(args.at(-1)));
      session.on('onIncomingCallCanceled', (callId, caller, customData, { reason }) =>
        this.#canceled(callId, caller, customData, reason),
      );
      session.on('onIncomingCallTimeout', (callID) => this.#stop('callInvitationTimeout', callID));
      session.on('onIncomingCallHandledElsewhere', (callID) =>
        this.#stop('callInvitationEnded', callID),
      );
      session.on('onIncomingCallAcceptButtonPressed', (callId) => this.#mineFromNowOn(callId));
      session.on('onIncomingCallDeclineButtonPressed', (callId) => this.#ringing.delete(callId));
      session.on('onOutgoingCallSent', (callId, { id }) => this.#mine.set(callId, { caller: id }));
      session.on('onInvitationUserStateChanged', (callID, users) =>
        this.#raise('callUserStateChanged', { callID, callUserList: users.map(zimUser) }),
      );
      session.on('onCallEnded', (callID) => this.#ended(callID));
      session.on('onStateChanged', (state) =>
        this.#raise('connectionStateChanged', { state: CONNECTION[state], event: 0, extendedData: '' }),
      );
      session.on('onTokenExpires', (at) =>
        this.#raise('tokenWillExpire', { second: Math.max(0, Math.round((at - Date.now()) / 1000)) }),
      );
    }

    #received({ callId, caller, inviter, callees, customData, mode, remainingMs }) {
      const ring = { callID: callId, mode: zimMode(mode), caller: caller.id };
      this.#ringing.set(callId, ring);
      const callUserList = callees.map((user) => zimUser({ user, state: 'INVITED', customData: '' }));
      this.#raise('callInvitationReceived', {
        ...ring,
        inviter: inviter.id,
        timeout: Math.ceil(remainingMs() / 1000),
        extendedData: customData,
        createTime: Date.now(),
        callUserList,
      });
    }

    #canceled(callID, caller, extendedData, reason) {
      if (reason === 'CANCELLED' || reason === 'CALLER_LOST') {
        this.#stop('callInvitationCancelled', callID, { inviter: caller.id, extendedData });
      } else {
        this.#stop('callInvitationEnded', callID, { extendedData });
      }
    }

    /** What rings no longer. The kit does not look which call it is, so none is told that did not ring. */
    #stop(name, callID, more = {}) {
      const ring = this.#ringing.get(callID);
      if (ring && this.#ringing.delete(callID)) {
        const ended = { operatedUserID: '', extendedData: '', endTime: Date.now() };
        this.#raise(name, { ...ring, ...(name === 'callInvitationEnded' ? ended : {}), ...more });
      }
    }

    #mineFromNowOn(callId) {
      this.#mine.set(callId, this.#ringing.get(callId));
      this.#ringing.delete(callId);
    }

    /** The end of a call that this page was in closes a dialog, too, even that of another call. */
    #ended(callID) {
      const call = this.#mine.get(callID);
      this.#mine.delete(callID);
      if (call && this.#ringing.size === 0) {
        const { caller } = call;
        const ended = { operatedUserID: '', extendedData: '', endTime: Date.now() };
        this.#raise('callInvitationEnded', { callID, mode: call.mode ?? 1, caller, ...ended });
      }
    }
  };
}

/** For the gateway from which this module came. */
export const ZIM = zim();
export default ZIM;

const refusedUser = ({ userId, code }) => ({ userID: userId, reason: zimCode(code) });

/** The kit says in its own data whether it is a video call. */
const typeOf = (extendedData) => (parsed(extendedData).type === 1 ? 'VIDEO' : 'VOICE');

function parsed(json) {
  try {
    return JSON.parse(json) ?? {};
  } catch {
    return {};
  }
}

/** Of this tab, for as long as it lives. */
function device() {
  const key = 'ringdown.zim.device';
  const id = sessionStorage.getItem(key) ?? crypto.randomUUID();
  sessionStorage.setItem(key, id);
  return id;
}
