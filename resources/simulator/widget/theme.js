// SPDX-License-Identifier: GPL-3.0-or-later
// Brand colours and light or dark. Colours go through custom properties only: the page's CSP forbids inline style.

const surfaces = {
  light: { base: '#ffffff', soft: '#f4f6f9' },
  dark: { base: '#14161c', soft: '#1d2028' },
};
const leastContrast = 4.5; // WCAG 2.1, 1.4.3, text of normal size

function parse(hex) {
  const match = /^#?([0-9a-f]{6})$/i.exec(String(hex ?? ''));
  if (!match) return null;
  return [0, 2, 4].map((at) => parseInt(match[1].slice(at, at + 2), 16));
}

function text(rgb) {
  return '#' + rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');
}

/** `share` of 0 gives `from`, 1 gives `to`. */
export function mix(from, to, share) {
  const a = parse(from);
  const b = parse(to);
  return text(a.map((part, index) => part + (b[index] - part) * share));
}

function luminance(hex) {
  const [r, g, b] = parse(hex).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast of two colours, 1 to 21. */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The faint ground in the brand's colour, behind a ticked account or a button under the pointer. */
function tinted(accent, theme) {
  return mix(surfaces[theme].base, accent, theme === 'dark' ? 0.14 : 0.08);
}

/** The brand colour, pulled towards black or white until text in it can be read on every surface of the theme. */
export function readable(colour, theme) {
  const target = theme === 'dark' ? '#ffffff' : '#000000';
  for (let step = 0; step <= 20; step += 1) {
    const candidate = mix(colour, target, step / 20);
    const grounds = [surfaces[theme].base, surfaces[theme].soft, tinted(candidate, theme)];
    if (grounds.every((ground) => contrast(candidate, ground) >= leastContrast + 0.1)) return candidate;
  }
  return target;
}

/** The theme the page must use: what the launch asked for, unless the configuration allows only the other one. */
export function chooseTheme(wanted, modes) {
  const theme = wanted === 'dark' ? 'dark' : 'light';
  if (!Array.isArray(modes) || modes.length === 0 || modes.includes(theme)) return theme;
  return modes.includes('dark') ? 'dark' : 'light';
}

/** The configuration that the server has put into the page, or an empty one. */
export function servedLook() {
  try {
    return JSON.parse(document.documentElement.dataset.look ?? '{}') ?? {};
  } catch {
    return {};
  }
}

/** Puts the brand's logo into the page. One file may serve both themes. */
export function setLogo(configuration, theme) {
  const image = document.getElementById('brand-logo');
  const file = theme === 'dark' ? configuration.logoDark || configuration.logo : configuration.logo;
  image.hidden = !file;
  if (file) image.src = `/assets/${file}`;
  image.alt = configuration.name ?? '';
}

/** Paints the page in a configuration's colours; returns the theme in force. */
export function applyTheme(wanted, configuration = {}) {
  const theme = chooseTheme(wanted, configuration.modes);
  const root = document.documentElement;
  root.dataset.theme = theme;
  const primary = parse(configuration.primary) ? configuration.primary : '#2F4B7C';
  const onPrimary = parse(configuration.onPrimary) ? configuration.onPrimary : '#ffffff';
  const away = luminance(onPrimary) > 0.5 ? '#000000' : '#ffffff';
  const accent = readable(primary, theme);
  const style = root.style;
  const ink = configuration.text?.[theme]; // where a configuration has an own colour for its texts
  for (const name of ['--text', '--muted']) {
    if (parse(ink)) style.setProperty(name, ink);
    else style.removeProperty(name);
  }
  style.setProperty('--primary', primary);
  style.setProperty('--on-primary', onPrimary);
  style.setProperty('--primary-hover', mix(primary, away, 0.14));
  style.setProperty('--accent', accent);
  style.setProperty('--accent-soft', tinted(accent, theme));
  style.setProperty('--radius', `${Number.isFinite(configuration.radius) ? Math.min(28, Math.max(0, configuration.radius)) : 10}px`);
  return theme;
}
