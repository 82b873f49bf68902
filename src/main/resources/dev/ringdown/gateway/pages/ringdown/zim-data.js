// What ZEGOCLOUD's kit writes into its invitations and answers. It goes through as it is. But somebody
// who calls or answers by another client, or a back end, does not write so, and the kit reads nothing
// else.

const VIDEO = 1;

/** What Ringdown can tell to others than the kit. */
export function readInvitation(extendedData) {
  const { type, data } = parsed(extendedData);
  const { call_id: room, invitees } = parsed(data);
  const names = new Map(list(invitees).map(({ user_id: id, user_name: name }) => [id, name]));
  return { callType: type === VIDEO ? 'VIDEO' : 'VOICE', room, names };
}

export function writeInvitation({ caller, callType, callees, customData, room }) {
  const isOfTheKit = 'inviter_name' in parsed(customData);
  return isOfTheKit ? customData : JSON.stringify(invitation(caller, callType, callees, customData, room));
}

function invitation(caller, callType, callees, customData, room) {
  const type = callType === 'VIDEO' ? VIDEO : 0;
  const data = JSON.stringify({
    call_id: room,
    invitees: callees.map(({ id, name }) => ({ user_id: id, user_name: name || id })),
    inviter: caller,
    type,
    custom_data: customData,
  });
  return { inviter_name: caller.name || caller.id, type, data };
}

export const saysBusy = (extendedData) => parsed(extendedData).reason === 'busy';

const REASON = { BUSY: 'busy', DECLINED: 'decline' };

/** Who is busy says so, also if the server said it for him. */
export function writeAnswer(state, customData) {
  const reason = REASON[state];
  const isUnderstood = Object.keys(parsed(customData)).length > 0 || customData === '{}';
  if (customData && !isUnderstood) {
    return JSON.stringify({ reason, custom_data: customData });
  }
  return state === 'BUSY' && !saysBusy(customData)
    ? JSON.stringify({ ...parsed(customData), reason })
    : customData;
}

const list = (value) => (Array.isArray(value) ? value : []);

/** An object in any case. */
function parsed(json) {
  try {
    const value = JSON.parse(json);
    return typeof value === 'object' && value && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
