// SPDX-License-Identifier: GPL-3.0-or-later
// The frame around every screen: logo, back, close with its question, progress, the Simulated tag.

import { announce, h, icon } from './dom.js';

const element = (id) => document.getElementById(id);

export class Shell {
  constructor({ onBack, onClose }) {
    this.busyCount = 0;
    this.slowTimer = 0;
    element('back').append(icon('back'));
    element('close').append(icon('close'));
    element('back').addEventListener('click', onBack);
    element('close').addEventListener('click', onClose);
    element('foot').append(this.footer([]));
    const dialog = element('leave');
    dialog.querySelector('[data-action=stay]').addEventListener('click', () => dialog.close('stay'));
    dialog.querySelector('[data-action=leave]').addEventListener('click', () => dialog.close('leave'));
  }

  /** What the tag in the bar means, and what a careful integrator wants to know about this launch. */
  footer(issues) {
    const notes = issues.length > 0 ? [
      h('p', {}, 'What the simulator noticed about this launch:'),
      h('ul', {}, issues.map((issue) => h('li', {}, issue))),
    ] : [];
    const count = issues.length > 0 ? h('span', { class: 'tag-count' }, `${issues.length} launch ${issues.length === 1 ? 'note' : 'notes'}`) : null;
    return h('details', { class: 'about', data: { action: 'about' } },
      h('summary', {}, h('span', {}, 'About this simulation'), count),
      h('div', { class: 'about-text' }, h('p', {}, 'This is a simulator. The banks, people and amounts are made up; nothing leaves this computer.'), notes));
  }

  setIssues(issues) {
    element('foot').replaceChildren(this.footer(issues));
  }

  /** Shows a screen: {name, title, content, canGoBack}. The focus goes to its heading, so that it is read out. */
  show({ name, title, content, canGoBack }) {
    const main = element('screen');
    main.dataset.screen = name;
    main.replaceChildren(h('div', { class: `screen screen-${name}` }, content));
    document.title = `${title} (simulated)`;
    element('back').hidden = !canGoBack;
    announce('');
    window.scrollTo(0, 0);
    main.querySelector('h1')?.focus({ preventScroll: true });
  }

  hideClose(hidden) {
    element('close').hidden = hidden;
  }

  /** Runs `work` with the progress line on; after five seconds it says that it is still at it. */
  async working(text, work) {
    this.busyCount += 1;
    element('progress').hidden = false;
    element('screen').setAttribute('aria-busy', 'true');
    announce(text);
    clearTimeout(this.slowTimer);
    this.slowTimer = setTimeout(() => announce('Still working, please wait…'), 5000);
    try {
      return await work();
    } finally {
      this.busyCount -= 1;
      if (this.busyCount === 0) {
        clearTimeout(this.slowTimer);
        element('progress').hidden = true;
        element('screen').removeAttribute('aria-busy');
        announce('');
      }
    }
  }

  /** Asks before leaving; resolves to true when the person wants to go. */
  askToLeave({ title, text, stay, leave }) {
    const dialog = element('leave');
    if (dialog.open) return Promise.resolve(false);
    element('leave-title').textContent = title;
    element('leave-text').textContent = text;
    dialog.querySelector('[data-action=stay]').textContent = stay;
    dialog.querySelector('[data-action=leave]').textContent = leave;
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'leave'), { once: true });
    });
  }
}
