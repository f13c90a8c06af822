// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts of a person, to tick: used by the widget and by the bank's own site.

import { h } from './dom.js';
import { accountType, masked, money, spokenMask } from './format.js';

/** Returns {node, chosen()} where chosen() gives the ticked accounts; the first one starts ticked. */
export function accountList({ accounts, multiple, legend, onChange = () => {} }) {
  const inputs = [];
  const paint = () => {
    for (const input of inputs) input.closest('.account').classList.toggle('ticked', input.checked);
  };
  const items = accounts.map((account, index) => {
    const id = `account-${index}`;
    const input = h('input', { type: multiple ? 'checkbox' : 'radio', name: 'account', id, value: account.id, checked: index === 0, data: { action: `account:${account.id}` }, on: { change: () => { paint(); onChange(); } } });
    inputs.push(input);
    const kind = accountType(account.type);
    const amount = account.available ?? account.balance;
    return h('li', {}, h('label', { class: 'account', for: id }, input,
      h('span', { class: 'account-text' }, h('span', { class: 'strong' }, account.name || kind),
        h('span', { class: 'muted' }, `${kind} `, h('span', { 'aria-hidden': 'true' }, masked(account.display)), h('span', { class: 'hidden-text' }, spokenMask(account.display)))),
      amount === undefined || amount === null ? null
        : h('span', { class: 'amount' }, h('span', {}, money(amount, account.currency)), h('span', { class: 'muted small' }, 'available'))));
  });
  const node = h('fieldset', { class: 'accounts' }, h('legend', { class: 'hidden-text' }, legend), h('ul', {}, items));
  paint();
  return { node, chosen: () => accounts.filter((account, index) => inputs[index].checked) };
}
