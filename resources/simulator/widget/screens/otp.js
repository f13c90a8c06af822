// SPDX-License-Identifier: GPL-3.0-or-later
// A person who has linked before proves it with the code from a text message.

import * as api from '../api.js';
import { button, h, heading, icon } from '../dom.js';
import { buildForm, field } from '../form.js';

const length = 4; // contract g: the code of a returning user has four digits

function codeHint() {
  const codes = [['0000', 'passes'], ['0001', 'has expired'], ['0002', 'too many attempts'], ['0003', 'account not found'], ['0004', 'server error']];
  return h('details', { class: 'hint' }, h('summary', { data: { action: 'test-codes' } }, 'Test codes'),
    h('ul', {}, codes.map(([code, what]) => h('li', {}, h('span', {}, h('code', {}, code), h('span', { class: 'muted' }, ` — ${what}`))))));
}

/** Sends for another code and says so beside the button. */
function newCode(flow, form) {
  const said = h('p', { class: 'small muted center', role: 'status' });
  const ask = button('Send a new code', 'new-code', async () => {
    ask.disabled = true;
    try {
      await flow.shell.working('Sending a new code…', () => api.newOtp());
      form().dispatchEvent(new Event('clear-alert'));
      said.textContent = 'A new code is on its way to your phone.';
    } catch (error) {
      flow.fail(error, { showAlert: (text) => { said.textContent = text; } });
    }
    ask.disabled = false;
  }, { quiet: true });
  return [ask, said];
}

export function otp(flow) {
  const user = flow.session.user ?? {};
  const code = field({
    name: 'otp', label: `${length}-digit code`,
    attributes: { class: 'input code', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: String(length), pattern: '[0-9]*' },
  });
  const form = buildForm({
    fields: [code],
    between: [codeHint()],
    submit: button('Continue', 'continue', null, { type: 'submit' }),
    after: [...newCode(flow, () => form), button('Use another bank', 'another-bank', () => flow.anotherBank(), { quiet: true })],
    check: () => (/^\d{4}$/.test(code.value().trim()) ? {} : { otp: `Enter the ${length} digits of the code.` }),
    send: async () => flow.advance(await flow.shell.working('Checking the code…', () => api.otp(code.value().trim()))),
    failed: (error, showAlert) => flow.fail(error, { showAlert: (text) => { code.input.value = ''; showAlert(text); } }),
  });
  return {
    title: 'Returning user',
    route: '/otp',
    content: [
      h('div', { class: 'bank-head' }, h('span', { class: 'mark phone', 'aria-hidden': 'true' }, icon('lock')),
        heading(user.firstName ? `Welcome back, ${user.firstName}` : 'Welcome back'),
        h('p', { class: 'muted' }, user.phoneLast4
          ? `We sent a ${length}-digit code to your phone ending in ${user.phoneLast4}.`
          : `We sent a ${length}-digit code to your phone.`)),
      form,
    ],
    back: () => flow.go('welcome'),
  };
}
