// SPDX-License-Identifier: GPL-3.0-or-later
// The last screen. Continue hands the result to the host; nothing is handed over before.

import { bankLogo, button, h, heading, icon } from '../dom.js';
import { accountType, jobWords, masked, spokenMask } from '../format.js';

function line(flow, account) {
  return h('li', { class: 'linked' }, bankLogo(flow.bank, 'medium'),
    h('span', { class: 'account-text' },
      h('span', { class: 'strong' }, flow.bank?.name || account.name || 'Your account'),
      h('span', { class: 'muted' }, `${(flow.bank ? account.name : '') || accountType(account.type)} `.trimStart(),
        h('span', { 'aria-hidden': 'true' }, masked(account.display)), h('span', { class: 'hidden-text' }, spokenMask(account.display)))));
}

function words(flow) {
  const client = flow.clientName;
  const bank = flow.bank?.name;
  if (flow.mode === 'mfa') {
    return { title: 'Thanks, you can go back', text: `${bank ?? 'Your bank'} knows that it is you. ${client} now gets ${jobWords(flow.session.job?.kind)}.` };
  }
  if (flow.mode === 'reconnect') return { title: `${bank ?? 'Your bank'} is connected again`, text: `${client} can use your account as before.` };
  const many = flow.linked.length > 1;
  return { title: many ? 'Your accounts are linked' : 'Your account is linked', text: `${many ? 'They are' : 'It is'} ready to use in ${client}.` };
}

export function success(flow, data) {
  const { title, text } = words(flow);
  const lines = flow.linked.length > 0 ? flow.linked : (flow.bank && flow.mode !== 'mfa' ? [{ name: '', type: '', display: '' }] : []);
  const finish = button('Continue', 'finish', () => {
    finish.disabled = true;
    flow.finish(data.payload);
  });
  return {
    title: 'Success',
    route: '/success',
    content: [
      h('div', { class: 'bank-head roomy' }, h('div', { class: 'mark check', 'aria-hidden': 'true' }, icon('check')), heading(title), h('p', { class: 'muted' }, text)),
      lines.length > 0 ? h('ul', { class: 'linked-list' }, lines.map((account) => line(flow, account))) : null,
      h('div', { class: 'actions' }, finish),
    ],
    question: {
      title: 'Close before finishing?',
      text: `The bank is done, but ${flow.clientName} hears of it only when you press Continue.`,
      stay: 'Stay', leave: 'Close anyway',
    },
  };
}
