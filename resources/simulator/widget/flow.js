// SPDX-License-Identifier: GPL-3.0-or-later
// Which screen comes after which. Screens know the flow, never each other.

import * as api from './api.js';
import { screens } from './screens/index.js';

export class Flow {
  constructor({ shell, host, parameters }) {
    this.shell = shell;
    this.host = host;
    this.parameters = parameters;
    this.session = null;
    this.bank = null;
    this.linked = [];
    this.current = null;
    this.ended = false;
    this.reached = false; // the last screen was shown: what the person came for is done
  }

  get clientName() {
    return this.session?.clientName || this.session?.configuration?.name || 'the app';
  }

  get mode() {
    return this.session?.mode ?? 'link';
  }

  /** Shows a screen. A screen is {title, route, content[, back][, leave]}; see screens/index.js. */
  go(name, data = {}) {
    if (this.ended && name !== 'closed') return;
    this.current?.leave?.();
    const screen = screens[name](this, data);
    this.current = { name, ...screen };
    this.shell.show({ name: screen.name ?? name, title: screen.title, content: screen.content, canGoBack: Boolean(screen.back) });
    if (screen.route) this.host.screen(screen.title, screen.route);
    screen.entered?.();
  }

  back() {
    this.current?.back?.();
  }

  /** The first screen of a session. */
  begin() {
    if (this.mode === 'mfa') this.go('challenge', { challenge: this.session.challenge });
    else if (this.mode === 'manual') this.go('manual');
    else this.go('welcome');
  }

  /** After the welcome screen: the chosen bank, the code of a returning person, or the list of banks. */
  afterWelcome() {
    if (this.bank) this.openBank(this.bank);
    else if (this.session.user?.returning) this.go('otp');
    else this.go('search');
  }

  async findBank(id) {
    if (id === 'manual') return { id, name: 'your account', kind: 'manual' };
    const { banks } = await api.banks('');
    return banks.find((bank) => bank.id === id) ?? { id, name: 'your bank', kind: 'credentials' };
  }

  openBank(bank) {
    this.bank = bank;
    this.linked = [];
    if (bank.kind === 'unavailable') this.hearWhyNot(bank);
    else if (bank.id === 'manual') this.go('manual');
    else this.go(bank.kind === 'oauth' ? 'oauth' : 'login');
  }

  /** Nobody is asked for a password in vain: the service says at once what is wrong with this bank. */
  async hearWhyNot(bank) {
    try {
      this.advance(await this.shell.working(`Looking for ${bank.name}…`, () => api.login(bank.id, '', '')));
    } catch (error) {
      this.fail(error);
    }
  }

  /** A saved account whose consent ran out: the session has become a reconnection of it. */
  async signInAgain(bankId) {
    const bank = await this.findBank(bankId);
    this.session.mode = 'reconnect';
    this.openBank(bank);
  }

  anotherBank() {
    this.bank = null;
    this.go('search');
  }

  /** What the service wants next. `accounts` are remembered so that the last screen can name them. */
  advance(next, accounts = null) {
    if (accounts) this.linked = accounts;
    switch (next?.next) {
      case 'accounts': this.go('accounts', next); break;
      case 'challenge': this.go('challenge', { challenge: next.challenge }); break;
      case 'welcomeBack': this.go('saved', next); break;
      case 'done':
        this.reached = true;
        this.go('success', { payload: next.success });
        break;
      default: throw new api.ConnectionError('The answer could not be read. Please try again.');
    }
  }

  /**
   * Deals with an error of a call: the host hears of it, the person sees it.
   * @param showAlert shows a text on the current screen; without it, or when trying again cannot help, the error screen comes
   * @param retry what "Try again" does on the error screen
   */
  fail(error, { showAlert = null, retry = null } = {}) {
    const problem = error?.code ? error : new api.ConnectionError('Something went wrong on this page. Please try again.');
    if (!error?.code) console.error(error);
    this.host.error(problem);
    if (problem.retry && showAlert) showAlert(problem.message);
    else this.go('error', { problem, retry: problem.retry ? retry : null });
  }

  /** The final Continue: the host gets the result, word for word as the service made it. */
  finish(payload) {
    if (this.ended) return;
    this.ended = true;
    this.host.success(payload);
    if (this.session.payloadVersion === 1) this.host.post('widgetClose', {}); // contract f.5: 1.x hosts expect both
    this.go('closed', { done: true });
  }

  /** The person leaves. `problem` is the error that ended the flow, if one did. */
  leave(problem = null) {
    if (this.ended) return;
    this.ended = true;
    api.leave();
    this.host.close(problem);
    this.go('closed', { done: false, problem });
  }

  async requestClose() {
    const question = this.current?.question;
    if (question === null || !this.session) {
      this.leave(this.current?.problem ?? null);
      return;
    }
    const asked = question ?? {
      title: 'Leave?',
      text: `Your bank is not linked yet. ${this.clientName} will not get any data.`,
      stay: 'Stay', leave: 'Leave',
    };
    if (await this.shell.askToLeave(asked)) this.leave();
  }
}
