import { avatar, h } from './dom.js';
import { idOf, people } from './people.js';

/** Asks who this is; resolves with a user. */
export function signIn(app, fault) {
  return new Promise((resolve) => {
    const name = h('input', {
      id: 'name',
      name: 'name',
      required: true,
      maxlength: '128',
      autocomplete: 'off',
      placeholder: 'Your name',
    });
    const choose = (user) => resolve(user);
    const form = h(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          choose({ id: idOf(name.value), name: name.value.trim() });
        },
      },
      h('label', { for: 'name', text: 'Another name' }),
      h('div', { class: 'field' }, name, h('button', { class: 'action go', text: 'Continue' })),
    );
    app.replaceChildren(
      h(
        'main',
        { class: 'sign-in' },
        h('img', { src: '/phone/icon.svg', alt: '', width: '56', height: '56' }),
        h('h1', { text: 'Ringdown' }),
        h('p', { class: 'lead', text: 'Open this page in two tabs or more, each as somebody else, and ring.' }),
        fault ? h('p', { class: 'fault', role: 'alert', text: fault }) : undefined,
        h('h2', { text: 'Who are you?' }),
        h(
          'ul',
          { class: 'names' },
          ...people()
            .slice(0, 6)
            .map((user) =>
              h(
                'li',
                {},
                h('button', { type: 'button', onclick: () => choose(user) }, avatar(user), h('span', { text: user.name })),
              ),
            ),
        ),
        form,
      ),
    );
  });
}
