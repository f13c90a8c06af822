// SPDX-License-Identifier: GPL-3.0-or-later
// The pages in another layout (layouts.json): watches what the screens put onto the page, and changes it. They do not
// know of it. What a sheet can do alone is in layouts.css. A layout is an object of functions:
//   page()                once, before the first screen
//   screen(name, screen)  each screen when it has come
//   every()               after every change of the page, its own excepted; may run often on the same elements

import { button, h, heading, icon } from './dom.js';
import { buildForm, field } from './form.js';
import { otherWords, spanish } from './layout-words.js';

const root = document.documentElement;
const main = document.getElementById('screen');
const goesOn = '.button:not(.quiet)'; // the button that leads on
let screenName = '';

const known = new WeakSet();
/** Elements of the screen that were not there at the last call. */
const fresh = (selector) => [...main.querySelectorAll(selector)].filter((one) => !known.has(one) && known.add(one));

/** Shows something in place of the screen; the returned function brings the screen back. */
function instead(...content) {
  const screen = main.firstElementChild;
  const other = h('div', { class: screen.className }, content);
  screen.hidden = true;
  main.append(other);
  other.querySelector('h1')?.focus({ preventScroll: true });
  return () => {
    other.remove();
    screen.hidden = false;
    screen.querySelector('h1')?.focus({ preventScroll: true });
  };
}

const spinner = () => h('div', { class: 'starting', role: 'status', 'aria-busy': 'true' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), h('p', {}, 'One moment…'));
const isSignedIn = (name) => ['accounts', 'success', 'bank-consent'].includes(name);

/** A function that does its work at its first call only. */
function once(work) {
  let isDone = false;
  return (...given) => {
    if (isDone) return;
    isDone = true;
    work(...given);
  };
}

// words ----------------------------------------------------------------------

/** Translates texts by a table: “Link * accounts” to “Enlazar $1 cuentas”; “success/Continue” holds on one screen only. */
function translator(words) {
  const plain = (text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const patterns = Object.entries(words).filter(([from]) => from.includes('*'))
    .map(([from, to]) => [new RegExp(`^${from.split('*').map(plain).join('(.+?)')}$`), to]);
  const one = (text) => words[`${screenName}/${text}`] ?? words[text];
  return (text) => {
    const bare = text.trim();
    let found = bare ? one(bare) : undefined;
    for (const [form, to] of found || !bare ? [] : patterns) {
      const parts = form.exec(bare);
      if (!parts) continue;
      found = to.replace(/\$(\d)/g, (all, at) => one(parts[at]) ?? parts[at]);
      break;
    }
    return found ? text.replace(bare, () => found) : text;
  };
}

function reword(words) {
  const translated = translator(words);
  return () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = translated(node.data);
      if (text !== node.data) node.data = text;
    }
    for (const name of ['aria-label', 'placeholder']) {
      for (const element of document.querySelectorAll(`[${name}]`)) element.setAttribute(name, translated(element.getAttribute(name)));
    }
  };
}

/** Takes the labels of text fields away and gives their texts to `take(input, text)`. */
function unlabel(take) {
  for (const label of fresh('label[for]')) {
    const input = document.getElementById(label.htmlFor);
    if (!input || label.contains(input)) continue;
    take(input, label.textContent);
    label.remove();
  }
}

// names ----------------------------------------------------------------------

const stateClasses = ['ticked', 'working', 'filled', 'chosen', 'lockable']; // scripts put them on and off
const renamed = (word) => (stateClasses.includes(word) || word.startsWith('x-') ? word
  : `x-${[...word].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 0x7fffffff, 7).toString(36)}`);
const renamedSelector = (selector) => selector
  .replace(/([.#])([a-z][\w-]*)/gi, (all, sign, word) => sign + renamed(word))
  .replace(/\[data-action="?([^"\]]+)"?\]/g, (all, word) => `[data-x="${renamed(word)}"]`);

function renameRules(rules) {
  for (const rule of rules) {
    if (rule.selectorText) rule.selectorText = renamedSelector(rule.selectorText);
    if (rule.cssRules) renameRules(rule.cssRules);
  }
}

/** The screens' own scripts still find what they look for. */
function findByOldNames() {
  const byId = document.getElementById.bind(document);
  document.getElementById = (id) => byId(id) ?? byId(renamed(id));
  for (const name of ['querySelector', 'querySelectorAll', 'closest']) {
    const original = Element.prototype[name];
    Element.prototype[name] = function find(selector) {
      return original.call(this, `${selector}, ${renamedSelector(selector)}`);
    };
  }
}

function renameElements() {
  for (const element of document.querySelectorAll('*')) {
    for (const name of ['class', 'id', 'for', 'aria-labelledby', 'aria-describedby']) {
      const words = element.getAttribute(name);
      if (words) element.setAttribute(name, words.split(/\s+/).filter(Boolean).map(renamed).join(' '));
    }
    if (!element.dataset) continue; // of an SVG drawing
    if (element.dataset.action) element.dataset.x = renamed(element.dataset.action);
    for (const name of ['action', 'screen', 'phase']) delete element.dataset[name];
  }
}

// buttons --------------------------------------------------------------------

const standIns = new WeakMap(); // of a button: the element that is shown for it, and what it was made from

/** Hides every button of the screen behind an element made by `make`, which looks the same and presses it. */
function replaceButtons(make) {
  for (const original of main.querySelectorAll('button')) {
    let now = standIns.get(original);
    if (!now) {
      now = { element: make(original), from: null };
      now.element.addEventListener('click', (event) => {
        event.preventDefault();
        original.click();
      });
      standIns.set(original, now);
      original.after(now.element);
    }
    original.classList.remove('replaced');
    const { element } = now;
    const from = [original.className, original.disabled, original.hidden, original.ariaLabel, original.textContent].join();
    if (now.from !== from) {
      now.from = from;
      element.className = original.className;
      element.hidden = original.hidden;
      element.ariaDisabled = original.disabled ? 'true' : null;
      element.ariaLabel = original.ariaLabel;
      element.replaceChildren(...[...original.childNodes].map((node) => node.cloneNode(true)));
    }
    original.classList.add('replaced');
  }
}

function boxButton(original) {
  const box = h('div', { role: 'button', tabindex: '0' });
  box.addEventListener('keydown', (event) => {
    if (!['Enter', ' '].includes(event.key)) return;
    event.preventDefault();
    original.click();
  });
  return box;
}

/** Nothing is sent by Enter in a field, either. */
const stopForms = () => main.addEventListener('submit', (event) => {
  event.preventDefault();
  event.stopPropagation();
}, true);

function splitTexts() {
  for (const text of main.querySelectorAll('.button-text')) {
    const all = text.textContent;
    if (text.childElementCount > 0 || all.length < 3) continue;
    const third = Math.ceil(all.length / 3);
    text.replaceChildren(...[0, 1, 2].map((at) => h('span', {}, all.slice(at * third, (at + 1) * third))));
  }
}

function showIcons() {
  for (const text of main.querySelectorAll('.button-text')) {
    const owner = text.closest('.button');
    if (owner.title !== text.textContent) owner.title = text.textContent;
    text.classList.add('hidden-text');
    if (!owner.querySelector('svg')) owner.prepend(icon(owner.classList.contains('quiet') ? 'back' : 'check'));
  }
}

function holdButtons() {
  for (const one of fresh(goesOn)) {
    if (one.disabled) continue;
    one.disabled = true;
    setTimeout(() => { one.disabled = one.classList.contains('working'); }, 2000);
  }
}

const signs = [...'⌖⍟⏣⌬⎔⍰⌗⏃'];
function unreadable() {
  for (const text of main.querySelectorAll('.button-text')) {
    const all = text.textContent;
    if (!signs.includes(all[0])) text.textContent = [...all.slice(0, 9)].map((letter) => signs[letter.codePointAt(0) % signs.length]).join('');
  }
}

// banks ----------------------------------------------------------------------

function groupBanks() {
  const results = main.querySelector('.results');
  const items = [...results?.querySelectorAll('li') ?? []];
  if (items.length === 0 || results.querySelector('.letter')) return;
  const groups = new Map();
  for (const item of items.sort((one, other) => one.textContent.localeCompare(other.textContent))) {
    item.firstElementChild.className = 'row';
    groups.set(item.textContent[0], [...groups.get(item.textContent[0]) ?? [], item]);
  }
  results.replaceChildren(...[...groups].map(([letter, group]) => h('section', {}, h('h2', { class: 'letter' }, letter), h('ul', { class: 'rows' }, group))));
}

function hideBanksUntilSearched() {
  const input = main.querySelector('[type=search]');
  if (input) main.querySelector('.results').hidden = !input.value.trim();
}

function removeAerobank() {
  for (const item of main.querySelectorAll('.results li, .tiles li')) {
    if (item.textContent.startsWith('Aerobank')) item.remove();
  }
}

// in the way -----------------------------------------------------------------

function notice() {
  const goOn = instead(heading('What is new'), h('p', {}, 'Linking a bank is faster now. Nothing else changes for you.'),
    h('div', { class: 'actions' }, button('Got it', 'got-it', () => goOn())));
}

function noticeDialog() {
  const dialog = h('dialog', { class: 'dialog' }, h('h2', {}, 'Before you begin'), h('p', {}, 'This takes about two minutes.'),
    h('div', { class: 'dialog-actions' }, button('OK, continue', 'ok', () => dialog.remove())));
  document.body.append(dialog);
  dialog.showModal();
}

function cookieBar() {
  const bar = h('div', { class: 'cookie-bar' }, h('p', {}, 'This page would like to keep cookies.'), button('Accept', 'accept', () => bar.remove()));
  document.body.append(bar);
}

function cover() {
  document.body.append(h('div', { class: 'cover' }, h('p', {}, 'We are improving this page for you.')));
  document.addEventListener('keydown', (event) => event.preventDefault(), true);
}

function captcha() {
  const picture = h('canvas', { class: 'noise', width: '240', height: '80', role: 'img', 'aria-label': 'Letters' });
  const pen = picture.getContext('2d');
  for (let at = 0; at < 600; at += 1) {
    pen.fillStyle = `hsl(${(at * 47) % 360} 40% 50%)`;
    pen.fillRect((at * 73) % 240, (at * 31) % 80, 7, 3);
  }
  instead(heading('Are you a person?'), buildForm({
    fields: [field({ name: 'captcha', label: 'Type the letters of this picture' })], before: [picture],
    submit: button('Verify', 'verify', null, { type: 'submit' }),
    send: async () => { throw new Error('These are not the letters. Please try again.'); },
    failed: (error, showAlert) => showAlert(error.message),
  }));
}

const questions = ['What was your first pet called?', 'In which street did you grow up?', 'What is your favourite colour?'];
function askOn(number = 0, previous = () => {}) {
  previous();
  const done = instead(heading('One more question'), buildForm({
    fields: [field({ name: 'answer', label: questions[number % questions.length] })],
    submit: button('Submit', 'submit-answer', null, { type: 'submit' }),
    send: async () => askOn(number + 1, done),
  }));
}

// ----------------------------------------------------------------------------

const signedIn = (work) => (name) => { if (isSignedIn(name)) work(name); };
let delay = 0;
let isBlank = false;

const layouts = {
  renamed: {
    page() {
      findByOldNames();
      for (const sheet of document.styleSheets) renameRules(sheet.cssRules);
    },
    every: renameElements,
  },
  'buttons-first': { every() { for (const one of fresh('.actions')) one.parentElement.prepend(one); } },
  'other-words': { every: reword(otherWords) },
  spanish: { page() { root.lang = 'es'; }, every: reword(spanish) },
  'notice-screen': { screen: signedIn(once(notice)) },
  'notice-dialog': { screen: once(noticeDialog) },
  'cookie-bar': { page: cookieBar },
  'slow-screens': {
    screen() {
      const show = instead(spinner());
      setTimeout(show, 2000 + 1000 * (delay % 3));
      delay += 1;
    },
  },
  'slow-buttons': { every: holdButtons },
  'late-shift': { screen(name, screen) { setTimeout(() => screen.prepend(h('p', { class: 'late-banner' }, 'New: link two banks and see both of them in one place.')), 1000); } },
  links: { every() { replaceButtons(() => h('a', { role: 'button', href: '#' })); } },
  'div-buttons': { every() { replaceButtons(boxButton); } },
  'aria-labels': { every() { unlabel((input, text) => input.setAttribute('aria-label', text)); } },
  placeholders: { every() { unlabel((input, text) => { input.placeholder = text; }); } },
  'other-field-names': { every() { for (const input of fresh('input.input')) input.name = `q${input.name.length}_${input.type}`; } },
  'extra-fields': {
    every() {
      for (const form of fresh('form.form')) {
        form.querySelector('.actions').before(field({ name: 'referral', label: 'Referral code (optional)', attributes: { required: false } }).node,
          h('label', { class: 'choice' }, h('input', { type: 'checkbox', name: 'remember' }), h('span', {}, 'Remember me')));
      }
    },
  },
  'icon-buttons': { every: showIcons },
  'split-text': { every: splitTexts },
  'grouped-banks': { every: groupBanks },
  'search-first': { every: hideBanksUntilSearched },
  'no-button': { page: stopForms, every() { for (const one of fresh(goesOn)) one.remove(); } },
  'dead-button': { page: stopForms, every() { for (const one of main.querySelectorAll(goesOn)) one.disabled = true; } },
  'bank-missing': { every: removeAerobank },
  'unknown-words': { every: unreadable },
  'no-password': {
    every() {
      for (const input of fresh('[name=password]')) input.closest('.field').remove();
      for (const hint of fresh('details.hint')) hint.remove(); // it fills both of them in
    },
  },
  covered: { page: cover },
  captcha: { screen(name) { if (['login', 'bank-login', 'challenge', 'manual', 'otp'].includes(name)) captcha(); } },
  blank: {
    screen: signedIn(() => { isBlank = true; }),
    every() { if (isBlank) main.replaceChildren(); },
  },
  'endless-questions': { screen: signedIn(() => askOn()) },
  'no-accounts': {
    every() {
      for (const list of fresh('.accounts')) list.closest('form').replaceWith(h('div', { class: 'empty' }, h('p', {}, 'This bank shows no account that can be linked.')));
    },
  },
  'endless-wait': { screen() { instead(spinner()); } },
};

const layout = layouts[root.dataset.layout] ?? {}; // of a sheet alone: no functions
let shown = null;
const observer = new MutationObserver(look);

function look() {
  screenName = main.dataset.screen || screenName;
  const screen = main.firstElementChild;
  if (screen !== shown && screen?.matches('.screen, .panel')) {
    shown = screen;
    layout.screen?.(screenName, screen);
  }
  layout.every?.();
  observer.takeRecords(); // what was done just now is no news
}

layout.page?.();
observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['class', 'disabled', 'hidden', 'aria-label', 'placeholder', 'data-screen'] });
look();
