// SPDX-License-Identifier: GPL-3.0-or-later
// Entry of the embedded page: a grid of banks inside the host's page. A click asks the host to open the widget.

import * as api from './api.js';
import { announce, bankLogo, button, h, icon } from './dom.js';
import { Host } from './host.js';
import { applyTheme, servedLook, setLogo } from './theme.js';

const parameters = Object.fromEntries(new URLSearchParams(window.location.search));
const host = new Host(parameters);
const content = document.getElementById('content');

const look = servedLook();
const paint = (theme) => setLogo(look, applyTheme(theme, look));
paint(parameters.defaultTheme);

function setBusy(bankId) {
  for (const tile of content.querySelectorAll('.tile')) {
    tile.disabled = bankId !== null;
    tile.classList.toggle('chosen', tile.dataset.action === `bank:${bankId}`);
  }
}

function showProblem(error, retry) {
  host.error(error.code ? error : new api.ConnectionError('Something went wrong on this page.'));
  content.replaceChildren(h('div', { class: 'empty', role: 'alert' }, icon('alert'), h('p', {}, error.message),
    error.retry === false ? null : button('Try again', 'retry', retry, { quiet: true })));
}

async function choose(bank) {
  setBusy(bank.id);
  announce(`Opening ${bank.name}…`);
  try {
    const { stateCode } = await api.embeddedClick(parameters.token ?? '', bank.id);
    host.post('widgetBankClick', { stateCode });
  } catch (error) {
    showProblem(error, load);
  }
}

async function load() {
  try {
    const { banks } = await api.embeddedBanks(parameters.token ?? '');
    content.replaceChildren(h('ul', { class: 'tiles', 'aria-labelledby': 'title' }, banks.map((bank) => h('li', {},
      h('button', { type: 'button', class: 'tile', data: { action: `bank:${bank.id}` }, on: { click: () => choose(bank) } },
        bankLogo(bank, 'medium'), h('span', { class: 'tile-text' }, bank.name))))));
  } catch (error) {
    showProblem(error, load);
  }
}

// No way on from here: the host has what it asked for, and the next link is a launch with a token of its own.
function linked() {
  content.replaceChildren(h('div', { class: 'empty', role: 'status' }, h('div', { class: 'mark check' }, icon('check')),
    h('p', { class: 'strong' }, 'Your bank is linked')));
}

// contract f.9: the host talks to this page in objects, not in JSON texts
window.addEventListener('message', (event) => {
  if (event.source !== window.parent || event.data?.type !== 'embeddedView') return;
  const { name, theme } = event.data.payload ?? {};
  if (name === 'onToggleTheme') paint(theme);
  if (name === 'onSuccess') linked();
  if (name === 'onClose') setBusy(null);
});

host.screen('Embedded banks', '/embedded-view');
load();
