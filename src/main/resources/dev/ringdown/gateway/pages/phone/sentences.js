import { elsewhereText, endText, nameOf, namesOf } from './words.js';

/** What a callback tells a person, where the page does not show it anyway. */
const SENTENCES = {
  onIncomingCallCanceled: ({ caller, reason }) =>
    reason === 'CANCELLED' ? `${nameOf(caller)} hung up.` : `${endText(reason)}.`,
  onIncomingCallTimeout: ({ caller }) => `You missed a call from ${nameOf(caller)}.`,
  onIncomingCallHandledElsewhere: ({ outcome }) => `${elsewhereText(outcome)}.`,
  onIncomingCallDeclineButtonPressed: () => 'You declined.',
  onOutgoingCallAccepted: ({ callee }) => `${nameOf(callee)} accepted.`,
  onOutgoingCallDeclined: ({ callee, customData }) =>
    `${nameOf(callee)} declined${customData ? `: ${customData}` : '.'}`,
  onOutgoingCallRejectedCauseBusy: ({ callee }) => `${nameOf(callee)} is busy.`,
  onOutgoingCallTimeout: ({ callees }) => `No answer from ${namesOf(callees)}.`,
  onCallMerged: () => 'You called each other: you are in one call now.',
  onIncomingMissedCallDialBackFailed: ({ reason }) => `Calling back failed: ${reason.message}.`,
  onCallEnded: ({ reason }) => `${endText(reason)}.`,
  onError: ({ error }) => error.message,
};

export const sentence = (event) => SENTENCES[event.callback]?.(event);
