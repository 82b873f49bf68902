import { avatar, h, set } from './dom.js';
import { icon } from './icons.js';
import { closedText, nameOf } from './words.js';

const CONNECTION = {
  connecting: 'Connecting…',
  connected: 'Connected',
  reconnecting: 'Reconnecting…',
  closed: 'Disconnected',
};

/** Who this is, on which device, and whether the server can be heard. */
export class Header {
  #connection = h('span', { class: 'connection', role: 'status' });
  #sound;
  #closed = h('div', { class: 'closed', role: 'alert', hidden: true });
  element;

  constructor(user, device, { sound, leave }) {
    this.#sound = h('button', { type: 'button', class: 'quiet', onclick: sound });
    const again = `/?user=${encodeURIComponent(user.id)}&name=${encodeURIComponent(user.name)}`;
    this.element = h(
      'header',
      { class: 'top' },
      h(
        'h1',
        {},
        h('img', { src: '/phone/icon.svg', alt: '', width: '28', height: '28' }),
        h('span', { text: 'Ringdown' }),
      ),
      this.#connection,
      h(
        'div',
        { class: 'me' },
        avatar(user),
        h('span', { class: 'who' }, nameOf(user), h('small', { text: device })),
      ),
      h(
        'a',
        {
          class: 'button quiet aside',
          href: again,
          target: '_blank',
          rel: 'noopener',
          'aria-label': `Open another device of ${nameOf(user)}`,
          title: `Open another device of ${nameOf(user)}`,
        },
        icon('tab'),
      ),
      this.#sound,
      h(
        'button',
        { type: 'button', class: 'quiet', 'aria-label': 'Sign out', title: 'Sign out', onclick: leave },
        icon('leave'),
      ),
      this.#closed,
    );
    this.connection('connecting');
  }

  connection(state) {
    set(this.#connection, { text: CONNECTION[state], 'data-state': state });
  }

  sound(muted, isAudible) {
    const label = muted ? 'Sound is off' : isAudible ? 'Sound is on' : 'Sound waits for a click';
    set(this.#sound, { 'aria-label': label, title: label, 'aria-pressed': String(!muted) });
    this.#sound.replaceChildren(icon(muted || !isAudible ? 'mute' : 'sound'));
  }

  closed(reason) {
    this.#closed.hidden = false;
    this.#closed.replaceChildren(
      h('span', { text: closedText(reason) }),
      h('button', {
        type: 'button',
        class: 'action',
        text: 'Connect again',
        onclick: () => location.reload(),
      }),
    );
  }
}
