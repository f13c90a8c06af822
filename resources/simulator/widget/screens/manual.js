// SPDX-License-Identifier: GPL-3.0-or-later
// Link by account and routing number, without signing in to a bank.

import * as api from '../api.js';
import { button, h, heading } from '../dom.js';
import { buildForm, field } from '../form.js';

const digits = { inputmode: 'numeric', autocomplete: 'off', spellcheck: 'false' };

function typeChoice() {
  const option = (value, text, checked) => h('label', { class: 'choice', for: `type-${value}` },
    h('input', { type: 'radio', name: 'accountType', id: `type-${value}`, value, checked, data: { action: `type:${value}` } }), h('span', {}, text));
  return h('fieldset', { class: 'field choices' }, h('legend', {}, 'Account type'),
    h('div', { class: 'choice-row' }, option('checking', 'Checking', true), option('savings', 'Savings', false)));
}

// Only what the form itself can know. Whether such numbers exist is the service's word: test numbers have no check digit.
function problemsOf({ routing, account, again }) {
  const problems = {};
  const number = account.value().trim();
  if (!/^\d{9}$/.test(routing.value().trim())) problems.routingNumber = 'A routing number has 9 digits.';
  if (!/^\d{8,17}$/.test(number)) problems.accountNumber = 'An account number has 8 to 17 digits.';
  if (again.value().trim() !== number) problems.accountNumberAgain = 'The two account numbers differ.';
  else if (!number) problems.accountNumberAgain = 'Enter the account number once more.';
  return problems;
}

export function manual(flow, data) {
  const routing = field({ name: 'routingNumber', label: 'Routing number', hint: '9 digits, at the bottom left of a check', attributes: { ...digits, maxlength: '9' } });
  const account = field({ name: 'accountNumber', label: 'Account number', attributes: { ...digits, maxlength: '17' } });
  const again = field({ name: 'accountNumberAgain', label: 'Account number, once more', attributes: { ...digits, maxlength: '17' } });
  const name = field({ name: 'accountName', label: 'A name for this account (optional)', attributes: { autocomplete: 'off', maxlength: '60', required: false } });
  const form = buildForm({
    fields: [routing, account, again, name],
    between: [typeChoice()],
    submit: button('Link account', 'continue', null, { type: 'submit' }),
    check: () => problemsOf({ routing, account, again }),
    send: async () => {
      const accountType = form.querySelector('input[name=accountType]:checked').value;
      const values = { routingNumber: routing.value().trim(), accountNumber: account.value().trim(), accountType };
      if (name.value().trim()) values.accountName = name.value().trim();
      const next = await flow.shell.working('Checking the numbers…', () => api.manual(values));
      flow.bank = null;
      flow.advance(next, [{ name: values.accountName ?? '', type: accountType, display: values.accountNumber.slice(-4) }]);
    },
    failed: (error, showAlert) => flow.fail(error, { showAlert, retry: () => flow.go('manual', data) }),
  });
  return {
    title: 'Enter account numbers',
    route: '/bank/manual',
    content: [
      heading('Enter your account numbers'),
      h('p', { class: 'lead' }, `${flow.clientName} can pay with these numbers. Balance, transactions and identity stay private: they need a bank sign-in.`),
      form,
    ],
    back: data.from === 'search' ? () => flow.go('search') : undefined,
  };
}
