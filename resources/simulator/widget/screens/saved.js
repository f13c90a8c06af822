// SPDX-License-Identifier: GPL-3.0-or-later
// After the code: the accounts this person has linked before. Taking one of them links nothing new.

import * as api from '../api.js';
import { button, h, heading, icon } from '../dom.js';
import { alertBox } from '../form.js';
import { masked, spokenMask } from '../format.js';

export function saved(flow, data) {
  const banks = data.banks ?? [];
  const box = alertBox();
  const list = h('ul', { class: 'linked-list', 'aria-label': 'Accounts linked before' });
  let busy = false;

  const take = async (bank) => {
    if (busy) return;
    busy = true;
    box.set('');
    try {
      const next = await flow.shell.working('One moment…', () => api.chooseAccounts([bank.connectionId]));
      if (next.next === 'signIn') {
        await flow.signInAgain(next.bank);
        return;
      }
      flow.bank = null; // none was chosen from the list: the account goes by its own name
      flow.advance(next, [{ name: bank.institutionName, type: '', display: bank.display }]);
    } catch (error) {
      busy = false;
      flow.fail(error, { showAlert: (text) => { box.set(text); box.node.focus(); } });
    }
  };
  list.append(...banks.map((bank) => h('li', {},
    h('button', { type: 'button', class: 'linked pick', data: { action: `saved:${bank.connectionId}` }, on: { click: () => take(bank) } },
      h('span', { class: 'bank-logo medium blank' }, icon('bank')),
      h('span', { class: 'account-text' }, h('span', { class: 'strong' }, bank.institutionName),
        h('span', { class: 'muted' }, h('span', { 'aria-hidden': 'true' }, masked(bank.display)), h('span', { class: 'hidden-text' }, spokenMask(bank.display))),
        bank.good === false ? h('span', { class: 'note' }, 'Permission has run out. Sign in again') : null),
      icon('chevron')))));
  return {
    title: 'Your accounts',
    route: '/accounts',
    content: [
      heading('Use one of your accounts?'),
      h('p', { class: 'lead' }, banks.length > 0 ? 'You have linked these before. Pick one to use it again.' : 'None of your accounts is linked at the moment.'),
      box.node,
      banks.length > 0 ? list : null,
      h('div', { class: 'actions' }, button('Link another account', 'another-bank', () => flow.anotherBank(), { quiet: banks.length > 0 })),
    ],
  };
}
