// SPDX-License-Identifier: GPL-3.0-or-later
// Which account, or which accounts, to link.

import { accountList } from '../account-list.js';
import * as api from '../api.js';
import { bankLogo, button, h, heading } from '../dom.js';
import { buildForm } from '../form.js';

export function accounts(flow, data) {
  const offered = data.accounts ?? [];
  const multiple = Boolean(data.multiple);
  const submit = button('Link this account', 'continue', null, { type: 'submit' });
  const label = () => {
    const count = list.chosen().length;
    submit.querySelector('.button-text').textContent = count > 1 ? `Link ${count} accounts` : 'Link this account';
    submit.disabled = count === 0;
  };
  const list = accountList({ accounts: offered, multiple, legend: 'Your accounts', onChange: label });
  label();
  const form = buildForm({
    fields: [],
    between: [list.node],
    submit,
    after: [h('p', { class: 'small muted' }, multiple ? `Only ticked accounts are shared with ${flow.clientName}.` : `Only this account is shared with ${flow.clientName}.`)],
    send: async () => {
      const chosen = list.chosen();
      const next = await flow.shell.working('Linking…', () => api.chooseAccounts(chosen.map((account) => account.id)));
      flow.advance(next, chosen);
    },
    failed: (error, showAlert) => flow.fail(error, { showAlert }),
  });
  const nothing = h('div', { class: 'empty' }, h('p', {}, 'This bank shows no account that can be linked.'),
    button('Use another bank', 'another-bank', () => flow.anotherBank()));
  return {
    title: 'Choose account',
    route: '/bank/accounts',
    content: [
      h('div', { class: 'bank-head' }, bankLogo(flow.bank, 'large'), heading(multiple ? 'Choose your accounts' : 'Choose an account'),
        h('p', { class: 'muted' }, multiple ? `Tick every account that ${flow.clientName} may use.` : `${flow.clientName} will use this account.`)),
      offered.length > 0 ? form : nothing,
    ],
  };
}
