// Agent: isolated world of every frame and pop-up. Answers where a control is and what it is called, for the driver
// and for noticing a widget that did not load. It changes nothing in the page, and the page cannot see it: a frame
// speaks to the host page over a private port, handed over in one message that only the host page's agent hears.
(() => {
  'use strict';
  const agent = '@AGENT@', hostOrigin = '@ORIGIN@';
  const isHost = () => window.top === window && typeof consoleDeliver === 'function'; // bridge.js runs there only
  const documentId = Math.random().toString(36).slice(2);
  let keys = 0, clicks = 0; // trusted events that this document received
  window.addEventListener('keyup', event => { if (event.isTrusted) ++keys; }, true);
  window.addEventListener('click', event => { if (event.isTrusted) ++clicks; }, true);

  const tidy = text => String(text || '').replace(/\s+/g, ' ').trim();
  const fold = text => tidy(text).toLowerCase();

  const inputRoles = { button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox',
                       radio: 'radio', range: 'slider', hidden: '' };
  const roleOf = element => {
    const given = element.getAttribute('role');
    if (given)
      return given.trim().split(/\s+/)[0];
    switch (element.localName) {
    case 'a': case 'area': return element.hasAttribute('href') ? 'link' : '';
    case 'button': case 'summary': return 'button';
    case 'input': return element.type in inputRoles ? inputRoles[element.type] : 'textbox';
    case 'textarea': return 'textbox';
    case 'select': return 'combobox';
    case 'option': return 'option';
    case 'h1': case 'h2': case 'h3': case 'h4': case 'h5': case 'h6': return 'heading';
    default: return element.isContentEditable && element.hasAttribute('contenteditable') ? 'textbox' : '';
    }
  };
  const words = element => tidy(element.innerText === undefined ? element.textContent : element.innerText);
  // aria-labelledby, aria-label, label, then what the kind of control shows: text, placeholder, alt, title.
  const nameOf = element => {
    const by = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
      .map(id => document.getElementById(id)).filter(Boolean).map(words).join(' ');
    if (tidy(by))
      return tidy(by);
    if (tidy(element.getAttribute('aria-label')))
      return tidy(element.getAttribute('aria-label'));
    const labels = element.labels ? Array.from(element.labels).map(words).join(' ') : '';
    if (tidy(labels))
      return tidy(labels);
    if (element.localName === 'input') {
      if (['button', 'submit', 'reset'].includes(element.type) && element.value)
        return tidy(element.value);
    } else if (!['textarea', 'select'].includes(element.localName)) {
      const alt = Array.from(element.querySelectorAll('img[alt], svg[aria-label]'))
        .map(image => image.getAttribute('alt') || image.getAttribute('aria-label')).join(' ');
      const shown = words(element) || tidy(alt);
      if (shown)
        return shown;
    }
    return tidy(element.getAttribute('placeholder') || element.getAttribute('alt') || element.getAttribute('title')
                || element.getAttribute('name'));
  };
  const isVisible = element => {
    if (!element.getClientRects().length || element.closest('[aria-hidden="true"], [inert]'))
      return false;
    return getComputedStyle(element).visibility === 'visible';
  };
  const isEnabled = element => !element.matches(':disabled') && element.getAttribute('aria-disabled') !== 'true';
  // A styled checkbox is often a hidden input with a visible label: the label is what a person clicks.
  const shape = element => {
    const box = element.getBoundingClientRect();
    if ((box.width < 4 || box.height < 4 || getComputedStyle(element).opacity === '0') && element.labels && element.labels[0])
      return element.labels[0].getBoundingClientRect();
    return box;
  };
  const valueOf = element => 'value' in element && element.type !== 'password' && typeof element.value === 'string' ? element.value : '';

  // “Do not allow” is no “Allow”. What is denied behind it, or in a clause before, is another matter: “Bank Not available”,
  // “Not you? Sign in”.
  const denial = /\b(not|don['’]t|never|no|without)\b[^.,;:!?]*$/;
  const denies = (text, want) => denial.test(text.slice(0, text.indexOf(want)));
  const rankOf = (name, wanted) => {
    const text = fold(name);
    const exact = wanted.indexOf(text);
    if (exact >= 0)
      return exact;
    const part = wanted.findIndex(want => want && text.includes(want) && !denies(text, want));
    return part < 0 ? -1 : 1000 + part;
  };
  const candidates = query => {
    const wanted = (query.names || []).map(fold);
    if (query.field) {
      const fields = Array.from(document.querySelectorAll('[name]')).filter(one => one.getAttribute('name') === query.field);
      // A field that has another name now is still the one whose label says what it is.
      if (wanted.length === 0 || fields.some(isVisible))
        return fields.map(element => ({ element, rank: 0 }));
    }
    const list = [];
    for (const element of document.body ? document.body.querySelectorAll('*') : []) {
      const role = roleOf(element);
      if (query.role ? role !== query.role : ['script', 'style', 'template'].includes(element.localName))
        continue;
      const rank = wanted.length ? rankOf(role ? nameOf(element) : words(element), wanted) : 0;
      // Without a role a control is nearer to what was meant than the text around it.
      if (rank >= 0)
        list.push({ element, rank: query.role || role ? rank : rank + 10000 });
    }
    // Of nested texts that match alike, the innermost one.
    return list.filter(one => one.rank < 10000 || !list.some(other => other !== one && one.element.contains(other.element)));
  };
  const settled = () => new Promise(done => {
    const timer = setTimeout(done, 60); // no frames are drawn while the window is hidden
    requestAnimationFrame(() => requestAnimationFrame(() => { clearTimeout(timer); done(); }));
  });
  const hit = (element, box) => {
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!at)
      return false;
    return at === element || element.contains(at) || (element.labels && Array.from(element.labels).some(label => label.contains(at)));
  };
  const describe = element => {
    const box = shape(element);
    return { role: roleOf(element), name: nameOf(element).slice(0, 300), value: valueOf(element).slice(0, 300),
             rect: [box.x, box.y, box.width, box.height], enabled: isEnabled(element), covered: !hit(element, box),
             focused: document.activeElement === element, length: typeof element.value === 'string' ? element.value.length : 0 };
  };
  const interesting = 'a[href], button, input, select, textarea, h1, h2, h3, [role]';
  const near = (most = 12) => Array.from(document.querySelectorAll(interesting)).filter(isVisible).slice(0, most)
    .map(element => `${roleOf(element) || element.localName} “${nameOf(element).slice(0, 60)}”`);

  const find = async query => {
    const matches = candidates(query).filter(one => isVisible(one.element));
    // Enabled before disabled, exact before contained; the order of the document decides between equals.
    matches.sort((one, other) => (isEnabled(other.element) - isEnabled(one.element)) || one.rank - other.rank);
    const first = matches.length ? matches[0].element : null;
    let moving = false;
    if (first && query.scroll) {
      const box = shape(first);
      if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth || !hit(first, box)) {
        first.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        await settled();
      }
      const rest = shape(first);
      await settled();
      const last = shape(first);
      // A page whose scripts are still loading would not hear the click; one that loads for ever is taken as it is.
      const isReady = document.readyState === 'complete' || performance.now() > 3000;
      moving = !isReady || !first.isConnected || rest.x !== last.x || rest.y !== last.y;
    }
    return { found: matches.slice(0, 5).map(one => ({ rank: one.rank, document: documentId, moving: moving && one.element === first, ...describe(one.element) })), near: matches.length ? [] : near() };
  };
  // Why nothing happens, as far as a page tells: what is there, whether it says that it waits, which of its requests came to an end.
  const evidence = () => ({
    near: near(60),
    isBusy: document.readyState !== 'complete' || Array.from(document.querySelectorAll('[aria-busy=true], [role=progressbar], progress')).some(isVisible),
    ended: performance.getEntriesByType('resource').filter(one => ['fetch', 'xmlhttprequest'].includes(one.initiatorType)).map(one => one.name.split(/[?#]/)[0]),
  });
  const isBlock = element => !/^(inline|contents|ruby)/.test(getComputedStyle(element).display);
  const lines = () => {
    const list = [];
    let last = null;
    const walker = document.createTreeWalker(document.body || document, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!tidy(node.data) || !parent || ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(parent.nodeName) || !isVisible(parent))
        continue;
      let block = parent;
      while (block.parentElement && !isBlock(block))
        block = block.parentElement;
      if (block === last)
        list[list.length - 1] += ' ' + tidy(node.data);
      else
        list.push(tidy(node.data));
      last = block;
      if (list.length >= 2000)
        break;
    }
    return list;
  };

  // What stands where, and in which colours, for measuring a brand (brand/look.h).
  const parts = colour => (/^rgba?\(([^)]*)\)$/.exec(colour) || ['', ''])[1].split(',').map(Number);
  const alphaOf = colour => parts(colour).length === 4 ? parts(colour)[3] : parts(colour).length === 3 ? 1 : 0;
  const over = (top, below) => {
    const [a, b, share] = [parts(top), parts(below), alphaOf(top)];
    return `rgb(${[0, 1, 2].map(at => Math.round(a[at] * share + b[at] * (1 - share))).join(', ')})`;
  };
  const hasPicture = style => style.backgroundImage !== 'none';
  // The colour behind an element's letters; '' where a picture or a gradient is, or nothing opaque.
  const groundOf = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (hasPicture(style) || (style.opacity !== '1' && one !== document.documentElement))
        return '';
      if (alphaOf(style.backgroundColor) > 0)
        layers.push(style.backgroundColor);
      if (alphaOf(style.backgroundColor) === 1)
        return layers.reduceRight((below, top) => over(top, below));
    }
    return '';
  };
  const faded = (colour, element) => {
    let share = alphaOf(colour);
    for (let one = element; one; one = one.parentElement)
      share *= Number(getComputedStyle(one).opacity);
    return share === 1 ? colour : `rgba(${parts(colour).slice(0, 3).join(', ')}, ${share})`;
  };
  const isPainted = element => {
    const box = element.getBoundingClientRect();
    const isIn = box.width >= 1 && box.height >= 1 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    return isIn && element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) !== false && getComputedStyle(element).visibility === 'visible';
  };
  const isOnTop = (element, box) => {
    const at = document.elementFromPoint(Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
    return !at || at === element || element.contains(at) || at.contains(element) || at.closest('label, button, a')?.contains(element);
  };
  const boxOf = box => [box.x, box.y, box.width, box.height];
  const pictureOf = element => {
    const style = getComputedStyle(element);
    if (element.localName === 'img')
      return { source: element.currentSrc || element.src, isLoaded: element.complete && element.naturalWidth > 0 };
    if (element.localName === 'svg' && !element.parentElement?.closest('svg'))
      return { source: 'inline', isLoaded: true };
    const url = /url\("?([^")]+)/.exec(style.backgroundImage);
    return url ? { source: url[1], isLoaded: true } : null;
  };
  const textBox = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  // What is still moving would be another picture the next time; what moves for ever is taken as it is.
  const atRest = () => Promise.race([
    Promise.allSettled([
      ...document.getAnimations().filter(one => Number.isFinite(one.effect?.getComputedTiming().endTime)).map(one => one.finished),
      ...Array.from(document.images).filter(isPainted).map(one => one.decode()), document.fonts.ready]),
    new Promise(done => setTimeout(done, 1500)),
  ]);
  // The pointer has just been taken out: what it was on looks different until the page has heard of it.
  const unhovered = async () => {
    for (const since = performance.now(); document.querySelector(':is(a, button, input, [role]):hover') && performance.now() - since < 700;)
      await settled();
  };
  const isWhole = box => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight; // nothing of it is scrolled away
  const look = async () => {
    await unhovered();
    await atRest();
    await settled();
    const elements = [];
    const add = (kind, element, box, more) => {
      const style = getComputedStyle(element);
      elements.push({ kind, rect: boxOf(box), name: nameOf(element).slice(0, 200), colour: faded(style.color, element), ground: groundOf(element),
                      fontSize: parseFloat(style.fontSize), fontWeight: Number(style.fontWeight) || 400,
                      enabled: isEnabled(element.closest('button, input, select, textarea, a, [role]') || element), ...more });
    };
    const walker = document.createTreeWalker(document.body || document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node && elements.length < 1000; node = walker.nextNode()) {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (!element || ['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT'].includes(element.nodeName) || !isPainted(element))
        continue;
      if (node.nodeType === Node.TEXT_NODE) {
        const box = tidy(node.data) && !element.closest('svg') ? textBox(node) : null;
        if (box && box.width >= 3 && box.height >= 3 && isWhole(box) && isOnTop(element, box))
          add('text', element, box, { name: tidy(node.data).slice(0, 200) });
        continue;
      }
      const box = element.getBoundingClientRect();
      const picture = pictureOf(element);
      if (picture)
        add('image', element, box, { ...picture, source: picture.source.split(/[?#]/)[0].slice(-200) });
      else if (roleOf(element) === 'button' && isWhole(box) && isOnTop(element, box))
        add('button', element, box, {});
      else if (alphaOf(getComputedStyle(element).backgroundColor) === 1 && box.width * box.height > 0.1 * innerWidth * innerHeight)
        add('surface', element, box, { name: element.id || element.localName });
    }
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return { elements, language: document.documentElement.lang, theme: ['light', 'dark'].includes(scheme) ? scheme : '' };
  };
  // The control that a person would say is there.
  const controlAt = (x, y) => {
    const element = document.elementFromPoint(x, y);
    const control = element && element.closest('a[href], button, input, select, textarea, summary, label, [role]');
    if (!control)
      return null;
    const target = control.localName === 'label' && control.control ? control.control : control;
    return { role: roleOf(target), name: nameOf(target).slice(0, 300), field: target.getAttribute('name') || '' };
  };
  // Where a person's keys go. What the page did with the keys before is waited for.
  const focusedControl = async () => {
    await settled();
    const element = document.activeElement;
    if (!document.hasFocus() || !element || element === document.body || element.localName === 'iframe')
      return null;
    return { role: roleOf(element), name: nameOf(element).slice(0, 300), field: element.getAttribute('name') || '', value: valueOf(element).slice(0, 300) };
  };
  const state = phase => ({
    phase, protocol: location.protocol, origin: location.origin, type: document.contentType, scripts: document.scripts.length,
    title: tidy(document.title).slice(0, 100), text: document.body ? words(document.body).slice(0, 200) : '',
  });
  const local = async query => {
    const answer = { found: [], near: [], lines: [], counts: { [documentId]: [keys, clicks] } };
    if (query.op === 'find' && !isHost())
      Object.assign(answer, await find(query));
    else if (query.op === 'text' && !isHost())
      answer.lines = lines();
    else if (query.op === 'look' && !isHost())
      Object.assign(answer, await look());
    else if (query.op === 'evidence' && !isHost())
      Object.assign(answer, evidence());
    else if (query.op === 'at' && !isHost())
      answer.at = controlAt(query.x, query.y);
    else if (query.op === 'focused' && !isHost())
      answer.at = await focusedControl();
    else if (query.op === 'state')
      answer.state = state('load');
    return answer;
  };

  // The host page asks each of its frames and puts the answers together, in its own pixels.
  const frames = new Map(); // the frame's window → { port, waiting }
  let nextQuestion = 1;
  const askFrame = (frame, query) => new Promise(done => {
    const number = nextQuestion++;
    const timer = setTimeout(() => { frame.waiting.delete(number); done(null); }, query.op === 'look' ? 2300 : 1000);
    frame.waiting.set(number, answer => { clearTimeout(timer); done(answer); });
    frame.port.postMessage({ number, query });
  });
  const placed = (one, element) => {
    const outer = element.getBoundingClientRect();
    const [x, y, width, height] = one.rect;
    const rect = [x + outer.x + element.clientLeft, y + outer.y + element.clientTop, width, height];
    const at = document.elementFromPoint(rect[0] + width / 2, rect[1] + height / 2);
    return { ...one, rect, covered: one.covered || at !== element };
  };
  // A point of the host page, as the frame counts.
  const within = (query, element) => {
    const outer = element.getBoundingClientRect();
    return query.op === 'at' ? { ...query, x: query.x - outer.x - element.clientLeft, y: query.y - outer.y - element.clientTop } : query;
  };
  const moved = (one, element) => {
    const outer = element.getBoundingClientRect();
    return { ...one, rect: [one.rect[0] + outer.x + element.clientLeft, one.rect[1] + outer.y + element.clientTop, one.rect[2], one.rect[3]] };
  };
  // The browser holds back a page's picture, and drops its input, until something is painted or half a second has passed.
  const hears = () => performance.getEntriesByName('first-contentful-paint').length > 0 || performance.now() > 800;
  const everywhere = async query => {
    const whole = await local(query);
    for (const element of document.querySelectorAll('iframe')) {
      const frame = frames.get(element.contentWindow);
      const answer = frame ? await askFrame(frame, within(query, element)) : null;
      if (!answer || !isVisible(element))
        continue;
      if (answer.elements) {
        whole.elements = [...(whole.elements || []), ...answer.elements.map(one => moved(one, element))];
        whole.language = answer.language;
        whole.theme = answer.theme;
      }
      if (answer.at)
        whole.at = answer.at;
      whole.found.push(...answer.found.map(one => placed(one, element)));
      if (answer.ended) {
        whole.isBusy = Boolean(whole.isBusy || answer.isBusy);
        whole.ended = [...(whole.ended || []), ...answer.ended];
      }
      whole.near.push(...answer.near);
      whole.lines.push(...answer.lines);
      Object.assign(whole.counts, answer.counts);
    }
    if (!hears())
      whole.found.forEach(one => { one.moving = true; });
    whole.view = [innerWidth, innerHeight];
    return whole;
  };
  window.addEventListener('message', event => {
    const hello = event.data;
    if (!hello || typeof hello !== 'object' || hello.agent !== agent || event.ports.length !== 1)
      return;
    event.stopImmediatePropagation();
    if (!isHost())
      return;
    const frame = { port: event.ports[0], waiting: new Map() };
    frames.set(event.source, frame);
    frame.port.onmessage = ({ data }) => {
      if (data.state) {
        consoleDeliver({ kind: 'state', ...data.state });
      } else if (frame.waiting.has(data.number)) {
        frame.waiting.get(data.number)(data.answer);
        frame.waiting.delete(data.number);
      }
    };
  }, true);
  if (window.parent === window.top && window.parent !== window) {
    const channel = new MessageChannel();
    channel.port1.onmessage = async ({ data }) => channel.port1.postMessage({ number: data.number, answer: await local(data.query) });
    window.top.postMessage({ agent }, hostOrigin, [channel.port2]);
    channel.port1.postMessage({ state: state('start') });
    window.addEventListener('load', () => channel.port1.postMessage({ state: state('load') }));
  }

  // For C++: a question now, its answer as JSON text once it is there; null: this document was never asked.
  const answers = new Map();
  globalThis.consoleAgent = {
    ask(number, query) {
      answers.set(number, '');
      everywhere(JSON.parse(query)).then(answer => answers.set(number, JSON.stringify(answer)),
                                         error => answers.set(number, JSON.stringify({ problem: String(error) })));
    },
    answer(number) {
      const text = answers.has(number) ? answers.get(number) : null;
      if (text)
        answers.delete(number);
      return text;
    },
  };
})();
