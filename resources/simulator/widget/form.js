// SPDX-License-Identifier: GPL-3.0-or-later
// A form that cannot be sent twice, says what is wrong next to the field, and survives a lost connection.

import { h, icon } from './dom.js';

/** A labelled text field with room for its error. `attributes` go to the input. */
export function field({ name, label, hint = '', attributes = {}, trailing = null }) {
  const id = `field-${name}`;
  const error = h('p', { class: 'field-error', id: `${id}-error`, hidden: true });
  const described = [hint ? `${id}-hint` : '', `${id}-error`].filter(Boolean).join(' ');
  const input = h('input', { id, name, class: 'input', type: 'text', 'aria-describedby': described, required: true, ...attributes });
  const node = h('div', { class: /\bcode\b/.test(attributes.class ?? '') ? 'field code-field' : 'field' },
    h('label', { for: id }, label),
    hint ? h('p', { class: 'field-hint', id: `${id}-hint` }, hint) : null,
    h('div', { class: trailing ? 'input-row' : '' }, input, trailing),
    error);
  const setError = (text) => {
    error.hidden = !text;
    error.replaceChildren(...(text ? [icon('alert'), text] : []));
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  };
  input.addEventListener('input', () => setError(''));
  return { name, input, node, setError, value: () => input.value };
}

/** A box that is read out at once when it gets a text. */
export function alertBox() {
  const node = h('div', { class: 'alert', role: 'alert', tabindex: '-1' });
  const set = (text) => {
    node.replaceChildren(...(text ? [icon('alert'), h('p', {}, text)] : []));
    node.classList.toggle('filled', Boolean(text));
  };
  return { node, set };
}

/**
 * @param fields made by field()
 * @param check returns {name: message} for what is wrong, or an empty object
 * @param send does the work; a rejected promise ends up in `failed(error, showAlert)`
 * An event `clear-alert` takes the text of the alert away.
 */
export function buildForm({ fields, before = [], between = [], after = [], submit, check = () => ({}), send, failed }) {
  const box = alertBox();
  let sending = false;
  const form = h('form', { class: 'form', novalidate: true, autocomplete: 'off' },
    before, box.node, fields.map((one) => one.node), between, h('div', { class: 'actions' }, submit, after));

  const lock = (on) => {
    sending = on;
    submit.disabled = on;
    submit.classList.toggle('working', on);
    for (const control of form.querySelectorAll('input, .lockable')) control.disabled = on;
  };
  const firstProblem = () => {
    const problems = check();
    for (const one of fields) one.setError(problems[one.name] ?? '');
    const first = fields.find((one) => problems[one.name]);
    first?.input.focus();
    return Boolean(first);
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (sending) return;
    box.set('');
    if (firstProblem()) return;
    lock(true);
    try {
      await send();
    } catch (error) {
      lock(false);
      failed(error, (text) => {
        box.set(text);
        box.node.focus();
      });
      return;
    }
    lock(false);
  });
  form.addEventListener('clear-alert', () => box.set(''));
  return form;
}
