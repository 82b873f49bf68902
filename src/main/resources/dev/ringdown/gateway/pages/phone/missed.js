import { avatar, h, keyed, set } from './dom.js';
import { icon } from './icons.js';
import { kind, missedText, nameOf, timeOfDay } from './words.js';

const SHOWN = 50;

/** The missed calls of this user, on whatever device they were missed. */
export class Missed {
  #phone;
  #unread = 0;
  #newest = 0;
  #changed;
  #list = h('ul', { class: 'missed-calls' });
  #none = h('p', { class: 'hint', text: 'None.' });
  #count = h('span', { class: 'badge', hidden: true });
  #seen = h('button', { type: 'button', class: 'quiet', text: 'Mark as seen', hidden: true, onclick: () => this.see() });
  #asked = 0;
  element = h(
    'section',
    { class: 'panel missed', id: 'missed', 'aria-labelledby': 'missed-title' },
    h(
      'header',
      { class: 'panel-head' },
      h('h2', { id: 'missed-title' }, 'Missed calls', this.#count),
      this.#seen,
    ),
    h('div', { class: 'scroll' }, this.#none, this.#list),
  );

  /** @param changed told the number of unread ones */
  constructor(phone, changed) {
    this.#phone = phone;
    this.#changed = changed;
  }

  async load() {
    const asked = ++this.#asked;
    const { calls, unread } = await this.#phone.missedCalls({ limit: SHOWN });
    if (asked === this.#asked) {
      this.#show(calls, unread);
    }
  }

  async see() {
    await this.#phone.missedCallsSeen(this.#newest);
    await this.load();
  }

  #show(calls, unread) {
    this.#unread = unread;
    this.#newest = calls[0]?.number ?? 0;
    this.#none.hidden = calls.length > 0;
    this.#seen.hidden = unread === 0;
    set(this.#count, { text: String(unread), hidden: unread === 0, 'aria-label': `${unread} unread` });
    keyed(
      this.#list,
      calls,
      ({ number }) => String(number),
      (call) => this.#create(call),
      (row, { number }) => set(row, { 'data-unread': this.#newest - number < unread }),
    );
    this.#changed(unread);
  }

  #create({ callId, caller, callType, callees, at, reason }) {
    const others = callees.length - 1;
    const group = others > 0 ? ` · group of ${others + 2}` : '';
    return h(
      'li',
      {},
      avatar(caller),
      h(
        'div',
        {},
        h('span', { class: 'who', text: nameOf(caller) }),
        h('time', { datetime: at.toISOString(), text: timeOfDay(at) }),
        h('span', { class: 'why', text: `${missedText(reason)} · ${kind(callType).toLowerCase()}${group}` }),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'aria-label': `Call ${nameOf(caller)} back`,
          title: 'Call back',
          onclick: () => this.#phone.missedCallClicked(callId),
        },
        icon('phone'),
      ),
    );
  }
}
