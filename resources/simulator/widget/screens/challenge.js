// SPDX-License-Identifier: GPL-3.0-or-later
// The bank asks one more thing: an answer or a code. Also the only screen of an MFA relaunch.

import * as api from '../api.js';
import { bankLogo, button, h, heading } from '../dom.js';
import { buildForm, field } from '../form.js';
import { jobWords } from '../format.js';

// The bank decides whether a code is right: contract g has a test bank that takes any text.
const codeAttributes = { inputmode: 'numeric', autocomplete: 'one-time-code', class: 'input code', maxlength: '12' };

const pollMs = 1500;

/** Asks whether the job of an MFA launch still waits: nobody else would tell this page that its time is over. */
class JobWatch {
  constructor(flow) {
    this.flow = flow;
    this.on = false;
  }

  start() {
    this.on = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pollMs);
  }

  stop() {
    this.on = false;
    clearTimeout(this.timer);
  }

  async ask() {
    try {
      await api.stillWaiting();
    } catch (error) {
      // a lost call is no news about the job; only a refusal that stays one is
      if (this.on && error instanceof api.ServiceError && !error.retry) {
        this.stop();
        this.flow.fail(error);
      }
    }
    if (this.on) this.start();
  }
}

function words(flow, bankName, isCode) {
  return {
    title: isCode ? `${bankName} sent you a code` : `${bankName} has a question`,
    lead: flow.mode === 'mfa'
      ? `${flow.clientName} asked for ${jobWords(flow.session.job?.kind)}. Before ${bankName} gives it, it wants to know that it is you.`
      : `${bankName} wants to be sure that it is you. This is the last step of signing in.`,
  };
}

/** What Close asks in an MFA launch. */
const leaving = (flow) => ({
  title: 'Leave without answering?',
  text: `${flow.clientName} keeps waiting for ${jobWords(flow.session.job?.kind)}. You can come back and answer later.`,
  stay: 'Stay', leave: 'Leave',
});

export function challenge(flow, data) {
  const asked = data.challenge ?? { kind: 'question', prompt: 'Please confirm that it is you.', length: 0 };
  const isCode = asked.kind === 'code';
  const bankName = flow.bank?.name ?? 'Your bank';
  const relaunch = flow.mode === 'mfa';
  const { title, lead } = words(flow, bankName, isCode);
  const watch = new JobWatch(flow);
  const answer = field({
    name: 'answer', label: asked.prompt,
    hint: isCode && asked.length > 0 ? `${asked.length} digits` : '',
    attributes: isCode ? codeAttributes : { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: '200' },
  });
  const form = buildForm({
    fields: [answer],
    submit: button('Submit', 'submit-answer', null, { type: 'submit' }),
    after: [h('p', { class: 'small muted' }, `Your answer goes to ${bankName} only.`)],
    check: () => {
      if (answer.value().trim()) return {};
      return { answer: isCode ? 'Enter the code.' : 'Enter your answer.' };
    },
    send: async () => {
      watch.stop(); // the answer decides now
      flow.advance(await flow.shell.working('Checking your answer…', () => api.answerChallenge(answer.value().trim())));
    },
    failed: (error, showAlert) => {
      if (relaunch && error.retry !== false) watch.start();
      flow.fail(error, { showAlert });
    },
  });
  return {
    title: isCode ? 'Security code' : 'Security question',
    route: '/bank/verify',
    content: [h('div', { class: 'bank-head' }, bankLogo(flow.bank, 'large'), heading(title), h('p', { class: 'muted' }, lead)), form],
    entered: () => { if (relaunch) watch.start(); },
    leave: () => watch.stop(),
    question: relaunch ? leaving(flow) : undefined,
  };
}
