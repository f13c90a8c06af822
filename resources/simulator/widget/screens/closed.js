// SPDX-License-Identifier: GPL-3.0-or-later
// What is left when the host keeps the page open after the end.

import { h, heading, icon } from '../dom.js';
import { jobWords } from '../format.js';

function words(flow, problem) {
  const { clientName: client, mode } = flow;
  const bank = flow.bank?.name ?? 'Your bank';
  const thing = jobWords(flow.session?.job?.kind);
  if (mode === 'mfa') {
    if (flow.reached) return `${bank} has your answer. You can close this window.`;
    return problem ? `${client} did not get ${thing}. You can close this window.` : `${client} is still waiting for ${thing}. You can close this window.`;
  }
  if (flow.reached) {
    return mode === 'reconnect' ? `Your account is connected again, but ${client} has not heard of it yet. You can close this window.`
      : `Your account was linked, but ${client} has not heard of it. You can close this window.`;
  }
  return mode === 'reconnect' ? 'Nothing was changed. You can close this window.' : 'Nothing was linked. You can close this window.';
}

export function closed(flow, { done, problem = null }) {
  flow.shell.hideClose(true);
  return {
    title: done ? 'Done' : 'Closed',
    content: [h('div', { class: 'bank-head roomy' },
      h('div', { class: `mark ${done ? 'check' : 'window'}`, 'aria-hidden': 'true' }, icon(done ? 'check' : 'close')),
      heading(done ? 'All done' : 'Closed'),
      h('p', { class: 'muted' }, done ? `You can go back to ${flow.clientName}.` : words(flow, problem)))],
    question: null,
  };
}
