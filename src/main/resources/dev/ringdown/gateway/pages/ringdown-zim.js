// A class of the shape of ZEGOCLOUD's ZIM, as far as its web call kit uses it, on a Ringdown gateway:
//
//   import { zim } from '/ringdown-zim.js';
//   kit.addPlugins({ ZIM: zim({ token: () => fetch('/my-token').then((answer) => answer.text()) }) });

import { connect } from './ringdown.js';
import { readInvitation, saysBusy } from './ringdown/zim-data.js';
import { ZimEvents } from './ringdown/zim-events.js';
import {
  ADVANCED,
  CODE,
  GENERAL,
  ringdownMode,
  zimCode,
  zimError,
  zimMode,
  zimUser,
} from './ringdown/zim-words.js';

/** The kit takes what it does on leaving a room for done only if this takes a moment. */
const LEAVE_AFTER_MS = 50;

/**
 * A ZIM class for one gateway.
 *
 * @param options of connect(). Without a token in them, the one that the kit was created with is used
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
    #events = new ZimEvents((name, payload) => this.#handlers.get(name)?.(this, payload));
    #session;
    #leaves = () => this.#leavePage();

    constructor() {
      globalThis.addEventListener?.('pagehide', this.#leaves);
    }

    setLogConfig() {}

    async uploadLog() {}

    on(name, handler) {
      this.#handlers.set(name, handler);
    }

    off(name) {
      this.#handlers.delete(name);
    }

    destroy() {
      globalThis.removeEventListener?.('pagehide', this.#leaves);
      this.logout();
      this.#handlers.clear();
      ZIM.#instance = null;
    }

    // ---- The session

    /** Answered when the session stands, however long that takes: the kit would soon give up. */
    login(userID, { userName = '', token } = {}) {
      if (this.#session) {
        return Promise.reject({ code: CODE.LOGGED_IN, message: 'logged in already' });
      }
      const session = connect({ name: userName, ...options, token: options.token ?? token });
      this.#session = session;
      return this.#events.holding(
        () =>
          new Promise((resolve, reject) => {
            session.on('onConnected', () => {
              if (session.user.id === userID) {
                resolve();
              } else {
                this.logout();
                const message = `the token is of another user than ${userID}: ${session.user.id}`;
                reject({ code: CODE.TOKEN_REFUSED, message });
              }
            });
            session.on('onClosed', (reason, message) => {
              this.#forget(session);
              const refused = reason === 'UNAUTHENTICATED';
              reject({ code: refused ? CODE.TOKEN_REFUSED : CODE.NETWORK, message });
            });
            this.#events.listen(session, { ownToken: !options.token });
          }),
      );
    }

    logout() {
      const session = this.#session;
      this.#forget(session);
      session?.close();
    }

    async renewToken(token) {
      if (!options.token) {
        this.#session?.renewToken(token);
      }
      return { token };
    }

    #forget(session) {
      if (session && session === this.#session) {
        this.#session = undefined;
        this.#events.stopListening();
      }
    }

    /** Whom this page called hears it now, not when he is found to be gone. */
    #leavePage() {
      for (const { callID, mode, isAnswered } of this.#events.joined()) {
        const how = mode === ADVANCED && isAnswered ? 'quit' : 'cancel';
        this.#session?.[how](callID).catch(() => undefined);
      }
      this.logout();
    }

    // ---- Calls

    async callInvite(userIDs, { timeout = 90, mode = GENERAL, extendedData = '' } = {}) {
      const { callType, room, names } = readInvitation(extendedData);
      const { callId, refused } = await this.#asking(async (session) => {
        const invited = await session.invite({
          callees: userIDs.map((id) => ({ id, name: names.get(id) })),
          callType,
          timeoutMs: timeout * 1000,
          mode: ringdownMode(mode),
          room,
          customData: extendedData,
          // Its user could not follow a call that goes on under another id.
          glarePolicy: 'REJECT',
        });
        this.#events.join(invited.callId, session.user.id, mode);
        return invited;
      });
      if (userIDs.length > 0 && refused.length === userIDs.length) {
        throw { code: CODE.NOBODY_INVITED, message: 'nobody could be invited' };
      }
      return { callID: callId, timeout, errorUserList: refused.map(refusedUser) };
    }

    async callingInvite(userIDs, callID) {
      const { refused } = await this.#asking((session) => session.inviteMore(callID, userIDs));
      return { callID, errorUserList: refused.map(refusedUser) };
    }

    /** Without users: of everybody who rings. */
    async callCancel(userIDs, callID, { extendedData = '' } = {}) {
      const { cancelled, notCancelled } = await this.#asking((session) =>
        session.cancel(callID, userIDs, extendedData),
      );
      if (cancelled.length === 0 && notCancelled.length > 0) {
        throw { code: CODE.ALREADY_ACCEPTED, message: 'answered before it was cancelled' };
      }
      return { callID, errorInvitees: notCancelled };
    }

    async callAccept(callID, { extendedData = '' } = {}) {
      await this.#asking((session) => session.accept(callID, extendedData));
      return { callID };
    }

    async callReject(callID, { extendedData = '' } = {}) {
      const how = saysBusy(extendedData) ? 'busy' : 'decline';
      await this.#asking((session) => session[how](callID, extendedData));
      return { callID };
    }

    async callQuit(callID) {
      return { ...(await this.#leaveCall('quit', callID)), quitTime: Date.now() };
    }

    async callEnd(callID) {
      return { ...(await this.#leaveCall('end', callID)), endTime: Date.now() };
    }

    async callJoin(callID) {
      const call = await this.#asking(async (session) => {
        await session.join(callID);
        const joined = await session.call(callID);
        this.#events.join(callID, joined.caller.id, zimMode(joined.mode));
        return joined;
      });
      return { ...zimCall(call), joinTime: Date.now() };
    }

    async queryCallInvitationList() {
      const calls = await this.#asking((session) => session.activeCalls());
      return { callList: calls.map(zimCall), nextFlag: 0 };
    }

    async #leaveCall(how, callID) {
      const call = await this.#asking(async (session) => {
        await session[how](callID);
        return session.call(callID);
      });
      return { callID, createTime: Number(call.createdAt), acceptTime: Number(call.answeredAt ?? 0) };
    }

    // ---- Rooms: who is in them, and what is said there, is not Ringdown's business

    async enterRoom({ roomID, roomName = '' }) {
      return { baseInfo: { roomID, roomName } };
    }

    async leaveRoom(roomID) {
      await new Promise((resolve) => setTimeout(resolve, LEAVE_AFTER_MS));
      return { roomID };
    }

    async queryRoomAllAttributes(roomID) {
      return { roomID, roomAttributes: {} };
    }

    async setRoomAttributes() {
      throw { code: CODE.BAD_PARAMETER, message: 'Ringdown keeps nothing for a room' };
    }

    async sendMessage() {
      throw { code: CODE.BAD_PARAMETER, message: 'Ringdown carries no messages' };
    }

    /** Events wait until the answer was taken in: the kit passes over those of a call it knows not. */
    #asking(ask) {
      return this.#events.holding(async () => {
        if (!this.#session) {
          throw { code: CODE.NOT_LOGGED_IN, message: 'not logged in' };
        }
        try {
          return await ask(this.#session);
        } catch (error) {
          throw zimError(error);
        }
      });
    }
  };
}

/** For the gateway from which this module came, with the token of the kit. */
export const ZIM = zim();
export default ZIM;

const refusedUser = ({ userId, code }) => ({ userID: userId, reason: zimCode({ code }) });

const zimCall = (call) => ({
  callID: call.callId,
  caller: call.caller.id,
  mode: zimMode(call.mode),
  extendedData: call.customData,
  createTime: Number(call.createdAt),
  callUserList: call.members.map(zimUser),
});
