// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who reads: finds controls by what is written on them, presses only what is visible, enabled and not covered,
// and clears away what is in the way. Each call answers whether it could be done now.
window.person = (() => {
  const tidy = (text) => (text || '').replace(/\s+/g, ' ').trim().toLowerCase();
  const labelOf = (one) => tidy(one.ariaLabel || [...one.labels || []].map((label) => label.innerText).join(' ') || one.placeholder);
  const nameOf = (one) => ('value' in one && one.localName === 'input' ? labelOf(one) : tidy(one.ariaLabel || one.innerText || one.title));
  const isThere = (one) => one.getClientRects().length > 0 && !one.closest('[aria-hidden="true"]') && getComputedStyle(one).visibility === 'visible';
  const isFree = (one) => {
    one.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return one === top || one.contains(top);
  };
  const buttons = () => [...document.querySelectorAll('button, [role="button"]')].filter(isThere);
  const isOn = (one) => !one.disabled && one.ariaDisabled !== 'true';
  const button = (names) => {
    const all = names.map(tidy);
    return buttons().find((one) => all.includes(nameOf(one))) ?? buttons().find((one) => all.some((name) => nameOf(one).startsWith(name)));
  };
  const press = (names) => {
    const one = button(names);
    if (!one || !isOn(one) || !isFree(one)) return false;
    one.click();
    return true;
  };
  const clearTheWay = () => press(['Got it']) || press(['OK, continue']) || press(['Accept']);
  const box = (field, labels) => [...document.querySelectorAll('input')].filter(isThere)
    .find((one) => one.name === field || labels.map(tidy).includes(labelOf(one)));
  return {
    buttons: () => buttons().map(nameOf),
    press: (...names) => !clearTheWay() && press(names),
    canPress: (...names) => { const one = button(names); return Boolean(one && isOn(one) && isFree(one)); },
    type: (text, field, ...labels) => {
      if (clearTheWay()) return false;
      const one = box(field, labels);
      if (!one || one.disabled || !isFree(one)) return false;
      one.focus();
      one.value = text;
      one.dispatchEvent(new Event('input', { bubbles: true }));
      return true;
    },
  };
})();
