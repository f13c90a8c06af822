// Bridge: isolated world of the host page only. Hears every window message and hands it to C++ by one method.
(() => {
  'use strict';
  const own = { agent: '@AGENT@', callback: '@CALLBACK@', origin: '@ORIGIN@', trusted: @TRUSTED@ };
  const perSecond = 200, longest = 64 * 1024, mostOrigins = 32;
  let receiver = null;
  let waiting = [];
  const deliver = envelope => {
    if (receiver)
      receiver.deliver(JSON.stringify(envelope));
    else if (waiting.length < 1000)
      waiting.push(envelope);
  };
  globalThis.consoleDeliver = deliver; // for agent.js, in this same world

  new QWebChannel(qt.webChannelTransport, channel => {
    receiver = channel.objects.bridge;
    for (const envelope of waiting)
      deliver(envelope);
    waiting = [];
  });

  // One origin may send so many messages a second; the rest is counted and told as one line.
  const meters = new Map();
  const admitted = origin => {
    const key = meters.has(origin) || meters.size < mostOrigins ? origin : 'others';
    const second = Math.floor(Date.now() / 1000);
    let meter = meters.get(key);
    if (!meter)
      meters.set(key, meter = { second, seen: 0, dropped: 0, timer: 0 });
    if (meter.second !== second) {
      meter.second = second;
      meter.seen = 0;
    }
    if (++meter.seen <= perSecond)
      return true;
    if (++meter.dropped === 1)
      deliver({ kind: 'flood', origin: key, count: 0 });
    if (!meter.timer) {
      meter.timer = setTimeout(() => {
        deliver({ kind: 'flood', origin: key, count: meter.dropped });
        meter.timer = 0;
        meter.dropped = 0;
      }, 1000);
    }
    return false;
  };

  const asText = value => {
    try {
      const text = JSON.stringify(value);
      return text === undefined ? String(value) : text;
    } catch (error) {
      return String(value);
    }
  };

  window.addEventListener('message', event => {
    const value = event.data;
    if (value && typeof value === 'object' && value.agent === own.agent)
      return; // agent.js takes it, and stops it there
    if (event.origin === own.origin && typeof value === 'string' && value.startsWith('{"nonce":"' + own.callback + '"')) {
      event.stopImmediatePropagation(); // the host page's own word; the SDK need not see it
      if (admitted('callbacks'))
        deliver({ kind: 'host', text: value });
      return;
    }
    const wasText = typeof value === 'string';
    const text = wasText ? value : asText(value);
    // SDK 1.1.0 looks at the sender's window and not at its origin, and no SDK looks at the size: what the console
    // rejects, the SDK does not get to hear, so that no callback of its own comes of it.
    if (event.origin !== own.origin && (!own.trusted.includes(event.origin) || text.length > longest))
      event.stopImmediatePropagation();
    if (!admitted(event.origin))
      return;
    deliver({ kind: 'message', origin: event.origin, text: text.slice(0, longest + 1), length: text.length, wasText });
  }, true);

  // What the SDK really asked for: the address of each iframe it puts into the page.
  const seen = new Set();
  const report = frame => {
    const address = frame.src;
    if (address && !seen.has(address)) {
      seen.add(address);
      deliver({ kind: 'frame', url: address });
    }
  };
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === 'attributes' && change.target instanceof HTMLIFrameElement)
        report(change.target);
      for (const node of change.addedNodes) {
        if (node instanceof HTMLIFrameElement)
          report(node);
        else if (node instanceof Element)
          node.querySelectorAll('iframe').forEach(report);
      }
    }
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['src'] });
})();
