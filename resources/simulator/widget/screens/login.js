// SPDX-License-Identifier: GPL-3.0-or-later
// User name and password of a bank without a sign-in page of its own.

import * as api from '../api.js';
import { bankLogo, button, h, heading, icon } from '../dom.js';
import { buildForm, field } from '../form.js';

function passwordToggle() {
  const toggle = h('button', { type: 'button', class: 'icon-button lockable', 'aria-label': 'Show password', 'aria-pressed': 'false', data: { action: 'toggle-password' } }, icon('eye'));
  toggle.addEventListener('click', () => {
    const input = toggle.parentElement.querySelector('input');
    const show = input.type === 'password';
    input.type = show ? 'text' : 'password';
    toggle.setAttribute('aria-pressed', String(show));
    toggle.setAttribute('aria-label', show ? 'Hide password' : 'Show password');
    toggle.replaceChildren(icon(show ? 'eyeOff' : 'eye'));
  });
  return toggle;
}

function credentialHint(bank, fill) {
  const known = bank.testCredentials ?? [];
  if (known.length === 0) return null;
  return h('details', { class: 'hint' },
    h('summary', { data: { action: 'test-credentials' } }, 'Test credentials'),
    h('ul', {}, known.map((one, index) => h('li', {},
      h('span', {}, h('code', {}, one.username), ' / ', h('code', {}, one.password), h('span', { class: 'muted' }, ` — ${one.note}`)),
      button('Fill in', `fill:${index}`, () => fill(one), { quiet: true })))));
}

export function login(flow) {
  const bank = flow.bank;
  const common = { autocapitalize: 'none', spellcheck: 'false', autocomplete: 'off', maxlength: '200' };
  const username = field({ name: 'username', label: 'User name', attributes: common });
  const password = field({ name: 'password', label: 'Password', attributes: { ...common, type: 'password' }, trailing: passwordToggle() });
  const fill = (one) => {
    for (const [target, text] of [[username, one.username], [password, one.password]]) {
      target.input.value = text;
      target.setError('');
    }
    form.querySelector('[type=submit]').focus();
  };
  const form = buildForm({
    fields: [username, password],
    between: [credentialHint(bank, fill)],
    submit: button('Sign in', 'sign-in', null, { type: 'submit' }),
    after: [h('p', { class: 'small muted' }, `Your password goes to ${bank.name} only. ${flow.clientName} never sees it.`)],
    check: () => ({
      ...(username.value().trim() ? {} : { username: 'Enter your user name.' }),
      ...(password.value() ? {} : { password: 'Enter your password.' }),
    }),
    send: async () => {
      const next = await flow.shell.working(`Signing in to ${bank.name}…`, () => api.login(bank.id, username.value().trim(), password.value()));
      flow.advance(next);
    },
    failed: (error, showAlert) => {
      password.input.value = '';
      flow.fail(error, { showAlert, retry: () => flow.go('login') });
    },
  });
  return {
    title: 'Sign in',
    route: '/bank/connect',
    content: [
      h('div', { class: 'bank-head' }, bankLogo(bank, 'large'), heading(`Sign in to ${bank.name}`),
        h('p', { class: 'muted' }, 'Use the user name and password of your online banking.')),
      form,
    ],
    back: flow.mode === 'reconnect' ? () => flow.go('welcome') : () => flow.anotherBank(),
  };
}
