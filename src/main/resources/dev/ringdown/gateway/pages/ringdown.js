// The Ringdown client: one device of one user, connected to a gateway.
//
//   import { connect } from '/ringdown.js';
//   const phone = connect({ token, handlers: { onIncomingCallReceived(callId) { … } } });
//   await phone.invite({ callees: ['bob'], callType: 'VIDEO' });

import { RingdownError } from './ringdown/error.js';
import { writeOperation } from './ringdown/operations.js';
import { Requests } from './ringdown/requests.js';
import { Rings } from './ringdown/rings.js';
import { Socket } from './ringdown/socket.js';
import {
  CALLBACKS as OF_THE_SERVER,
  readEvent,
  readReply,
  readTime,
} from './ringdown/wire.js';

export { RingdownError };

/** Every callback that a session raises, by the name under which it is listened to. */
export const CALLBACKS = [
  ...OF_THE_SERVER,
  'onStateChanged',
  'onTokenExpires',
  'onClosed',
];

const SEEN_AFTER_MS = 50;
const REQUEST_TIMEOUT_MS = 30_000;

/** Connects a device. Returns at once; what is asked before the session stands waits for it. */
export function connect(options) {
  return new Session(options);
}

/** One connected device of one user. Callbacks come one after the other, each once, in order. */
class Session {
  #options;
  #handlers = new Map(CALLBACKS.map((name) => [name, new Set()]));
  #requests;
  #rings = new Rings((ring) => this.#ringTimedOut(ring));
  #socket;
  #seen = 0;
  #seenTimer;

  /** What the gateway said of this session; undefined before it did. */
  user;
  sessionId;
  device;
  /** connecting, connected, reconnecting or closed. */
  state = 'connecting';

  constructor(options = {}) {
    this.#options = options;
    this.device = options.device ?? crypto.randomUUID();
    Object.entries(options.handlers ?? {}).forEach(([name, handler]) => this.on(name, handler));
    this.#requests = new Requests(options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
    const WebSocketClass = options.WebSocket ?? globalThis.WebSocket;
    this.#socket = new Socket(socketUrl(options.url), WebSocketClass, {
      hello: () => this.#hello(),
      welcome: (welcome) => this.#welcome(welcome),
      frame: (frame) => this.#frame(frame),
      state: (state) => this.#changed(state),
      failed: (failure) => this.#raise('onError', tokenFailed(failure)),
      closed: (goodbye) => this.#closed(goodbye),
    });
    // Handlers that are added right after connect() miss nothing.
    queueMicrotask(() => this.#socket.start());
  }

  /** Listens to one callback; returns a function that stops it. */
  on(name, handler) {
    const handlers = this.#handlers.get(name);
    if (!handlers || typeof handler !== 'function') {
      const message = handlers ? `${name}: not a function` : `${name}: no such callback`;
      throw new RingdownError({ code: 'INVALID_ARGUMENT', message, field: name });
    }
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  // ---- Operations

  invite({ callId = crypto.randomUUID(), ...invitation }) {
    return this.#ask('invite', { callId, ...invitation });
  }

  inviteMore(callId, callees, { timeoutMs } = {}) {
    return this.#ask('inviteMore', { callId, callees, timeoutMs });
  }

  accept(callId, customData) {
    return this.#ask('accept', { callId, customData });
  }

  decline(callId, customData) {
    return this.#ask('decline', { callId, customData });
  }

  busy(callId, customData) {
    return this.#ask('busy', { callId, customData });
  }

  ignore(callId) {
    this.#rings.silence(callId);
    return this.#ask('ignore', { callId });
  }

  cancel(callId, invitees, customData) {
    return this.#ask('cancel', { callId, invitees, customData });
  }

  join(callId) {
    return this.#ask('join', { callId });
  }

  quit(callId) {
    return this.#ask('quit', { callId });
  }

  end(callId) {
    return this.#ask('end', { callId });
  }

  call(callId) {
    return this.#ask('getCall', { callId });
  }

  activeCalls() {
    return this.#ask('activeCalls', {});
  }

  missedCalls({ offset = 0, limit = 20 } = {}) {
    return this.#ask('listMissedCalls', { offset, limit });
  }

  missedCallsSeen(upTo) {
    return this.#ask('missedCallsSeen', { upTo });
  }

  missedCallClicked(callId) {
    return this.#ask('missedCallClicked', { callId });
  }

  dialBack(callId) {
    return this.#ask('dialBack', { callId });
  }

  /** Gives a new token to the running session, and to the sockets after it. */
  renewToken(token) {
    this.#options = { ...this.#options, token };
    return this.#renew();
  }

  /** Ends the session. */
  close() {
    this.#socket.close();
  }

  async #ask(name, fields) {
    if (this.state === 'closed') {
      throw sessionClosed();
    }
    const { frame, answer } = this.#requests.add(writeOperation(name, fields));
    this.#socket.send(frame);
    return answer;
  }

  // ---- The session

  async #hello() {
    const { name } = this.#options;
    const resume = this.sessionId && { sessionId: this.sessionId, seen: String(this.#seen) };
    return { token: await this.#token(), device: this.device, name, resume };
  }

  #token() {
    const { token } = this.#options;
    return typeof token === 'function' ? token() : token;
  }

  #welcome(welcome) {
    if (!welcome.resumed) {
      this.#seen = 0;
      this.#rings.silenceAll();
    }
    this.sessionId = welcome.sessionId;
    this.user = welcome.user;
    this.#requests.frames.forEach((frame) => this.#socket.send(frame));
  }

  #frame({ event, reply, tokenExpires }) {
    if (event) {
      this.#event(event);
    } else if (reply) {
      this.#requests.answer(reply.id, readReply(reply));
    } else if (tokenExpires) {
      this.#tokenExpires(readTime(tokenExpires.at));
    }
  }

  #event(frame) {
    const number = Number(frame.number);
    if (number <= this.#seen) {
      return;
    }
    this.#seen = number;
    this.#seenTimer ??= setTimeout(() => this.#tellSeen(), SEEN_AFTER_MS);
    const read = readEvent(frame);
    if (read && this.#rings.admits(read.event)) {
      this.#raiseEvent(read);
    }
  }

  #tellSeen() {
    this.#seenTimer = undefined;
    this.#socket.send({ seen: { number: String(this.#seen) } });
  }

  #changed(state) {
    this.state = state;
    this.#raise('onStateChanged', state);
  }

  #closed({ reason, message }) {
    clearTimeout(this.#seenTimer);
    this.#rings.silenceAll();
    this.#requests.failAll(sessionClosed());
    this.#raise('onClosed', reason, message);
  }

  async #tokenExpires(at) {
    this.#raise('onTokenExpires', at);
    if (typeof this.#options.token === 'function') {
      await this.#renew();
    }
  }

  async #renew() {
    try {
      this.#socket.send({ renew: { token: await this.#token() } });
    } catch (failure) {
      this.#raise('onError', tokenFailed(failure));
    }
  }

  // ---- Callbacks

  #raiseEvent({ event, args }) {
    const { callback } = event;
    if (callback === 'onIncomingMissedCallClicked') {
      const dialBack = () => this.#dialBackByDefault(event.callId);
      args.push(dialBack);
      if (this.#handlers.get(callback).size === 0) {
        dialBack();
      }
    }
    this.#raise(callback, ...args, event);
  }

  #dialBackByDefault(callId) {
    // A failure is raised as onIncomingMissedCallDialBackFailed.
    return this.#ask('dialBack', { callId, defaultAction: true }).catch(() => undefined);
  }

  #ringTimedOut({ callId, caller }) {
    const event = { callback: 'onIncomingCallTimeout', callId, caller };
    this.#raise(event.callback, callId, caller, event);
  }

  #raise(name, ...args) {
    for (const handler of [...this.#handlers.get(name)]) {
      try {
        handler(...args);
      } catch (failure) {
        report(failure);
      }
    }
  }
}

function socketUrl(url = '/ws') {
  const absolute = new URL(url, import.meta.url);
  absolute.protocol = absolute.protocol.replace(/^http/, 'ws');
  return absolute.href;
}

const sessionClosed = () =>
  new RingdownError({ code: 'SESSION_CLOSED', message: 'the session is closed' });

const tokenFailed = (failure) =>
  new RingdownError({ code: 'UNAVAILABLE', message: `token: ${failure?.message ?? failure}` });

/** A handler that throws does not keep the others from hearing. */
const report = globalThis.reportError ?? ((failure) => console.error(failure));
