// What the engine's words are called on this page.

const STATES = {
  INVITED: ['Calling', 'open'],
  NOT_YET_RECEIVED: ['Not reached yet', 'open'],
  RINGING: ['Ringing', 'ringing'],
  ACCEPTED: ['In the call', 'in'],
  DECLINED: ['Declined', 'no'],
  BUSY: ['Busy', 'no'],
  TIMED_OUT: ['No answer', 'no'],
  CANCELLED: ['Cancelled', 'out'],
  UNREACHABLE: ['Unreachable', 'no'],
  MERGED: ['Merged', 'out'],
  QUIT: ['Left', 'out'],
  ENDED: ['Ended the call', 'out'],
};

const ENDS = {
  ANSWERED: 'Answered',
  DECLINED: 'Declined',
  BUSY: 'Busy',
  CANCELLED: 'Cancelled',
  NO_ANSWER: 'No answer',
  CALLER_LOST: 'The caller was lost',
  ENDED: 'Call ended',
  EVERYBODY_LEFT: 'Call ended',
  MERGED: 'You called each other',
  MAX_DURATION: 'The call reached its longest time',
  REVOKED: 'Taken back by the server',
};

const MISSED = {
  TIMED_OUT: 'No answer',
  CANCELLED: 'Hung up before you answered',
  CALLER_LOST: 'The caller was lost',
  BUSY: 'You were in another call',
  DO_NOT_DISTURB: 'You did not want to be disturbed',
  UNREACHABLE: 'No device was reached',
};

const ELSEWHERE = {
  ACCEPTED: 'Answered on another device',
  DECLINED: 'Declined on another device',
  BUSY: 'Answered busy on another device',
};

const CLOSED = {
  REPLACED: 'This device was connected again elsewhere.',
  RESUMED_ELSEWHERE: 'This session goes on in another window.',
  UNAUTHENTICATED: 'The server does not know you any longer.',
};

export const isOpen = (state) =>
  state === 'INVITED' || state === 'NOT_YET_RECEIVED' || state === 'RINGING';

export const stateText = (state) => (STATES[state] ?? [state])[0];
export const stateTone = (state) => (STATES[state] ?? [, 'out'])[1];
export const endText = (reason) => ENDS[reason] ?? 'Call ended';
export const missedText = (reason) => MISSED[reason] ?? 'Missed';
export const elsewhereText = (outcome) => ELSEWHERE[outcome] ?? 'Handled on another device';
export const closedText = (reason) => CLOSED[reason] ?? 'The connection was closed.';

export const nameOf = ({ id, name }) => name || id;

export function namesOf(users) {
  const names = users.map(nameOf);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export const kind = (callType) => (callType === 'VIDEO' ? 'Video call' : 'Voice call');

const two = (n) => String(n).padStart(2, '0');

export function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export const timeOfDay = (date) =>
  date.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });

export const exactTime = (date) =>
  `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}` +
  `.${String(date.getMilliseconds()).padStart(3, '0')}`;
