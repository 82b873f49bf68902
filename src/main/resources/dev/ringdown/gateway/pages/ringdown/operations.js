// Operations, written as the wire has them. The gateway closes the socket of who sends what it cannot
// read, so each field is looked at here. Limits are the server's to know.

import { RingdownError } from './error.js';

const expect = (met, field, problem, expected) => {
  if (!met) {
    const message = `${field}: ${problem} (expected: ${expected})`;
    throw new RingdownError({ code: 'INVALID_ARGUMENT', message, field });
  }
};

const ofType = (type, article) => (value, field) => {
  expect(typeof value === type, field, `is of type ${typeof value}`, `${article} ${type}`);
  return value;
};
const text = ofType('string', 'a');
const flag = ofType('boolean', 'a');

const oneOf = (...names) => (value, field) => {
  expect(names.includes(value), field, String(value), names.join(' or '));
  return value;
};

const whole = (value, field) => {
  expect(Number.isSafeInteger(value), field, String(value), 'a whole number');
  return value;
};

const long = (value, field) => String(whole(value, field));

const millis = (value, field) => {
  expect(Number.isFinite(value) && value >= 0, field, String(value), 'milliseconds');
  return `${Math.round(value) / 1000}s`;
};

const listOf = (write) => (values, field) => {
  expect(Array.isArray(values), field, 'is not an array', 'an array');
  return values.map((value, i) => write(value, `${field}[${i}]`));
};

const invitee = (value, field) => {
  const { id, name, ...rest } = typeof value === 'object' && value ? value : { id: value };
  return {
    user: fields({ id: text, name: text }, { id, name }, `${field}.`),
    ...fields({ timeoutMs: millis }, rest, `${field}.`),
  };
};

const onCall = { callId: text };
const answer = { ...onCall, customData: text };

const OPERATIONS = {
  invite: {
    ...answer,
    callees: listOf(invitee),
    callType: oneOf('VOICE', 'VIDEO'),
    timeoutMs: millis,
    room: text,
    mode: oneOf('GENERAL', 'ADVANCED'),
    glarePolicy: oneOf('MERGE', 'REJECT'),
  },
  inviteMore: { ...onCall, callees: listOf(invitee), timeoutMs: millis },
  accept: answer,
  decline: answer,
  busy: answer,
  ignore: onCall,
  cancel: { ...answer, invitees: listOf(text) },
  join: onCall,
  quit: onCall,
  end: onCall,
  getCall: onCall,
  activeCalls: {},
  listMissedCalls: { offset: whole, limit: whole },
  missedCallsSeen: { upTo: long },
  missedCallClicked: onCall,
  dialBack: { ...onCall, defaultAction: flag },
};

/** @throws RingdownError INVALID_ARGUMENT, with the field, for what the gateway could not read */
export function writeOperation(name, values) {
  return { [name]: fields(OPERATIONS[name], values, '') };
}

function fields(writers, values, prefix) {
  const written = {};
  for (const [name, value] of Object.entries(values)) {
    const field = prefix + name;
    expect(name in writers, field, 'unknown', Object.keys(writers).join(', '));
    if (value !== undefined) {
      // On the wire a duration knows its unit by itself.
      written[name === 'timeoutMs' ? 'timeout' : name] = writers[name](value, field);
    }
  }
  return written;
}
