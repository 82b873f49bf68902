// ZIM's numbers for Ringdown's words.

const STATES = {
  INVITED: 0,
  ACCEPTED: 1,
  DECLINED: 2,
  BUSY: 2,
  RINGING: 5,
  TIMED_OUT: 6,
  UNREACHABLE: 6,
  QUIT: 7,
  ENDED: 8,
  NOT_YET_RECEIVED: 9,
  CANCELLED: 10,
  MERGED: 10,
};

const CODES = {
  INVALID_ARGUMENT: 6000001,
  PAYLOAD_TOO_LARGE: 6000001,
  UNAVAILABLE: 6000104,
  SESSION_CLOSED: 6000121,
  TOO_MANY_INVITEES: 6000272,
  TOO_MANY_MEMBERS: 6000272,
  NOT_THE_INVITER: 6000273,
  NOT_INVITED: 6000274,
  NOT_A_MEMBER: 6000274,
  CALL_EXISTS: 6000275,
  UNKNOWN_CALL: 6000276,
  CALL_ENDED: 6000276,
  CALL_MERGED: 6000276,
  ALREADY_ANSWERED: 6000276,
  NOT_PERMITTED: 6000281,
  ALREADY_IN_CALL: 6000283,
  WRONG_MODE: 6000286,
};

export const NOBODY_INVITED = 6000281;
export const ALREADY_ACCEPTED = 6000271;
export const NOT_LOGGED_IN = 6000121;
export const ALREADY_LOGGED_IN = 6000111;
export const TOKEN_REFUSED = 6000014;
export const TIMED_OUT = 6000105;
const NETWORK = 6000104;

export const GENERAL = 0;
export const ADVANCED = 1;

/** What an invitee said is handed through; who is busy without saying so, says so in ZIM's way. */
export function zimUser({ user, state, customData }) {
  const extendedData = customData || (state === 'BUSY' ? '{"reason":"busy"}' : '');
  return { userID: user.id, state: STATES[state], extendedData };
}

export const zimMode = (mode) => (mode === 'GENERAL' ? GENERAL : ADVANCED);
export const ringdownMode = (mode) => (mode === ADVANCED ? 'ADVANCED' : 'GENERAL');
export const zimCode = (code) => CODES[code] ?? NETWORK;

/** ZIM's promises fail with plain objects. */
export const zimError = ({ code, message }) => ({ code: zimCode(code), message });
