import { readGoodbye, readWelcome } from './wire.js';

const VERSION = 1;
const SUBPROTOCOL = 'ringdown.v1.json';
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
const WELCOME_WITHIN_MS = 10_000;
const PONG_WITHIN_MS = 5_000;
const LONGEST_BEAT_MS = 25_000;
const GOODBYE_WITHIN_MS = 1_000;

/** After these the gateway does not want the same client again. */
const FINAL = new Set([
  'CLOSED',
  'REPLACED',
  'RESUMED_ELSEWHERE',
  'BAD_FRAME',
  'UNSUPPORTED_VERSION',
]);

/**
 * One session over as many sockets as it takes: says hello, keeps the socket alive, and makes a new
 * one when it is lost.
 *
 * The listener hears `welcome(welcome)`, `frame(frame)`, `state(state)` and, last, `closed(goodbye)`,
 * and is asked `hello()` for the fields of a Hello.
 */
export class Socket {
  #WebSocket;
  #url;
  #listener;
  #socket;
  #state = 'new';
  #failures = 0;
  #refusals = 0;
  #goodbye;
  #timers = {};
  #beatMs = LONGEST_BEAT_MS;
  #wake = () => this.#comeBack();
  #doubt = () => this.#isOpen() && this.#beat();

  constructor(url, WebSocketClass, listener) {
    this.#url = url;
    this.#WebSocket = WebSocketClass;
    this.#listener = listener;
  }

  start() {
    globalThis.addEventListener?.('online', this.#wake);
    globalThis.addEventListener?.('offline', this.#doubt);
    this.#open();
  }

  /** Sends now, or not at all. */
  send(frame) {
    return this.#isOpen() && this.#write(frame);
  }

  /** One that is closing takes nothing more, though its end is not heard yet. */
  #write(frame) {
    const open = this.#socket.readyState === this.#socket.OPEN;
    if (open) {
      this.#socket.send(JSON.stringify(frame));
    }
    return open;
  }

  /** Ends the session, here in any case. */
  close() {
    if (this.send({ close: {} })) {
      this.#after('goodbye', GOODBYE_WITHIN_MS, () => this.#end({ reason: 'CLOSED', message: '' }));
    } else {
      this.#end({ reason: 'CLOSED', message: '' });
    }
  }

  #isOpen() {
    return this.#state === 'connected';
  }

  #is(state) {
    if (this.#state !== state && this.#state !== 'closed') {
      this.#state = state;
      this.#listener.state(state);
    }
  }

  async #open() {
    this.#is(this.#state === 'new' ? 'connecting' : 'reconnecting');
    this.#goodbye = undefined;
    let hello;
    try {
      hello = await this.#listener.hello();
    } catch (failure) {
      this.#listener.failed(failure);
      this.#again();
      return;
    }
    if (this.#state === 'closed') {
      return;
    }
    const socket = new this.#WebSocket(this.#url, SUBPROTOCOL);
    this.#socket = socket;
    const onlyIfCurrent = (handler) => (event) => socket === this.#socket && handler(event);
    socket.onopen = onlyIfCurrent(() => this.#write({ hello: { version: VERSION, ...hello } }));
    socket.onmessage = onlyIfCurrent((message) => this.#heard(JSON.parse(message.data)));
    socket.onclose = onlyIfCurrent(() => this.#lost());
    this.#after('welcome', WELCOME_WITHIN_MS, () => this.#drop());
  }

  #heard(frame) {
    if (frame.welcome) {
      this.#welcome(readWelcome(frame.welcome));
    } else if (frame.goodbye) {
      this.#goodbye = readGoodbye(frame.goodbye);
    } else if (frame.pong) {
      this.#cancel('pong');
      this.#beatLater();
    } else {
      this.#listener.frame(frame);
    }
  }

  #welcome(welcome) {
    this.#cancel('welcome');
    this.#failures = 0;
    this.#refusals = 0;
    this.#beatMs = Math.min(LONGEST_BEAT_MS, (welcome.idleTimeoutMs ?? Infinity) / 3);
    this.#state = 'connected';
    this.#beatLater();
    this.#listener.welcome(welcome);
    this.#listener.state('connected');
  }

  /**
   * From what a socket says, not from a timer: of timers that start each other in a page that is long
   * hidden, browsers let only one a minute go.
   */
  #beatLater() {
    this.#after('beat', this.#beatMs, () => this.#beat());
  }

  #beat() {
    this.send({ ping: {} });
    if (this.#timers.pong === undefined) {
      this.#after('pong', PONG_WITHIN_MS, () => this.#drop());
    }
  }

  /** Forgets a socket that does not answer: its close may take as long as the network likes. */
  #drop() {
    const socket = this.#socket;
    this.#lost();
    socket?.close();
  }

  #lost() {
    this.#socket = undefined;
    this.#cancelAll();
    const goodbye = this.#goodbye;
    if (this.#state === 'closed') {
      return;
    }
    if (goodbye && (FINAL.has(goodbye.reason) || this.#isRefusedAgain(goodbye))) {
      this.#end(goodbye);
    } else {
      this.#again(goodbye?.retryAfterMs);
    }
  }

  /** A token may have expired; a new one that is refused as well will be refused for ever. */
  #isRefusedAgain(goodbye) {
    return goodbye.reason === 'UNAUTHENTICATED' && ++this.#refusals > 1;
  }

  #again(atLeastMs = 0) {
    this.#is('reconnecting');
    const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures++);
    const pause = atLeastMs + most * (0.5 + Math.random() / 2);
    this.#after('again', pause, () => this.#open());
  }

  /** The network is back: no need to wait, and no reason to trust the old socket. */
  #comeBack() {
    if (this.#timers.again !== undefined) {
      this.#cancel('again');
      this.#open();
    } else if (this.#isOpen()) {
      this.#beat();
    }
  }

  #end(goodbye) {
    if (this.#state === 'closed') {
      return;
    }
    const socket = this.#socket;
    this.#socket = undefined;
    this.#cancelAll();
    globalThis.removeEventListener?.('online', this.#wake);
    globalThis.removeEventListener?.('offline', this.#doubt);
    this.#is('closed');
    socket?.close();
    this.#listener.closed(goodbye);
  }

  #after(name, delay, action) {
    this.#cancel(name);
    this.#timers[name] = setTimeout(() => {
      delete this.#timers[name];
      action();
    }, delay);
  }

  #cancel(name) {
    clearTimeout(this.#timers[name]);
    delete this.#timers[name];
  }

  #cancelAll() {
    Object.keys(this.#timers).forEach((name) => this.#cancel(name));
  }
}
