// SPDX-License-Identifier: GPL-3.0-or-later
// What happened and what can be done about it. Never a dead end: at the least, the person can close.

import { button, h, heading, icon } from '../dom.js';

const titles = {
  INCORRECT_CREDENTIALS: 'The bank did not accept this',
  POLLING_TIMEOUT: 'That took too long',
  SERVER_ERROR: 'Something went wrong',
  BANK_UNAVAILABLE: 'This bank is not available',
  ACCOUNT_LIMIT: 'No more accounts can be linked',
};

export function error(flow, { problem, retry }) {
  const started = Boolean(flow.session);
  const canChange = started && ['link'].includes(flow.mode);
  const close = button('Close', 'close-error', () => flow.leave(problem), { quiet: Boolean(retry) || canChange });
  return {
    title: 'Error',
    route: '/error',
    content: [
      h('div', { class: 'bank-head roomy' }, h('div', { class: 'mark alert', 'aria-hidden': 'true' }, icon('alert')),
        heading(titles[problem.type] ?? 'This did not work'),
        h('p', {}, problem.message),
        h('p', { class: 'small muted' }, h('code', {}, `${problem.type} · ${problem.code}`))),
      h('div', { class: 'actions' },
        retry ? button('Try again', 'retry', (event) => { event.currentTarget.disabled = true; retry(); }) : null,
        canChange ? button('Use another bank', 'another-bank', () => flow.anotherBank(), { quiet: Boolean(retry) }) : null,
        close),
    ],
    question: null,
    problem,
  };
}
