// SPDX-License-Identifier: GPL-3.0-or-later
// What is left when the host keeps the page open after the end.

import { h, heading, icon } from '../dom.js';

export function closed(flow, { done }) {
  flow.shell.hideClose(true);
  return {
    title: done ? 'Done' : 'Closed',
    content: [h('div', { class: 'bank-head roomy' },
      h('div', { class: `mark ${done ? 'check' : 'window'}`, 'aria-hidden': 'true' }, icon(done ? 'check' : 'close')),
      heading(done ? 'All done' : 'Closed'),
      h('p', { class: 'muted' }, done ? `You can go back to ${flow.clientName}.` : 'Nothing was linked. You can close this window.'))],
    question: null,
  };
}
