// SPDX-License-Identifier: GPL-3.0-or-later
// Find the bank: popular ones as tiles, all as a list, a search field over both.

import * as api from '../api.js';
import { announce, bankLogo, button, h, heading, icon } from '../dom.js';

/** A bank of the scenery: said before anybody types a password. */
const note = (bank) => (bank.kind === 'unavailable' ? h('span', { class: 'note' }, 'Not available') : null);

function row(flow, bank) {
  return h('li', {}, h('button', { type: 'button', class: 'row', data: { action: `bank:${bank.id}` }, on: { click: () => flow.openBank(bank) } },
    bankLogo(bank, 'small'), h('span', { class: `row-text${bank.kind === 'unavailable' ? ' muted' : ''}` }, bank.name, note(bank)), icon('chevron')));
}

function tile(flow, bank) {
  return h('li', {}, h('button', { type: 'button', class: 'tile', data: { action: `bank:${bank.id}` }, on: { click: () => flow.openBank(bank) } },
    bankLogo(bank, 'medium'), h('span', { class: 'tile-text' }, bank.name)));
}

function everything(flow, banks) {
  const popular = banks.filter((bank) => bank.popular);
  const others = banks.filter((bank) => !bank.popular);
  return [
    popular.length > 0 ? h('h2', { id: 'popular' }, 'Popular') : null,
    popular.length > 0 ? h('ul', { class: 'tiles', 'aria-labelledby': 'popular' }, popular.map((bank) => tile(flow, bank))) : null,
    others.length > 0 ? h('h2', { id: 'more' }, 'More banks') : null,
    others.length > 0 ? h('ul', { class: 'rows', 'aria-labelledby': 'more' }, others.map((bank) => row(flow, bank))) : null,
  ];
}

function found(flow, banks, query) {
  if (banks.length === 0) {
    return [h('div', { class: 'empty' }, icon('search'),
      h('p', { class: 'strong' }, `No bank called “${query}”`),
      h('p', { class: 'muted' }, 'Check the spelling, or link with your account numbers instead.'),
      button('Enter account numbers', 'manual', () => flow.go('manual', { from: 'search' })))];
  }
  return [h('ul', { class: 'rows', 'aria-label': 'Banks found' }, banks.map((bank) => row(flow, bank)))];
}

export function search(flow) {
  const results = h('div', { class: 'results' });
  const numbers = h('p', { class: 'center' },
    button('Enter account numbers instead', 'manual', () => flow.go('manual', { from: 'search' }), { quiet: true }));
  const input = h('input', {
    type: 'search', name: 'search', id: 'bank-search', class: 'input', placeholder: 'Search by name', autocomplete: 'off', spellcheck: 'false', maxlength: '80',
  });
  let latest = 0;
  let timer = 0;

  const load = async () => {
    const query = input.value.trim();
    latest += 1;
    const mine = latest;
    try {
      const { banks } = await flow.shell.working(query ? 'Searching…' : 'Loading banks…', () => api.banks(query));
      if (mine !== latest) return; // a newer search is under way
      results.replaceChildren(...(query ? found(flow, banks, query) : everything(flow, banks)).filter(Boolean));
      numbers.hidden = Boolean(query) && banks.length === 0;
      if (query) announce(banks.length === 1 ? '1 bank found' : `${banks.length} banks found`);
    } catch (error) {
      if (mine !== latest) return;
      flow.fail(error, { retry: () => flow.go('search'), showAlert: showProblem });
    }
  };
  const showProblem = (text) => results.replaceChildren(h('div', { class: 'empty', role: 'alert' }, icon('alert'),
    h('p', {}, text), button('Try again', 'retry', load, { quiet: true })));

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(load, 150);
  });
  return {
    title: 'Choose bank',
    route: '/bank/search',
    content: [
      heading('Choose your bank'),
      h('form', { role: 'search', class: 'search', on: { submit: (event) => { event.preventDefault(); load(); } } },
        h('label', { class: 'hidden-text', for: 'bank-search' }, 'Search for your bank by name'),
        icon('search'), input),
      results, numbers,
    ],
    back: () => flow.go('welcome'),
    entered: load,
    leave: () => { latest += 1; clearTimeout(timer); },
  };
}
