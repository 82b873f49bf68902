// ZEGOCLOUD's own call kit, its signalling by a Ringdown gateway. What is Ringdown's is three lines:
// the import, the token, and addPlugins.

import { withoutMedia } from './media.js';

const parameters = new URLSearchParams(location.search);
const gateway = parameters.get('gateway') ?? location.origin;
const user = parameters.get('user') ?? 'alice';
const { zim } = await import(`${gateway}/ringdown-zim.js`);

/** Of an application, this comes from where its users sign in. */
const answer = await fetch(`/dev/token?${new URLSearchParams({ user, name: user })}`);
const token = await answer.text();

const ZegoUIKitPrebuilt = window.ZegoUIKitPrebuilt;
const APP_ID = 1;
const kitToken = ZegoUIKitPrebuilt.generateKitTokenForProduction(APP_ID, token, user, user, user);
const kit = ZegoUIKitPrebuilt.create(kitToken);
withoutMedia(kit);

const list = document.getElementById('callbacks');
const say = (name, ...words) => {
  const line = document.createElement('li');
  line.textContent = [name, ...words].join(' ');
  list.append(line);
};
const nameOf = ({ userID }) => userID;

// What the gateway itself says: the kit has timers of its own, too.
const told = (name) => [name, () => console.log(`told ${name}`)];
const handlers = {
  onConnected: () => say('ready', user),
  ...Object.fromEntries(['onIncomingCallTimeout', 'onOutgoingCallTimeout'].map(told)),
};
kit.addPlugins({ ZIM: zim({ url: `${gateway}/ws`, handlers }) });
kit.setCallInvitationConfig({
  onIncomingCallReceived: (callId, caller) => say('onIncomingCallReceived', nameOf(caller)),
  onIncomingCallCanceled: (callId, caller) => say('onIncomingCallCanceled', nameOf(caller)),
  onIncomingCallTimeout: (callId, caller) => say('onIncomingCallTimeout', nameOf(caller)),
  onOutgoingCallAccepted: (callId, callee) => say('onOutgoingCallAccepted', nameOf(callee)),
  onOutgoingCallRejected: (callId, callee) => say('onOutgoingCallRejected', nameOf(callee)),
  onOutgoingCallDeclined: (callId, callee) => say('onOutgoingCallDeclined', nameOf(callee)),
  onOutgoingCallTimeout: (callId, callees) => say('onOutgoingCallTimeout', ...callees.map(nameOf)),
  onCallInvitationEnded: (reason) => say('onCallInvitationEnded', reason),
});

document.getElementById('call').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const callee = form.get('callee');
  kit
    .sendCallInvitation({
      callees: [{ userID: callee, userName: callee }],
      callType: ZegoUIKitPrebuilt.InvitationTypeVoiceCall,
      timeout: Number(form.get('seconds')),
    })
    .catch((error) => say('refused', error.code ?? error));
});
