import { h } from './dom.js';

const SHOWN_MS = 5_000;

/** Tells something in passing; read out when nothing else is. */
export const tell = (text) => show('notices', text);

/** Tells at once what went wrong. */
export const alarm = (text) => show('alerts', text);

/** For an operation's `catch`. */
export const fault = (error) =>
  alarm(error.code ? `${error.message} (${error.code})` : error.message);

function show(id, text) {
  const notice = h('p', { class: 'notice', text });
  document.getElementById(id).append(notice);
  setTimeout(() => notice.remove(), SHOWN_MS);
}
