import { h } from './dom.js';

/** How the next call is made. */
export class CallOptions {
  #message = h('input', { id: 'message', maxlength: '500', placeholder: 'Lunch?', autocomplete: 'off' });
  #seconds = h('input', { id: 'seconds', type: 'number', min: '1', max: '600', value: '60' });
  #mode = h(
    'select',
    { id: 'mode' },
    h('option', { value: 'ADVANCED', text: 'Stay until they leave' }),
    h('option', { value: 'GENERAL', text: 'End when all have answered' }),
  );
  element = h(
    'details',
    { class: 'options' },
    h('summary', { text: 'Call options' }),
    h('label', { for: 'message', text: 'Message' }),
    this.#message,
    h('label', { for: 'seconds', text: 'Ring for (seconds)' }),
    this.#seconds,
    h('label', { for: 'mode', text: 'Members' }),
    this.#mode,
  );

  /** For an invitation. */
  get fields() {
    return {
      customData: this.#message.value || undefined,
      timeoutMs: this.#seconds.valueAsNumber * 1000 || undefined,
      mode: this.#mode.value,
    };
  }
}
