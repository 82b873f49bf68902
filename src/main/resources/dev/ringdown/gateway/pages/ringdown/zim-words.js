// ZIM's numbers for Ringdown's words.

import { writeAnswer } from './zim-data.js';

export const GENERAL = 0;
export const ADVANCED = 1;

export const STATE = { cancelled: 3 };

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

export const CODE = {
  BAD_PARAMETER: 6000001,
  TOO_OFTEN: 6000005,
  TOKEN_REFUSED: 6000014,
  NETWORK: 6000104,
  LOGGED_IN: 6000111,
  NOT_LOGGED_IN: 6000121,
  ALREADY_ACCEPTED: 6000271,
  TOO_MANY: 6000272,
  NOT_THE_INITIATOR: 6000273,
  NOT_AN_INVITEE: 6000274,
  CALL_EXISTS: 6000275,
  CALL_OVER: 6000276,
  NOBODY_INVITED: 6000281,
  IN_A_CALL: 6000283,
  WRONG_MODE: 6000286,
};

const CODES = {
  INVALID_ARGUMENT: CODE.BAD_PARAMETER,
  PAYLOAD_TOO_LARGE: CODE.BAD_PARAMETER,
  SESSION_CLOSED: CODE.NOT_LOGGED_IN,
  TOO_MANY_INVITEES: CODE.TOO_MANY,
  TOO_MANY_MEMBERS: CODE.TOO_MANY,
  NOT_THE_INVITER: CODE.NOT_THE_INITIATOR,
  NOT_INVITED: CODE.NOT_AN_INVITEE,
  NOT_A_MEMBER: CODE.NOT_AN_INVITEE,
  CALL_EXISTS: CODE.CALL_EXISTS,
  UNKNOWN_CALL: CODE.CALL_OVER,
  CALL_ENDED: CODE.CALL_OVER,
  CALL_MERGED: CODE.CALL_OVER,
  ALREADY_ANSWERED: CODE.CALL_OVER,
  NOT_PERMITTED: CODE.NOBODY_INVITED,
  ALREADY_IN_CALL: CODE.IN_A_CALL,
  WRONG_MODE: CODE.WRONG_MODE,
};

export const zimUser = ({ user, state, customData }) => ({
  userID: user.id,
  state: STATES[state],
  extendedData: writeAnswer(state, customData),
});

export const zimMode = (mode) => (mode === 'GENERAL' ? GENERAL : ADVANCED);
export const ringdownMode = (mode) => (mode === ADVANCED ? 'ADVANCED' : 'GENERAL');

/** Of an error that says when to try again, that the server has too much to do. */
export const zimCode = ({ code, retryAfterMs }) =>
  CODES[code] ?? (retryAfterMs === undefined ? CODE.NETWORK : CODE.TOO_OFTEN);

/** ZIM's promises fail with plain objects. */
export const zimError = (error) => ({ code: zimCode(error), message: error.message });
