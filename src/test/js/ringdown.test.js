import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CALLBACKS, connect } from '../../main/resources/dev/ringdown/gateway/pages/ringdown.js';
import { Gateway, until } from './gateway.js';

const RING = {
  incomingCallReceived: {
    caller: { id: 'bob', name: 'Bob' },
    inviter: { id: 'bob', name: 'Bob' },
    callType: 'VIDEO',
    callees: [{ id: 'alice' }],
    mode: 'ADVANCED',
    room: 'room',
    ring: 1,
    deadline: '2026-01-01T00:00:00Z',
    remaining: '30s',
  },
};

/** A connected client that writes down what it hears. */
async function phone(t, { gateway = new Gateway(), ...options } = {}) {
  gateway.onFrame ?? gateway.welcomes();
  const heard = [];
  const session = connect({
    url: 'ws://localhost/ws',
    device: 'd1',
    WebSocket: gateway.WebSocket,
    ...options,
  });
  CALLBACKS.filter((name) => name !== 'onIncomingMissedCallClicked').forEach((name) =>
    session.on(name, (...args) => heard.push([name, ...args])),
  );
  t.after(() => session.close());
  await until(() => session.state === 'connected');
  return { gateway, session, heard, names: () => heard.map(([name]) => name) };
}

test('says hello first, and asks for what was wanted before it was connected', async (t) => {
  const gateway = new Gateway();
  gateway.welcomes();
  const session = connect({
    url: 'http://localhost/ws',
    token: () => Promise.resolve('secret'),
    device: 'd1',
    name: 'Alice',
    WebSocket: gateway.WebSocket,
  });
  t.after(() => session.close());
  const answer = session.accept('c1', 'hi');
  await until(() => gateway.socket?.sent.length === 2);

  assert.equal(gateway.socket.url, 'ws://localhost/ws');
  assert.equal(gateway.socket.subprotocol, 'ringdown.v1.json');
  assert.deepEqual(gateway.socket.sent[0], {
    hello: { version: 1, token: 'secret', device: 'd1', name: 'Alice' },
  });
  const { id, ...request } = gateway.frames('request')[0];
  assert.deepEqual(request, { accept: { callId: 'c1', customData: 'hi' } });

  gateway.say({ reply: { id, joined: { callId: 'c1', room: 'r', at: '2026-01-01T00:00:00Z' } } });
  assert.deepEqual(await answer, { callId: 'c1', room: 'r', at: new Date('2026-01-01T00:00:00Z') });
});

test('gives a callback its arguments, and all of the event after them', async (t) => {
  const { gateway, heard } = await phone(t);
  gateway.event(1, 'c1', RING);
  const [name, callId, caller, callType, callees, customData, event] = heard.at(-1);

  assert.equal(name, 'onIncomingCallReceived');
  assert.equal(callId, 'c1');
  assert.deepEqual(caller, { id: 'bob', name: 'Bob' });
  assert.equal(callType, 'VIDEO');
  assert.deepEqual(callees, [{ id: 'alice', name: '' }]);
  assert.equal(customData, '');
  assert.equal(event.room, 'room');
  assert.ok(event.remainingMs() <= 30_000 && event.remainingMs() > 25_000);
});

test('writes an invitation as the wire has it, with an id that makes it idempotent', async (t) => {
  const { gateway, session } = await phone(t);
  const answer = session.invite({
    callees: ['bob', { id: 'carol', name: 'Carol', timeoutMs: 1500 }],
    callType: 'VOICE',
    timeoutMs: 30_000,
  });
  await until(() => gateway.frames('request').length === 1);
  const [{ id, invite }] = gateway.frames('request');
  assert.match(invite.callId, /^[0-9a-f-]{36}$/);
  assert.deepEqual(invite, {
    callId: invite.callId,
    callType: 'VOICE',
    timeout: '30s',
    callees: [{ user: { id: 'bob' } }, { user: { id: 'carol', name: 'Carol' }, timeout: '1.5s' }],
  });

  gateway.say({
    reply: { id, invited: { callId: 'c', room: 'c', refused: [{ userId: 'bob', code: 'NOT_PERMITTED' }] } },
  });
  assert.deepEqual(await answer, {
    callId: 'c',
    room: 'c',
    refused: [{ userId: 'bob', code: 'NOT_PERMITTED' }],
  });
});

test('refuses what the gateway could not read, and names the field', async (t) => {
  const { gateway, session } = await phone(t);
  const wrong = [
    [{ callees: 'bob' }, 'callees'],
    [{ callees: [7] }, 'callees[0].id'],
    [{ callees: [{ id: 'bob', timeout: 3 }] }, 'callees[0].timeout'],
    [{ callees: ['bob'], callType: 'voice' }, 'callType'],
    [{ callees: ['bob'], timeoutMs: '30s' }, 'timeoutMs'],
    [{ callees: ['bob'], custumData: '' }, 'custumData'],
  ];
  for (const [invitation, field] of wrong) {
    await assert.rejects(session.invite(invitation), { code: 'INVALID_ARGUMENT', field });
  }
  assert.equal(gateway.frames('request').length, 0);
});

test('fails with the typed error of the server', async (t) => {
  const { gateway, session } = await phone(t);
  const answer = session.accept('c1');
  await until(() => gateway.frames('request').length === 1);
  const [{ id }] = gateway.frames('request');
  const error = {
    code: 'ALREADY_ANSWERED',
    message: 'decided',
    outcome: 'DECLINED',
    decidedAt: '2026-01-01T00:00:00Z',
    decidedBy: 's2',
  };
  gateway.say({ reply: { id, error } });
  await assert.rejects(answer, {
    name: 'RingdownError',
    code: 'ALREADY_ANSWERED',
    outcome: 'DECLINED',
    decidedBy: 's2',
  });
});

test('resumes after a loss: asks again under the same id, raises nothing twice', async (t) => {
  const { gateway, session, names } = await phone(t);
  gateway.event(1, undefined, { connected: { unreadMissedCalls: 2 } });
  gateway.event(2, 'c1', RING);
  const answer = session.accept('c1');
  await until(() => gateway.frames('request').length === 1);
  const [asked] = gateway.frames('request');
  gateway.lose();
  assert.equal(session.state, 'reconnecting');
  await until(() => gateway.sockets.length === 2 && gateway.frames('request').length === 1);

  assert.deepEqual(gateway.frames('hello')[0].resume, { sessionId: 's1', seen: '2' });
  assert.deepEqual(gateway.frames('request'), [asked]);

  gateway.event(2, 'c1', RING);
  gateway.event(3, 'c1', { incomingCallAcceptButtonPressed: {} });
  gateway.say({ reply: { id: asked.id, joined: { callId: 'c1' } } });
  await answer;
  assert.deepEqual(names(), [
    'onStateChanged',
    'onStateChanged',
    'onConnected',
    'onIncomingCallReceived',
    'onStateChanged',
    'onStateChanged',
    'onIncomingCallAcceptButtonPressed',
  ]);
});

test('begins anew when the session is gone', async (t) => {
  const gateway = new Gateway();
  gateway.welcomes({ resumes: false });
  const { heard } = await phone(t, { gateway });
  gateway.event(1, undefined, { connected: { unreadMissedCalls: 2 } });
  gateway.event(2, 'c1', RING);
  gateway.lose();
  await until(() => gateway.sockets.length === 2 && gateway.socket.sent.length > 0);
  gateway.event(1, undefined, { connected: {} });
  assert.deepEqual(heard.at(-1).slice(0, 3), ['onConnected', [], 0]);
});

test('tells what it has seen, once for many', async (t) => {
  const { gateway } = await phone(t);
  gateway.event(1, undefined, { connected: {} });
  gateway.event(2, 'c1', RING);
  await until(() => gateway.frames('seen').length > 0);
  assert.deepEqual(gateway.frames('seen'), [{ number: '2' }]);
});

test('pauses longer after each failure, and never less than half', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  t.mock.method(Math, 'random', () => 0);
  const gateway = new Gateway();
  gateway.refuses = true;
  const session = connect({ url: 'ws://localhost/ws', WebSocket: gateway.WebSocket });
  t.after(() => session.close());
  const pauses = [];
  for (let i = 0; i < 9; i++) {
    const before = gateway.sockets.length;
    let waited = 0;
    for (; gateway.sockets.length === before && waited < 20_000; waited += 125) {
      t.mock.timers.tick(i === 0 ? 0 : 125);
      await new Promise((resolve) => setImmediate(resolve));
    }
    pauses.push(waited);
  }
  const growing = pauses.slice(1).map((pause) => pause - (pause % 125));
  assert.deepEqual(growing.slice(0, 4), growing.slice(0, 4).sort((a, b) => a - b));
  assert.ok(growing.at(-1) >= 7500 && growing.at(-1) <= 8000, String(growing));
});

test('drops a socket that does not answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const gateway = new Gateway();
  gateway.welcomes({ idleTimeout: '30s' });
  const session = connect({ url: 'ws://localhost/ws', WebSocket: gateway.WebSocket });
  t.after(() => session.close());
  const settle = async (ms) => {
    t.mock.timers.tick(ms);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await settle(0);
  await settle(0);
  assert.equal(session.state, 'connected');

  await settle(10_000);
  assert.equal(gateway.frames('ping').length, 1);
  gateway.say({ pong: {} });
  await settle(10_000);
  assert.equal(gateway.frames('ping').length, 2);
  assert.equal(session.state, 'connected');
  await settle(5_000);
  assert.equal(session.state, 'reconnecting');
  assert.ok(gateway.socket.closed);
});

test('stops a ring by itself a second late, and lets nobody stop it again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const gateway = new Gateway();
  gateway.welcomes();
  const session = connect({ url: 'ws://localhost/ws', WebSocket: gateway.WebSocket });
  t.after(() => session.close());
  const heard = [];
  CALLBACKS.forEach((name) => session.on(name, (...args) => heard.push([name, args[0]])));
  const settle = async (ms) => {
    t.mock.timers.tick(ms);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await settle(0);
  await settle(0);
  heard.length = 0;
  gateway.event(1, 'c1', RING);
  await settle(30_900);
  assert.equal(heard.length, 1);
  await settle(200);
  assert.deepEqual(heard.at(-1), ['onIncomingCallTimeout', 'c1']);
  gateway.event(2, 'c1', { incomingCallTimeout: { caller: { id: 'bob' } } });
  assert.equal(heard.filter(([name]) => name === 'onIncomingCallTimeout').length, 1);
});

test('does not ring when the time is over, and tells why', async (t) => {
  const { gateway, names } = await phone(t);
  const { remaining, ...late } = RING.incomingCallReceived;
  gateway.event(1, 'c1', { incomingCallReceived: late });
  gateway.event(2, 'c1', { incomingCallTimeout: { caller: { id: 'bob' } } });
  assert.deepEqual(names().slice(2), ['onIncomingCallTimeout']);
});

test('dials back by itself when nobody listens to a click, and not when somebody does', async (t) => {
  const { gateway, session } = await phone(t);
  const click = { caller: { id: 'bob' }, callType: 'VOICE', callees: [{ id: 'alice' }] };
  gateway.event(1, 'c1', { incomingMissedCallClicked: click });
  await until(() => gateway.frames('request').length === 1);
  assert.deepEqual(gateway.frames('request')[0].dialBack, { callId: 'c1', defaultAction: true });

  let dial;
  session.on('onIncomingMissedCallClicked', (...args) => (dial = args[5]));
  gateway.event(2, 'c1', { incomingMissedCallClicked: click });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(gateway.frames('request').length, 1);
  dial();
  await until(() => gateway.frames('request').length === 2);
});

test('renews its token when it expires', async (t) => {
  let tokens = 0;
  const { gateway } = await phone(t, { token: async () => `token-${++tokens}` });
  gateway.say({ tokenExpires: { at: '2026-01-01T00:00:00Z' } });
  await until(() => gateway.frames('renew').length === 1);
  assert.deepEqual(gateway.frames('renew')[0], { token: 'token-2' });
});

test('comes with a new token where the old one was refused, and gives up the second time', async (t) => {
  let tokens = 0;
  const gateway = new Gateway();
  gateway.onFrame = (socket, frame) => {
    if (frame.hello) {
      gateway.say({ goodbye: { reason: 'UNAUTHENTICATED', message: 'expired' } });
      socket.close();
    }
  };
  const heard = [];
  const session = connect({
    url: 'ws://localhost/ws',
    token: async () => `token-${++tokens}`,
    WebSocket: gateway.WebSocket,
    handlers: { onClosed: (...args) => heard.push(args) },
  });
  const asked = session.activeCalls();
  await assert.rejects(asked, { code: 'SESSION_CLOSED' });
  assert.deepEqual(heard, [['UNAUTHENTICATED', 'expired']]);
  assert.equal(tokens, 2);
});

test('gives way for good to a newer session of the same device', async (t) => {
  const { gateway, session, heard } = await phone(t);
  gateway.say({ goodbye: { reason: 'REPLACED', message: 'elsewhere' } });
  gateway.lose();
  assert.equal(session.state, 'closed');
  assert.deepEqual(heard.at(-1), ['onClosed', 'REPLACED', 'elsewhere']);
  await assert.rejects(session.activeCalls(), { code: 'SESSION_CLOSED' });
  assert.equal(gateway.sockets.length, 1);
});

test('lets the other handlers hear when one throws', async (t) => {
  const errors = t.mock.method(console, 'error', () => {});
  const { gateway, session, names } = await phone(t);
  session.on('onConnected', () => {
    throw new Error('mine');
  });
  let later = 0;
  session.on('onConnected', () => later++);
  gateway.event(1, undefined, { connected: {} });
  assert.equal(later, 1);
  assert.equal(errors.mock.callCount(), 1);
  assert.ok(names().includes('onConnected'));
});

test('knows no callback of another name', async (t) => {
  const { session } = await phone(t);
  assert.throws(() => session.on('onIncommingCall', () => {}), { field: 'onIncommingCall' });
});

test('has what the README says', async (t) => {
  const { session } = await phone(t);
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, script] = readme.match(/```js\n(.*?)```/s);
  const callbacks = script.match(/\bon[A-Z]\w+/g);
  const operations = [...script.matchAll(/phone\.(\w+)\(/g)].map(([, name]) => name);
  assert.ok(callbacks.length > 0 && operations.length > 0);
  callbacks.forEach((name) => assert.ok(CALLBACKS.includes(name), name));
  operations.forEach((name) => assert.equal(typeof session[name], 'function', name));
});
