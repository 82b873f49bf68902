import { avatar, h, keyed, set } from './dom.js';
import { icon } from './icons.js';
import { nameOf } from './words.js';

const KEY = 'ringdown.people';
const KNOWN = ['Alice', 'Bob', 'Carol', 'Dave', 'Erin', 'Frank', 'Grace', 'Heidi'];

export const idOf = (name) => name.trim().toLowerCase().replace(/\s+/g, '-');

/** Whom this page knows: a few names to begin with, and those that were added. */
export function people() {
  const added = JSON.parse(localStorage.getItem(KEY) ?? '[]');
  return [...KNOWN.map((name) => ({ id: idOf(name), name })), ...added];
}

function remember(name) {
  const user = { id: idOf(name), name: name.trim() };
  const known = people();
  if (user.id && !known.some(({ id }) => id === user.id)) {
    const added = [...known.slice(KNOWN.length), user].slice(-30);
    localStorage.setItem(KEY, JSON.stringify(added));
  }
  return user;
}

/** Whom one can call: one by a button, several by ticking them. */
export class People {
  #me;
  #call;
  #ticked = new Set();
  #list = h('ul', { class: 'people' });
  #name = h('input', {
    id: 'somebody',
    placeholder: 'Somebody else’s name',
    autocomplete: 'off',
    maxlength: '128',
    required: true,
  });
  #together = h('div', { class: 'together', hidden: true });
  element;

  /** @param call what to do with the users to call, and VOICE or VIDEO */
  constructor(me, call, options) {
    this.#me = me;
    this.#call = call;
    const form = h(
      'form',
      {
        class: 'add',
        onsubmit: (event) => {
          event.preventDefault();
          this.#ticked.add(remember(this.#name.value).id);
          this.#name.value = '';
          this.show();
        },
      },
      h('label', { class: 'hidden', for: 'somebody', text: 'Add somebody by name' }),
      this.#name,
      h('button', { class: 'quiet', 'aria-label': 'Add' }, icon('add')),
    );
    this.element = h(
      'section',
      { class: 'panel', id: 'people', 'aria-labelledby': 'people-title' },
      h('header', { class: 'panel-head' }, h('h2', { id: 'people-title', text: 'People' })),
      h('div', { class: 'scroll' }, this.#list, form, options),
      this.#together,
    );
    this.show();
  }

  show() {
    const others = people().filter(({ id }) => id !== this.#me);
    keyed(
      this.#list,
      others,
      ({ id }) => id,
      (user) => this.#create(user),
      (row, { id }) => (row.querySelector('input').checked = this.#ticked.has(id)),
    );
    this.#showTogether(others.filter(({ id }) => this.#ticked.has(id)));
  }

  #showTogether(users) {
    this.#together.hidden = users.length === 0;
    const both = (type, name, label) =>
      h(
        'button',
        {
          type: 'button',
          class: 'action go',
          'aria-label': `${label} call ${users.length} selected`,
          onclick: () => {
            this.#ticked.clear();
            this.show();
            this.#call(users, type);
          },
        },
        icon(name),
        h('span', { text: label }),
      );
    this.#together.replaceChildren(
      h('span', { text: `${users.length} selected` }),
      both('VOICE', 'phone', 'Voice'),
      both('VIDEO', 'video', 'Video'),
    );
  }

  #create(user) {
    const tick = h('input', {
      type: 'checkbox',
      onchange: () => {
        this.#ticked[tick.checked ? 'add' : 'delete'](user.id);
        this.show();
      },
    });
    const call = (type, name, how) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'aria-label': `${how} call ${nameOf(user)}`,
          title: `${how} call`,
          onclick: () => this.#call([user], type),
        },
        icon(name),
      );
    return h(
      'li',
      {},
      h('label', {}, tick, avatar(user), h('span', { class: 'who', text: nameOf(user) })),
      h(
        'a',
        {
          class: 'button quiet aside',
          href: `/?user=${encodeURIComponent(user.id)}&name=${encodeURIComponent(user.name)}`,
          target: '_blank',
          rel: 'noopener',
          'aria-label': `Open a tab as ${nameOf(user)}`,
          title: `Open a tab as ${nameOf(user)}`,
        },
        icon('tab'),
      ),
      call('VOICE', 'phone', 'Voice'),
      call('VIDEO', 'video', 'Video'),
    );
  }
}

/** Asks whom to add to a running call. */
export function choosePeople(exceptIds) {
  return new Promise((resolve) => {
    const boxes = people()
      .filter(({ id }) => !exceptIds.includes(id))
      .map((user) => ({ user, box: h('input', { type: 'checkbox' }) }));
    const add = h('button', { class: 'action go', value: 'add', disabled: true, text: 'Ring them' });
    const dialog = h(
      'dialog',
      {
        class: 'choose',
        'aria-labelledby': 'choose-title',
        onclose: () => {
          const chosen = boxes.filter(({ box }) => box.checked).map(({ user }) => user);
          resolve(dialog.returnValue === 'add' ? chosen : []);
          dialog.remove();
        },
        onchange: () => set(add, { disabled: !boxes.some(({ box }) => box.checked) }),
      },
      h(
        'form',
        { method: 'dialog' },
        h('h2', { id: 'choose-title', text: 'Add people' }),
        h(
          'ul',
          { class: 'people' },
          ...boxes.map(({ user, box }) =>
            h('li', {}, h('label', {}, box, avatar(user), h('span', { class: 'who', text: nameOf(user) }))),
          ),
        ),
        h('div', { class: 'bar' }, h('button', { class: 'action', value: '', text: 'Not now' }), add),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
