// SPDX-License-Identifier: GPL-3.0-or-later
// The bank signs people in on its own site: open it, wait for it, notice when it is closed.

import * as api from '../api.js';
import { bankLogo, button, h, heading, icon } from '../dom.js';

const pollMs = 700;
const features = 'popup=yes,width=460,height=720,resizable=yes,scrollbars=yes';

/** One visit to the bank's site. Starting early lets the click open the window directly, as pop-up blockers demand. */
class BankVisit {
  constructor(flow, onChange) {
    this.flow = flow;
    this.onChange = onChange;
    this.manually = Boolean(flow.session.options?.handleOAuthManually);
    this.phase = 'starting'; // starting, ready, waiting, closed, blocked, denied, expired, failed, over
    this.misses = 0;
    this.heard = (event) => this.onMessage(event);
    window.addEventListener('message', this.heard);
  }

  set(phase, problem = null) {
    this.phase = phase;
    this.problem = problem;
    this.onChange(this);
  }

  async prepare() {
    this.set('starting');
    try {
      const { state, url } = await this.flow.shell.working('Preparing…', () => api.startOAuth(this.flow.bank.id));
      if (this.phase === 'over') return;
      this.state = state;
      this.url = url;
      this.set('ready');
    } catch (error) {
      if (this.phase !== 'over') this.flow.fail(error, { showAlert: (text) => this.set('failed', text) });
    }
  }

  /** Must run inside a click. */
  open() {
    if (this.manually) {
      this.flow.host.screen('launchExternalWindow', this.url); // contract f.6: the host opens it itself
    } else {
      this.window = window.open(this.url, 'aerosync-bank', features);
      if (!this.window) {
        this.set('blocked');
        this.poll(); // a native host may have opened it in another browser
        return;
      }
      this.window.focus?.();
    }
    this.set('waiting');
    this.poll();
  }

  onMessage(event) {
    if (event.origin !== `http://localhost:${window.location.port}`) return;
    if (event.data?.type === 'oauthDone' && event.data.state === this.state) this.poll();
  }

  async poll() {
    clearTimeout(this.timer);
    if (this.polling || this.phase === 'over') return;
    this.polling = true;
    try {
      const answer = await api.oauthStatus(this.state);
      this.misses = 0;
      this.take(answer);
    } catch (error) {
      this.misses += 1;
      if (this.phase !== 'over' && (error instanceof api.ServiceError || this.misses >= 4)) {
        this.flow.fail(error, { showAlert: (text) => this.set('failed', text) });
        this.polling = false;
        return;
      }
    }
    this.polling = false;
    if (['waiting', 'closed', 'blocked'].includes(this.phase)) this.timer = setTimeout(() => this.poll(), pollMs);
  }

  take(answer) {
    if (this.phase === 'over') return;
    if (answer.status === 'authorized') {
      this.end();
      this.flow.advance(answer.next, answer.accounts ?? []);
    } else if (answer.status === 'denied') {
      this.set('denied');
    } else if (answer.status === 'expired') {
      this.flow.host.error({ type: 'POLLING_TIMEOUT', code: 'AR-100', message: 'Nobody finished signing in at the bank in time. Please try again.' });
      this.set('expired');
    } else if (this.phase === 'waiting' && this.window?.closed) {
      this.set('closed');
    }
  }

  end() {
    this.phase = 'over';
    clearTimeout(this.timer);
    window.removeEventListener('message', this.heard);
  }

  closeWindow() {
    try {
      this.window?.close();
    } catch {
      // already gone
    }
  }
}

function faces(visit, bankName, restart) {
  const open = (text, quiet = false) => button(text, 'open-bank', () => visit.open(), { iconName: 'external', quiet });
  const again = button('Try again', 'retry', restart);
  return {
    starting: { title: `Continue at ${bankName}`, text: 'One moment…', mark: 'spinner' },
    ready: { title: `Continue at ${bankName}`, text: `${bankName} signs you in on its own site, in a new window. You pick the account there and come back here by yourself.`, mark: 'window', action: open(`Continue to ${bankName}`) },
    waiting: { title: `Finish in the ${bankName} window`, text: 'This page goes on as soon as you are done there.', mark: 'spinner', action: open('Open it again', true) },
    closed: { title: 'The bank’s window was closed', text: 'Nothing is linked yet. Open it again to go on.', mark: 'alert', action: open('Open it again') },
    blocked: { title: 'The window could not be opened', text: 'The browser stopped it. Allow pop-up windows for this page, then open it again.', mark: 'alert', action: open('Open it again') },
    denied: { title: 'You did not give permission', text: `${bankName} has shared nothing. You can try again or use another bank.`, mark: 'alert', action: again },
    expired: { title: 'That took too long', text: `The visit to ${bankName} has ended for your safety. Start again when you are ready.`, mark: 'alert', action: again },
    failed: { title: 'This did not work', text: visit.problem, mark: 'alert', action: again },
  };
}

export function oauth(flow) {
  const bank = flow.bank;
  const body = h('div', { class: 'visit', 'aria-live': 'polite' });
  const visit = new BankVisit(flow, draw);
  const title = heading('');

  function draw() {
    const face = faces(visit, bank.name, () => visit.prepare())[visit.phase];
    if (!face) return;
    const hadFocus = body.contains(document.activeElement);
    title.textContent = face.title;
    body.dataset.phase = visit.phase;
    body.replaceChildren(
      h('div', { class: `mark ${face.mark}`, 'aria-hidden': 'true' }, face.mark === 'spinner' ? h('span', { class: 'spinner' }) : icon(face.mark)),
      title, h('p', { class: 'muted' }, face.text),
      h('div', { class: 'actions' }, face.action ?? null,
        flow.mode === 'reconnect' ? null : button('Use another bank', 'another-bank', () => flow.anotherBank(), { quiet: true })));
    if (hadFocus) title.focus({ preventScroll: true });
  }
  draw();
  return {
    name: 'oauth-wait',
    title: 'Sign in at your bank',
    route: '/bank/oauth',
    content: [h('div', { class: 'bank-head' }, bankLogo(bank, 'large')), body],
    back: flow.mode === 'reconnect' ? () => flow.go('welcome') : () => flow.anotherBank(),
    entered: () => visit.prepare(),
    leave: () => { if (visit.phase !== 'over') { visit.end(); visit.closeWindow(); } },
  };
}
