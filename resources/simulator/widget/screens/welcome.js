// SPDX-License-Identifier: GPL-3.0-or-later
// First screen: what is shared, with whom, and why.

import { bankLogo, button, h, heading, icon } from '../dom.js';

function point(iconName, title, text) {
  return h('li', { class: 'point' },
    h('span', { class: 'point-icon' }, icon(iconName)),
    h('span', { class: 'point-text' }, h('strong', {}, title), h('span', { class: 'muted' }, text)));
}

function hero(bank) {
  return h('div', { class: 'hero', 'aria-hidden': 'true' },
    h('span', { class: 'hero-tile brand-tile' }, icon('window')),
    h('span', { class: 'hero-line' }, icon('lock')),
    bank ? bankLogo(bank, 'large') : h('span', { class: 'hero-tile' }, icon('bank')));
}

export function welcome(flow) {
  const client = flow.clientName;
  const reconnect = flow.mode === 'reconnect';
  const bank = flow.bank;
  const title = reconnect ? `Reconnect ${bank?.name ?? 'your bank'}` : `Link your bank to ${client}`;
  const lead = reconnect
    ? 'Your permission has run out. Sign in once more and everything goes on where it stopped.'
    : `You choose the account. ${client} gets only what is listed here.`;
  return {
    title: reconnect ? 'Reconnect' : 'Welcome',
    route: reconnect ? '/bank/reconnect' : '/welcome',
    content: [
      hero(bank),
      heading(title),
      h('p', { class: 'lead' }, lead),
      h('ul', { class: 'points', 'aria-label': `What ${client} will see` },
        point('numbers', 'Account and routing number', 'to pay you and be paid'),
        point('chart', 'Balance and transactions', 'to confirm that a payment fits'),
        point('person', 'Your name and contact details', 'to check that the account is yours')),
      h('div', { class: 'actions' },
        button('Continue', 'continue', () => flow.afterWelcome()),
        h('p', { class: 'reassure' }, icon('shield'),
          h('span', {}, `By continuing you agree to share this. ${client} never sees your bank password.`))),
    ],
  };
}
