// SPDX-License-Identifier: GPL-3.0-or-later
// Small helpers to build elements. Text is always set as text, never as markup: a bank's name is not trusted.

const svgNamespace = 'http://www.w3.org/2000/svg';

const iconPaths = {
  back: ['M15 5l-7 7 7 7'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  search: ['M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z', 'M16.5 16.500L21 21'],
  chevron: ['M9 5l7 7-7 7'],
  check: ['M5 12.500l4.5 4.500L19 7.5'],
  alert: ['M12 8v5', 'M12 16.500v.01', 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z'],
  lock: ['M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  eye: ['M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z', 'M12 9.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600z'],
  eyeOff: ['M4 4l16 16', 'M10 5.700A9.6 9.6 0 0 1 12 5.500c6 0 9.5 6.5 9.5 6.500a16 16 0 0 1-3 3.7', 'M6.3 7.700A15.6 15.6 0 0 0 2.5 12S6 18.5 12 18.500a9.5 9.5 0 0 0 4-.9', 'M10 10a2.8 2.8 0 0 0 4 4'],
  bank: ['M3.5 9.500L12 4l8.5 5.500z', 'M6 10v7', 'M10 10v7', 'M14 10v7', 'M18 10v7', 'M3.5 19.500h17'],
  numbers: ['M9.5 4L7.5 20', 'M16.5 4l-2 16', 'M4.5 9h16', 'M3.5 15h16'],
  chart: ['M4 20V4', 'M4 20h16', 'M8.5 16v-4', 'M13 16V8', 'M17.5 16v-6'],
  person: ['M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z', 'M4.5 20.500c.5-4 3.5-6 7.5-6s7 2 7.5 6'],
  shield: ['M12 3.500l7.5 2.500v6c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9V6z', 'M8.5 12l2.5 2.5 4.5-5'],
  window: ['M4 5h16v14H4z', 'M4 9h16'],
  external: ['M13 4h7v7', 'M20 4l-9 9', 'M17 14v6H4V7h6'],
  pencil: ['M4 20l1-4.500L16.5 4 20 7.5 8.5 19z', 'M14 6.500L17.5 10'],
  link: ['M10 14a4 4 0 0 0 5.7 0l3.2-3.200a4 4 0 0 0-5.7-5.700L12 6.3', 'M14 10a4 4 0 0 0-5.7 0L5.1 13.200a4 4 0 0 0 5.7 5.700l1.2-1.2'],
};

/** One line icon of the set above, 24 units square; hidden from assistive technology. */
export function icon(name) {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  for (const d of iconPaths[name] ?? []) {
    const path = document.createElementNS(svgNamespace, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

/** Builds an element. `on` maps event names to handlers, `data` fills dataset, the rest are attributes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'on') {
      for (const [name, handler] of Object.entries(value)) element.addEventListener(name, handler);
    } else if (key === 'data') {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The heading of a screen; the shell moves the focus to it when the screen appears. */
export function heading(text) {
  return h('h1', { tabindex: '-1' }, text);
}

/** A push button. `action` becomes data-action, which automation relies on. */
export function button(text, action, handler, { quiet = false, danger = false, iconName = '', type = 'button' } = {}) {
  const classes = ['button', quiet ? 'quiet' : '', danger ? 'danger' : ''].filter(Boolean).join(' ');
  return h('button', { type, class: classes, data: { action }, on: handler ? { click: handler } : {} },
    iconName ? icon(iconName) : null, h('span', { class: 'button-text' }, text));
}

/** The logo of a bank, decorative: the bank's name always stands beside it. */
export function bankLogo(bank, size = 'medium') {
  if (!bank?.logo) return h('span', { class: `bank-logo ${size} blank` }, icon('bank'));
  return h('img', { class: `bank-logo ${size}`, src: `/assets/${bank.logo}`, alt: '' });
}

/** Says a sentence to assistive technology without showing it. */
export function announce(text) {
  const region = document.getElementById('status');
  if (region && region.textContent !== text) region.textContent = text;
}
