// SPDX-License-Identifier: GPL-3.0-or-later
// Entry of the OAuth bank's own site: sign in, give consent, choose accounts, go back.

import { accountList } from './account-list.js';
import * as api from './api.js';
import { announce, button, h, heading } from './dom.js';
import { buildForm, field } from './form.js';

const state = decodeURIComponent(window.location.pathname.split('/').filter(Boolean).pop() ?? '');
const main = document.getElementById('screen');
let visit = null;

function show(name, title, ...content) {
  main.dataset.screen = name;
  const top = heading(title);
  main.replaceChildren(h('div', { class: 'panel' }, top, ...content));
  document.title = `${title} (simulated)`;
  announce('');
  top.focus({ preventScroll: true });
}

function goBack(redirect) {
  if (redirect) {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(redirect)?.[1].toLowerCase();
    if (scheme && !['javascript', 'data', 'vbscript', 'blob', 'file', 'about'].includes(scheme)) window.location.assign(redirect);
    return;
  }
  if (!window.opener) return;
  window.opener.postMessage({ type: 'oauthDone', state }, `http://127.0.0.1:${window.location.port}`);
  window.close();
}

/** Shows the stage that an answer names. */
function take(answer) {
  visit = { ...visit, ...answer };
  if (answer.stage === 'login') showLogin();
  else if (answer.stage === 'consent') showConsent();
  else if (answer.stage === 'accounts') showAccounts();
  else if (answer.stage === 'done') showDone(answer.redirect ?? null);
  else throw new api.ConnectionError('The answer could not be read. Please try again.');
}

const failed = (error, showAlert) => (error.retry === false ? showProblem(error) : showAlert(error.message));

function showLogin() {
  const common = { autocapitalize: 'none', spellcheck: 'false', autocomplete: 'off', maxlength: '200' };
  const username = field({ name: 'username', label: 'Customer ID', attributes: common });
  const password = field({ name: 'password', label: 'Password', attributes: { ...common, type: 'password' } });
  show('bank-login', 'Sign in to online banking',
    h('p', {}, `${visit.client} has sent you here to link an account.`),
    buildForm({
      fields: [username, password],
      between: [h('details', { class: 'hint' }, h('summary', { data: { action: 'test-credentials' } }, 'Test credentials'),
        h('p', {}, 'Aerobank OAuth: ', h('code', {}, 'sync'), ' / ', h('code', {}, 'no_mfa'), '. Aerosync Bank (OAuth): anything.'))],
      submit: button('Sign in', 'sign-in', null, { type: 'submit' }),
      check: () => ({
        ...(username.value().trim() ? {} : { username: 'Enter your customer ID.' }),
        ...(password.value() ? {} : { password: 'Enter your password.' }),
      }),
      send: async () => take(await api.bankLogin(state, username.value().trim(), password.value())),
      failed: (error, showAlert) => {
        password.input.value = '';
        failed(error, showAlert);
      },
    }));
}

function showConsent() {
  const allow = button('Allow', 'allow', null, { type: 'submit' });
  const deny = button('Do not allow', 'deny', async () => {
    deny.disabled = true;
    try {
      take(await api.bankConsent(state, false));
    } catch (error) {
      showProblem(error);
    }
  }, { quiet: true });
  deny.classList.add('lockable');
  show('bank-consent', `Share your data with ${visit.client}?`,
    h('p', {}, `${visit.client} asks for permission, through Aerosync, to see:`),
    h('ul', { class: 'scopes' },
      h('li', {}, 'Account and routing numbers'), h('li', {}, 'Balances, and the transactions of the last year'), h('li', {}, 'Your name, address, phone and e-mail')),
    h('p', { class: 'small' }, 'It cannot move money from this permission alone. You can take it back at any time in your settings here.'),
    buildForm({ fields: [], submit: allow, after: [deny], send: async () => take(await api.bankConsent(state, true)), failed }));
}

function showAccounts() {
  const submit = button('Share and go back', 'continue', null, { type: 'submit' });
  const list = accountList({
    accounts: visit.accounts ?? [], multiple: true, legend: 'Accounts to share',
    onChange: () => { submit.disabled = list.chosen().length === 0; },
  });
  submit.disabled = list.chosen().length === 0;
  show('bank-accounts', 'Which accounts?',
    h('p', {}, `Tick the accounts that ${visit.client} may see.`),
    buildForm({
      fields: [], between: [list.node], submit,
      send: async () => take(await api.bankAccounts(state, list.chosen().map((account) => account.id))),
      failed,
    }));
}

function showDone(redirect) {
  show('bank-done', 'You are done here', h('p', {}, `Close this window to go back to ${visit?.client ?? 'the app'}.`),
    h('div', { class: 'actions' }, button('Close this window', 'finish', () => { goBack(redirect); window.close(); })));
  goBack(redirect);
}

function showProblem(error) {
  show('bank-login', 'This page cannot be shown', h('p', { role: 'alert' }, error.message),
    h('div', { class: 'actions' }, error.retry === false ? null : button('Try again', 'retry', start),
      button('Close this window', 'close', () => window.close(), { quiet: true })));
}

async function start() {
  try {
    const answer = await api.bankStage(state);
    const logo = document.getElementById('bank-logo');
    logo.hidden = !answer.bank?.logo;
    if (answer.bank?.logo) logo.src = `/assets/${answer.bank.logo}`;
    document.getElementById('bank-name').textContent = answer.bank?.name ?? 'Online banking';
    take(answer);
  } catch (error) {
    showProblem(error);
  }
}

start();
