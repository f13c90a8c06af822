// SPDX-License-Identifier: GPL-3.0-or-later
// How values are shown and checked. Amounts stay text from end to end: never a binary float.

/** "3124.25", "USD" → "$3,124.25"; a text that is not a decimal amount is returned as it came. */
export function money(amount, currency = 'USD') {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(amount ?? '').trim());
  if (!match) return String(amount ?? '');
  const whole = match[2].replace(/\B(?=(\d{3})+$)/g, ',');
  const cents = (match[3] ?? '').padEnd(2, '0');
  const number = `${whole}.${cents}`;
  const sign = match[1] ? '\u2212' : '';
  return currency === 'USD' ? `${sign}$${number}` : `${sign}${number} ${currency}`;
}

/** The last digits as people know them from cards: "••••2901". */
export function masked(display) {
  const digits = String(display ?? '').replace(/[^0-9A-Za-z]/g, '').slice(-4);
  return digits ? `••••${digits}` : '';
}

/** The same for a screen reader. */
export function spokenMask(display) {
  const digits = String(display ?? '').replace(/[^0-9A-Za-z]/g, '').slice(-4);
  return digits ? `ending in ${[...digits].join(' ')}` : '';
}

export function accountType(type) {
  const known = { checking: 'Checking', savings: 'Savings' };
  const text = String(type ?? '');
  return known[text.toLowerCase()] ?? text;
}

export function jobWords(kind) {
  const words = { balance: 'your balance', refresh: 'your balance', transactions: 'your transactions', identity: 'your name and contact details' };
  return words[String(kind ?? '').toLowerCase()] ?? 'your account data';
}
