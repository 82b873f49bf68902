import { avatar, h, set, svg } from './dom.js';
import { icon } from './icons.js';
import { kind, nameOf, namesOf } from './words.js';

const AROUND = 2 * Math.PI * 58;

/** The dialog of a call that rings here. It takes the focus, and leaves no key that answers by chance. */
export class Incoming {
  #me;
  #ring;
  #portrait = h('div', { class: 'portrait' });
  #kind = h('p', { class: 'kind' });
  #title = h('h2', { id: 'incoming-title' });
  #more = h('p', { class: 'more', id: 'incoming-more' });
  #message = h('blockquote');
  #left = h('p', { class: 'left' });
  #arc = svg('circle', { cx: 64, cy: 64, r: 58, 'stroke-dasharray': AROUND });
  element;

  /** @param acts what to do on accept, decline, busy and ignore, each with the call's id */
  constructor(me, acts) {
    this.#me = me;
    const act = (name) => () => acts[name](this.#ring.callId);
    const round = (name, label, picture) =>
      h(
        'button',
        { type: 'button', class: `round ${name}`, onclick: act(name) },
        h('span', { class: 'disc' }, icon(picture)),
        h('span', { text: label }),
      );
    const small = (name, label) =>
      h('button', { type: 'button', class: 'quiet', text: label, onclick: act(name) });
    this.element = h(
      'dialog',
      {
        class: 'incoming',
        role: 'alertdialog',
        'aria-labelledby': 'incoming-title',
        'aria-describedby': 'incoming-more',
        tabindex: '-1',
        oncancel: (event) => {
          event.preventDefault();
          act('ignore')();
        },
      },
      h(
        'div',
        { class: 'halo', 'aria-hidden': 'true' },
        svg('svg', { viewBox: '0 0 128 128' }, svg('circle', { cx: 64, cy: 64, r: 58 }), this.#arc),
        this.#portrait,
      ),
      this.#kind,
      this.#title,
      this.#more,
      this.#message,
      this.#left,
      h(
        'div',
        { class: 'answers' },
        round('decline', 'Decline', 'hangUp'),
        round('accept', 'Accept', 'phone'),
      ),
      h('div', { class: 'asides' }, small('busy', 'I’m busy'), small('ignore', 'Silence here')),
    );
  }

  /** @param ring undefined: nothing rings */
  show(ring) {
    if (!ring) {
      this.#ring = undefined;
      this.element.close();
      return;
    }
    if (ring.callId === this.#ring?.callId && ring.ring === this.#ring.ring) {
      return;
    }
    this.#ring = ring;
    const { caller, inviter, callees, callType, customData } = ring;
    const others = callees.filter(({ id }) => id !== this.#me);
    const also = [inviter.id === caller.id ? undefined : caller, ...others].filter(
      (user) => user && user.id !== inviter.id,
    );
    this.#portrait.replaceChildren(avatar(inviter, 'huge'));
    set(this.#kind, { text: others.length > 0 ? `Group ${kind(callType).toLowerCase()}` : kind(callType) });
    set(this.#title, { text: `${nameOf(inviter)} is calling` });
    set(this.#more, { text: also.length > 0 ? `with ${namesOf(also)}` : '' });
    set(this.#message, { text: customData, hidden: !customData });
    this.whole = ring.remainingMs();
    this.tick();
    if (!this.element.open) {
      this.element.showModal();
    }
    // On the dialog, so that a key meant for something else does not answer.
    this.element.focus();
  }

  tick() {
    if (this.#ring) {
      const left = this.#ring.remainingMs();
      set(this.#left, { text: `${Math.ceil(left / 1000)} s left` });
      const share = this.whole > 0 ? left / this.whole : 0;
      this.#arc.style.strokeDashoffset = AROUND * (1 - share);
    }
  }
}
