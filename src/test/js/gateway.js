// A gateway in miniature: what a client says to it is kept, and it says what a test tells it to.

export class Gateway {
  sockets = [];

  /** A class to give to connect() in the place of the browser's. */
  get WebSocket() {
    const gateway = this;
    return class {
      constructor(url, subprotocol) {
        Object.assign(this, { url, subprotocol, sent: [], closed: false });
        gateway.sockets.push(this);
        setTimeout(() => gateway.refuses || this.onopen?.());
        if (gateway.refuses) {
          setTimeout(() => this.onclose?.());
        }
      }

      send(text) {
        this.sent.push(JSON.parse(text));
        gateway.onFrame?.(this, this.sent.at(-1));
      }

      close() {
        this.closed = true;
        setTimeout(() => this.onclose?.());
      }
    };
  }

  get socket() {
    return this.sockets.at(-1);
  }

  say(frame) {
    this.socket.onmessage({ data: JSON.stringify(frame) });
  }

  event(number, callId, event) {
    this.say({ event: { number: String(number), callId, ...event } });
  }

  lose() {
    this.socket.onclose();
  }

  /** Answers every Hello with a Welcome, from now on. */
  welcomes({ resumes = true, idleTimeout = '60s' } = {}) {
    this.onFrame = (socket, { hello }) => {
      if (hello) {
        const resumed = resumes && 'resume' in hello;
        const welcome = { version: 1, sessionId: resumed ? hello.resume.sessionId : 's1', resumed };
        this.say({ welcome: { ...welcome, user: { id: 'alice' }, device: hello.device, idleTimeout } });
      }
    };
  }

  frames(kind) {
    return this.socket.sent.filter((frame) => kind in frame).map((frame) => frame[kind]);
  }
}

/** Waits until something is so; the runner's own limit ends a wait for what never comes. */
export async function until(condition) {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
