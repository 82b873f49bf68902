import { RingdownError } from './error.js';

/** As many as a gateway lets a session have, by default. */
const MOST_PENDING = 32;

/** The operations that await an answer. They outlive the socket: who resumes asks again. */
export class Requests {
  #pending = new Map();
  #prefix = crypto.getRandomValues(new Uint32Array(2)).reduce((text, n) => text + n.toString(36), '');
  #count = 0;
  #timeoutMs;

  constructor(timeoutMs) {
    this.#timeoutMs = timeoutMs;
  }

  /** The frame to send, and the promise of its answer. Throws if too many have none. */
  add(operation) {
    if (this.#pending.size >= MOST_PENDING) {
      throw unavailable(`expected at most ${MOST_PENDING} operations without an answer`);
    }
    const id = `${this.#prefix}-${++this.#count}`;
    const frame = { request: { id, ...operation } };
    const answer = new Promise((resolve, reject) => {
      const late = () => this.#settle(id, ({ reject }) => reject(unavailable('no answer in time')));
      const timer = setTimeout(late, this.#timeoutMs);
      this.#pending.set(id, { frame, resolve, reject, timer });
    });
    return { frame, answer };
  }

  /** The frames to send on a new socket. */
  get frames() {
    return [...this.#pending.values()].map((request) => request.frame);
  }

  answer(id, { value, error }) {
    this.#settle(id, ({ resolve, reject }) =>
      error ? reject(new RingdownError(error)) : resolve(value),
    );
  }

  failAll(error) {
    for (const id of [...this.#pending.keys()]) {
      this.#settle(id, ({ reject }) => reject(error));
    }
  }

  #settle(id, how) {
    const request = this.#pending.get(id);
    if (request) {
      this.#pending.delete(id);
      clearTimeout(request.timer);
      how(request);
    }
  }
}

const unavailable = (message) => new RingdownError({ code: 'UNAVAILABLE', message });
