// ZEGOCLOUD's own call kit, its signalling by a Ringdown gateway. What is Ringdown's: the import, its
// token, and addPlugins.

import { withoutMedia } from './media.js';

const parameters = new URLSearchParams(location.search);
const gateway = parameters.get('gateway') ?? 'http://127.0.0.1:8080';
const name = parameters.get('user') ?? 'Alice';
const user = name.toLowerCase();

/** Every callback that the kit's invitations have. */
const CALLBACKS = [
  'onIncomingCallReceived',
  'onConfirmDialogWhenReceiving',
  'onIncomingCallAcceptButtonPressed',
  'onIncomingCallDeclineButtonPressed',
  'onIncomingCallCanceled',
  'onIncomingCallTimeout',
  'onWaitingPageWhenSending',
  'onOutgoingCallAccepted',
  'onOutgoingCallDeclined',
  'onOutgoingCallRejected',
  'onOutgoingCallTimeout',
  'onSetRoomConfigBeforeJoining',
  'onCallInvitationEnded',
  'onTokenWillExpire',
];

const { ZegoUIKitPrebuilt } = window;
const { zim } = await import(new URL('/ringdown-zim.js', gateway));

// The vendor's media room would need its app id and its token; see media.js.
const kitToken = ZegoUIKitPrebuilt.generateKitTokenForProduction(1, 'none', '', user, name);
const kit = ZegoUIKitPrebuilt.create(kitToken);
withoutMedia(kit);

const form = document.getElementById('call');
const who = document.getElementById('who');
kit.addPlugins({
  ZIM: zim({
    token,
    handlers: {
      onStateChanged: (state) => (who.textContent = `You are ${name}: ${state}.`),
      onConnected: () => (form.elements.button.disabled = false),
      onError: ({ message }) => (who.textContent = message),
    },
  }),
});
kit.setCallInvitationConfig(
  Object.fromEntries(CALLBACKS.map((callback) => [callback, (...args) => say(callback, args)])),
);

/** Of an application, this comes from where its users sign in. */
async function token() {
  const answer = await fetch(`/token?${new URLSearchParams({ user, name })}`);
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return answer.text();
}

// Who else there is; the first of them is called by default.
for (const other of ['Alice', 'Bob', 'Carol'].filter((other) => other !== name)) {
  const link = document.createElement('a');
  link.href = `?${new URLSearchParams({ gateway, user: other })}`;
  link.target = '_blank';
  link.textContent = other;
  document.getElementById('others').append(link, ' ');
  form.elements.callees.value ||= other;
}

function say(callback, args) {
  const line = document.createElement('li');
  line.textContent = `${callback}(${args.map((arg) => JSON.stringify(arg) ?? 'ƒ').join(', ')})`;
  document.getElementById('callbacks').append(line);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { callees, seconds, type } = Object.fromEntries(new FormData(form));
  kit
    .sendCallInvitation({
      callees: callees.split(',').map((callee) => ({
        userID: callee.trim().toLowerCase(),
        userName: callee.trim(),
      })),
      callType: Number(type),
      timeout: Number(seconds),
      data: 'from the example',
    })
    .then(({ errorInvitees }) => errorInvitees.length && say('not rung', errorInvitees))
    .catch((error) => say('refused', [error]));
});
