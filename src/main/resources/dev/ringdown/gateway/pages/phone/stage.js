import { avatar, h, keyed, set } from './dom.js';
import { someoneIsOpen } from './calls.js';
import { icon } from './icons.js';
import { clock, endText, isOpen, kind, nameOf, namesOf, stateText, stateTone } from './words.js';

/** The call that this device is in, with everybody's state, and what can be done about it. */
export class Stage {
  #me;
  #call;
  #title = h('h2', { id: 'call-title', tabindex: '-1' });
  #status = h('p', { class: 'status' });
  #members = h('ul', { class: 'members', 'aria-labelledby': 'call-title' });
  #message = h('blockquote');
  #room = h('p', { class: 'room' });
  #actions = {};
  #bar;
  #card;
  #empty = h(
    'div',
    { class: 'empty' },
    h('div', { class: 'rest', 'aria-hidden': 'true' }, icon('phone')),
    h('h2', { id: 'rest-title', text: 'No call' }),
    h('p', { text: 'Call somebody from the list. Open another tab as that person, and answer there.' }),
  );
  element;

  /** @param acts cancel, add, quit, end, again, close; each with the call, cancel with user ids, too */
  constructor(me, acts) {
    this.#me = me;
    const button = (name, label, picture, look = '') => {
      const action = h(
        'button',
        { type: 'button', class: `action ${look}`, onclick: () => acts[name](this.#call) },
        icon(picture),
        h('span', { text: label }),
      );
      this.#actions[name] = action;
      return action;
    };
    this.#bar = h(
      'div',
      { class: 'bar', role: 'group', 'aria-label': 'This call' },
      button('add', 'Add people', 'add'),
      button('quit', 'Leave', 'leave'),
      button('cancel', 'Hang up', 'hangUp', 'stop'),
      button('end', 'End for all', 'hangUp', 'stop'),
      button('again', 'Call again', 'phone', 'go'),
      button('close', 'Close', 'close'),
    );
    this.cancelOne = (userId) => acts.cancel(this.#call, [userId]);
    this.#card = h(
      'div',
      { class: 'card', hidden: true },
      h('header', {}, this.#title, this.#status),
      this.#message,
      this.#members,
      this.#room,
      this.#bar,
    );
    this.element = h(
      'section',
      { class: 'panel stage', id: 'call', 'aria-label': 'Call' },
      this.#empty,
      this.#card,
    );
  }

  show(call) {
    this.#call = call;
    this.#empty.hidden = Boolean(call);
    this.#card.hidden = !call;
    if (!call) {
      return;
    }
    const members = [...call.members.values()];
    const others = members.filter(({ user }) => user.id !== this.#me).map(({ user }) => user);
    const isGroup = others.length > 1;
    set(this.#title, { text: isGroup ? 'Group call' : namesOf(others) });
    set(this.#message, { text: call.customData, hidden: !call.customData });
    set(this.#room, { text: `Media room ${call.room || call.callId}`, hidden: call.phase === 'over' });
    set(this.#card, { 'data-phase': call.phase });
    keyed(this.#members, members, ({ user }) => user.id, (m) => this.#create(m), (e, m) => this.#update(e, m));
    this.#offer(members);
    this.tick();
  }

  focus() {
    this.#title.focus();
  }

  tick() {
    if (this.#call) {
      set(this.#status, { text: this.#statusText() });
      for (const element of this.#members.children) {
        const left = element.querySelector('.left');
        const member = this.#call.members.get(element.dataset.key);
        const isRinging = this.#call.phase === 'live' && member && isOpen(member.state);
        const ms = isRinging ? member.remainingMs?.() : undefined;
        set(left, { text: ms ? `${Math.ceil(ms / 1000)} s` : '' });
      }
    }
  }

  #statusText() {
    const { phase, callType, youLeft, endReason, durationMs, answeredAt } = this.#call;
    if (phase === 'over') {
      const how = youLeft ? 'You left' : endText(endReason);
      return durationMs > 0 ? `${how} · ${clock(durationMs)}` : how;
    }
    return answeredAt ? `${kind(callType)} · ${clock(performance.now() - answeredAt)}` : 'Calling…';
  }

  #offer(members) {
    const { phase, mode, caller } = this.#call;
    const live = phase === 'live';
    const isAlone = members.every((m) => m.user.id === this.#me || m.state !== 'ACCEPTED');
    const calling = live && isAlone && caller.id === this.#me && someoneIsOpen(this.#call);
    const stays = live && !calling && mode !== 'GENERAL';
    const shown = {
      add: live && mode !== 'GENERAL',
      quit: stays,
      cancel: calling,
      end: stays,
      again: phase === 'over',
      close: phase === 'over' || (live && mode === 'GENERAL' && !calling),
    };
    Object.entries(shown).forEach(([name, isShown]) => (this.#actions[name].hidden = !isShown));
  }

  #create({ user }) {
    const name = user.id === this.#me ? `${nameOf(user)} (you)` : nameOf(user);
    return h(
      'li',
      {},
      avatar(user, 'big'),
      h('span', { class: 'who', text: name }),
      h('span', { class: 'chip' }, h('span', { class: 'state' }), h('span', { class: 'left' })),
      h('span', { class: 'said' }),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          'aria-label': `Stop calling ${nameOf(user)}`,
          title: `Stop calling ${nameOf(user)}`,
          onclick: () => this.cancelOne(user.id),
        },
        icon('close'),
      ),
    );
  }

  #update(element, { user, state, customData, inviter }) {
    const over = this.#call.phase === 'over';
    set(element, { 'data-state': state, 'data-tone': over && stateTone(state) === 'in' ? 'out' : stateTone(state) });
    set(element.querySelector('.state'), {
      text: over && state === 'ACCEPTED' ? 'Was in the call' : stateText(state),
    });
    set(element.querySelector('.said'), { text: customData ? `“${customData}”` : '' });
    const isMine = inviter === this.#me && isOpen(state) && !over;
    element.querySelector('button').hidden = !(isMine && this.#call.members.size > 2);
  }
}
