import { h } from './dom.js';
import { exactTime, nameOf, namesOf, stateText } from './words.js';

const MOST_ROWS = 200;

/** Every callback of this device, the newest first. */
export class Timeline {
  #list = h('ol', { class: 'events', 'aria-label': 'Callbacks, the newest first' });
  #empty = h('p', { class: 'hint', text: 'Every callback of this device appears here.' });
  element = h(
    'section',
    { class: 'panel timeline', id: 'events', 'aria-labelledby': 'events-title' },
    h(
      'header',
      { class: 'panel-head' },
      h('h2', { id: 'events-title', text: 'Callbacks' }),
      h('button', {
        type: 'button',
        class: 'quiet',
        text: 'Clear',
        'aria-label': 'Clear the list of callbacks',
        onclick: () => this.#list.replaceChildren(),
      }),
    ),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'events-title' }, this.#empty, this.#list),
  );

  add(event) {
    const { callback, callId, ...fields } = event;
    const details = Object.keys(fields).length > 0;
    const head = [
      h('time', { text: exactTime(new Date()) }),
      h('span', { class: 'line' }, h('code', { text: callback }), ' ', h('span', { class: 'what', text: summary(event) })),
    ];
    const body = details
      ? h(
          'details',
          {},
          h('summary', {}, ...head),
          h('pre', { text: JSON.stringify(fields, null, 2) }),
        )
      : h('div', { class: 'plain' }, ...head);
    const row = h('li', { 'data-callback': callback, 'data-call': callId || undefined }, body);
    this.#list.prepend(row);
    if (this.#list.children.length > MOST_ROWS) {
      this.#list.lastChild.remove();
    }
  }
}

const SUMMARIES = {
  onConnected: (e) => `${e.calls.length} live, ${e.unreadMissedCalls} unread`,
  onIncomingCallReceived: (e) => `from ${nameOf(e.inviter)}`,
  onIncomingCallCanceled: (e) => e.reason,
  onIncomingCallTimeout: (e) => `from ${nameOf(e.caller)}`,
  onIncomingCallHandledElsewhere: (e) => e.outcome,
  onOutgoingCallSent: (e) => `to ${namesOf(e.callees)}`,
  onOutgoingCallAccepted: (e) => nameOf(e.callee),
  onOutgoingCallDeclined: (e) => nameOf(e.callee),
  onOutgoingCallRejectedCauseBusy: (e) => nameOf(e.callee),
  onOutgoingCallTimeout: (e) => namesOf(e.callees),
  onInvitationUserStateChanged: (e) =>
    e.users.map(({ user, state }) => `${nameOf(user)}: ${stateText(state).toLowerCase()}`).join(', '),
  onIncomingMissedCallClicked: (e) => `from ${nameOf(e.caller)}`,
  onIncomingMissedCallDialBackFailed: (e) => e.reason.code,
  onCallEnded: (e) => e.reason,
  onCallMerged: (e) => `into ${e.intoCallId.slice(0, 8)}`,
  onError: (e) => e.error.code,
};

const summary = (event) => SUMMARIES[event.callback]?.(event) ?? '';
