// Protobuf's JSON mapping, read: absent fields are defaults, 64-bit numbers are strings, durations are
// "1.5s". What the client hands on has plain values: milliseconds, Dates, numbers.

const ms = (text) => (text === undefined ? undefined : Math.round(parseFloat(text) * 1000));
const date = (text) => (text === undefined ? undefined : new Date(text));
const list = (values, read) => (values ?? []).map(read);

/** A function that tells what is left of a duration, on a clock that nobody sets. */
function countdown(text) {
  const until = performance.now() + (ms(text) ?? 0);
  return () => Math.max(0, until - performance.now());
}

const user = (u = {}) => ({ id: u.id ?? '', name: u.name ?? '' });

const member = (m) => ({
  user: user(m.user),
  state: m.state,
  ring: m.ring ?? 0,
  inviter: m.inviter ?? '',
  deadline: date(m.deadline),
  remainingMs: countdown(m.remaining),
  customData: m.customData ?? '',
});

const call = (c = {}) => ({
  callId: c.callId ?? '',
  room: c.room ?? '',
  callType: c.callType,
  mode: c.mode,
  caller: user(c.caller),
  customData: c.customData ?? '',
  createdAt: date(c.createdAt),
  answeredAt: date(c.answeredAt),
  endedAt: date(c.endedAt),
  endReason: c.endReason,
  members: list(c.members, member),
  asOf: date(c.asOf),
});

const missedCall = (m) => ({
  number: Number(m.number ?? 0),
  callId: m.callId ?? '',
  ring: m.ring ?? 0,
  room: m.room ?? '',
  caller: user(m.caller),
  callType: m.callType,
  callees: list(m.callees, user),
  customData: m.customData ?? '',
  at: date(m.at),
  rangMs: ms(m.rang) ?? 0,
  reason: m.reason,
});

const error = (e = {}) => ({
  code: e.code ?? 'UNSPECIFIED',
  message: e.message ?? '',
  field: e.field,
  outcome: e.outcome,
  decidedAt: date(e.decidedAt),
  decidedBy: e.decidedBy,
  intoCallId: e.intoCallId,
  retryAfterMs: ms(e.retryAfter),
});

// ---- Events: how each is read, and which of its fields its callback takes in front.

const nothing = () => ({});
const callee = (e) => ({ callee: user(e.callee), customData: e.customData ?? '' });
const invitation = (e) => ({
  caller: user(e.caller),
  callType: e.callType,
  callees: list(e.callees, user),
  customData: e.customData ?? '',
});
const INVITATION = ['callId', 'caller', 'callType', 'callees', 'customData'];

const EVENTS = {
  connected: [
    ['calls', 'unreadMissedCalls'],
    (e) => ({ calls: list(e.calls, call), unreadMissedCalls: e.unreadMissedCalls ?? 0 }),
  ],
  incomingCallReceived: [
    INVITATION,
    (e) => ({
      ...invitation(e),
      inviter: user(e.inviter),
      room: e.room ?? '',
      mode: e.mode,
      ring: e.ring ?? 0,
      deadline: date(e.deadline),
      remainingMs: countdown(e.remaining),
    }),
  ],
  incomingCallCanceled: [
    ['callId', 'caller', 'customData'],
    (e) => ({ caller: user(e.caller), customData: e.customData ?? '', reason: e.reason }),
  ],
  incomingCallTimeout: [['callId', 'caller'], (e) => ({ caller: user(e.caller) })],
  incomingCallDeclineButtonPressed: [['callId'], nothing],
  incomingCallAcceptButtonPressed: [['callId'], nothing],
  outgoingCallSent: [INVITATION, invitation],
  outgoingCallCancelButtonPressed: [['callId'], nothing],
  outgoingCallAccepted: [['callId', 'callee'], (e) => ({ callee: user(e.callee) })],
  outgoingCallDeclined: [['callId', 'callee', 'customData'], callee],
  outgoingCallRejectedCauseBusy: [['callId', 'callee', 'customData'], callee],
  outgoingCallTimeout: [
    ['callId', 'callees', 'isVideoCall'],
    (e) => ({ callees: list(e.callees, user), isVideoCall: e.isVideoCall ?? false }),
  ],
  invitationUserStateChanged: [
    ['callId', 'users'],
    (e) => ({
      users: list(e.users, (u) => ({
        user: user(u.user),
        state: u.state,
        customData: u.customData ?? '',
      })),
    }),
  ],
  incomingMissedCallClicked: [INVITATION, invitation],
  incomingMissedCallDialBackFailed: [['callId', 'reason'], (e) => ({ reason: error(e.reason) })],
  callMerged: [
    ['callId', 'intoCallId', 'room'],
    (e) => ({ intoCallId: e.intoCallId ?? '', room: e.room ?? '' }),
  ],
  incomingCallHandledElsewhere: [['callId', 'outcome'], (e) => ({ outcome: e.outcome })],
  callEnded: [
    ['callId', 'reason', 'durationMs'],
    (e) => ({ reason: e.reason, durationMs: ms(e.duration) ?? 0 }),
  ],
  error: [['error'], (e) => ({ error: error(e) })],
};

const callbackOf = (name) => `on${name[0].toUpperCase()}${name.slice(1)}`;

/** The callbacks that events of the server raise. */
export const CALLBACKS = Object.keys(EVENTS).map(callbackOf);

/** An event with its callback's name and arguments; undefined for one that this release knows not. */
export function readEvent(frame) {
  const name = Object.keys(EVENTS).find((known) => known in frame);
  if (name === undefined) {
    return undefined;
  }
  const [first, read] = EVENTS[name];
  const event = { callback: callbackOf(name), callId: frame.callId ?? '', ...read(frame[name]) };
  return { event, args: first.map((field) => event[field]) };
}

// ---- Answers

const RESULTS = {
  done: () => undefined,
  invited: (r) => ({
    callId: r.callId ?? '',
    room: r.room ?? '',
    refused: list(r.refused, (f) => ({ userId: f.userId ?? '', code: f.code })),
  }),
  joined: (r) => ({ callId: r.callId ?? '', room: r.room ?? '', at: date(r.at) }),
  cancelled: (r) => ({
    callId: r.callId ?? '',
    cancelled: r.cancelled ?? [],
    notCancelled: r.notCancelled ?? [],
  }),
  snapshot: (r) => call(r.call),
  snapshots: (r) => list(r.calls, call),
  missedCalls: (r) => ({
    calls: list(r.calls, missedCall),
    unread: r.unread ?? 0,
    total: r.total ?? 0,
  }),
};

/** What a reply says: a value, or the fields of an error. */
export function readReply(reply) {
  if ('error' in reply) {
    return { error: error(reply.error) };
  }
  const kind = Object.keys(RESULTS).find((known) => known in reply);
  return { value: kind && RESULTS[kind](reply[kind]) };
}

/** What the gateway says of a session when it begins. */
export const readWelcome = (w) => ({
  sessionId: w.sessionId ?? '',
  resumed: w.resumed ?? false,
  user: user(w.user),
  device: w.device ?? '',
  idleTimeoutMs: ms(w.idleTimeout),
  tokenExpiresAt: date(w.tokenExpiresAt),
});

export const readGoodbye = (g) => ({
  reason: g.reason ?? 'UNSPECIFIED',
  message: g.message ?? '',
  resumable: g.resumable ?? false,
  retryAfterMs: ms(g.retryAfter),
});

export const readTime = date;
