import { svg } from './dom.js';

const HANDSET =
  'M2 11.5c0-1.2.6-2.3 1.6-2.9 5.3-3.1 11.5-3.1 16.8 0 1 .6 1.6 1.7 1.6 2.9v1.6c0 1.2-1.1' +
  ' 2-2.2 1.7l-3-.8c-.8-.2-1.3-.9-1.3-1.7v-1.5a15 15 0 0 0-7 0v1.5c0 .8-.5 1.5-1.3 1.7l-3' +
  ' .8c-1.1.3-2.2-.5-2.2-1.7z';

const FILLED = {
  hangUp: HANDSET,
  phone: HANDSET,
};

const DRAWN = {
  video: 'M4.5 7h8A1.5 1.5 0 0 1 14 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7z M14 11l7-3.5v9L14 13',
  add: 'M12 5v14 M5 12h14',
  close: 'M6 6l12 12 M18 6L6 18',
  leave: 'M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4 M15 8l4 4-4 4 M19 12H9',
  sound: 'M4 9.5h3.5L12 6v12l-4.5-3.5H4z M15.5 9a4 4 0 0 1 0 6 M18 6.5a8 8 0 0 1 0 11',
  mute: 'M4 9.5h3.5L12 6v12l-4.5-3.5H4z M16 9.5l5 5 M21 9.5l-5 5',
  tab: 'M13 5h6v6 M19 5l-8 8 M17 14v3a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2h3',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6 M16 4.5a3.5 3.5 0 0 1 0 6.3 M18 14.5c2 .8 3.2 2.6 3.5 5.5',
  missed: 'M4 6l8 8 8-8 M4 12V6h6 M4 19h16',
  events: 'M8 6h12 M8 12h12 M8 18h12 M4 6h.01 M4 12h.01 M4 18h.01',
  check: 'M5 12.5l4.5 4.5L19 7.5',
};

/** A picture that says nothing by itself: what holds it has a name. */
export function icon(name) {
  const filled = name in FILLED;
  const path = svg('path', { d: FILLED[name] ?? DRAWN[name] });
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: `icon icon-${name}${filled ? ' filled' : ''}`, 'aria-hidden': 'true' },
    path,
  );
}
