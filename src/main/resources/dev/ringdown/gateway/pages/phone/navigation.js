import { h, set } from './dom.js';
import { icon } from './icons.js';

const VIEWS = [
  ['people', 'People', 'people'],
  ['missed', 'Missed', 'missed'],
  ['call', 'Call', 'phone'],
  ['events', 'Callbacks', 'events'],
];

/** On a small screen there is room for one view; on a large one all are there, and this is not. */
export class Navigation {
  #main;
  #buttons = new Map(VIEWS.map(([view, label, picture]) => [view, this.#button(view, label, picture)]));
  element = h('nav', { class: 'views', 'aria-label': 'Views' }, ...this.#buttons.values());

  steers(main) {
    this.#main = main;
    this.go('people');
  }

  go(view) {
    this.#main.dataset.view = view;
    this.#buttons.forEach((button, name) =>
      set(button, { 'aria-current': name === view ? 'page' : undefined }),
    );
  }

  count(view, number) {
    const badge = this.#buttons.get(view).querySelector('.badge');
    set(badge, { text: number > 0 ? String(number) : '', hidden: number === 0 });
  }

  mark(view, isOn) {
    set(this.#buttons.get(view), { 'data-on': isOn });
  }

  #button(view, label, picture) {
    return h(
      'button',
      { type: 'button', onclick: () => this.go(view) },
      icon(picture),
      h('span', { text: label }),
      h('span', { class: 'badge', hidden: true }),
    );
  }
}
