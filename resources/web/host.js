// Host page: runs the vendor's unmodified SDK against the chosen environment's widget origin, and passes its callbacks on.
(() => {
  'use strict';
  const holder = document.getElementById('launch-data');
  const data = JSON.parse(holder.textContent);
  holder.remove(); // the widget token shall not stay in the document

  document.documentElement.dataset.theme = data.theme;
  document.title = data.title;
  document.getElementById('stage-title').textContent = data.title;
  document.getElementById('stage-text').textContent = data.text;

  // Only this window receives it, and only with this launch's nonce is it believed. The arguments stay JSON text,
  // so that the keys arrive in the widget's own order.
  const say = (what, args) => {
    let list;
    try {
      list = JSON.stringify(args);
    } catch (error) {
      list = JSON.stringify(args.map(String));
    }
    window.postMessage(JSON.stringify({ nonce: data.nonce, what, args: list }), window.location.origin);
  };
  const broke = (code, detail) => say('broke', [code, String(detail)]);
  window.addEventListener('error', event => say('problem', [event.message]));
  window.addEventListener('unhandledrejection', event => say('problem', [String(event.reason)]));

  // A misspelt environment makes SDK 1.1.1 and later open production without a word, and 1.1.0 this page itself.
  if (!data.environmentWords.includes(data.config.environment)) {
    broke('environment', data.config.environment);
    return;
  }

  // SDK 1.1.0 writes its widget addresses out in the code, so its iframe's `src` is the only place to put
  // another origin in. The same place refuses whatever would go anywhere else than to this environment.
  const vendorOrigin = /^https:\/\/(?:(?:www|sandbox|staging|qa|dev)\.aerosync\.com|(?:(?:sandbox|staging|qa)-)?sync\.aero\.inc)$/;
  const directed = address => {
    let url;
    try {
      url = new URL(address, window.location.href);
    } catch (error) {
      broke('misdirected', address);
      return null;
    }
    if (url.origin === data.widgetOrigin)
      return String(address);
    if (data.rewriteOrigin && vendorOrigin.test(url.origin))
      return data.widgetOrigin + String(address).slice(url.origin.length);
    broke('misdirected', url.origin);
    return null;
  };
  const setAttribute = Element.prototype.setAttribute;
  Object.defineProperty(HTMLIFrameElement.prototype, 'setAttribute', {
    configurable: true, writable: true,
    value(name, value) {
      if (String(name).toLowerCase() !== 'src')
        return setAttribute.call(this, name, value);
      const address = directed(value);
      return address === null ? undefined : setAttribute.call(this, name, address);
    },
  });
  const source = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src');
  Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
    ...source,
    set(value) { this.setAttribute('src', value); },
  });
  const open = window.open;
  window.open = function (address, ...rest) {
    const target = directed(address);
    return target === null ? null : open.call(window, target, ...rest);
  };

  // Runs the SDK's own text, whichever way it was packed, and returns where its entry points may be.
  const load = async () => {
    const blob = parts => URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
    if (data.sdkForm === 'module') {
      const address = blob([data.sdk]);
      try {
        return [await import(address), window.aerosync, window];
      } finally {
        URL.revokeObjectURL(address);
      }
    }
    // CommonJS and UMD find `module` and `exports`; a plain script's `var aerosync` is handed out at the end.
    const shelf = { module: { exports: {} } };
    window.consoleSdkShelf = shelf;
    const address = blob(['(function (module, exports) {\n', data.sdk,
      '\n;if (typeof aerosync !== "undefined") window.aerosync = aerosync;\n',
      '}).call(window, window.consoleSdkShelf.module, window.consoleSdkShelf.module.exports);']);
    await new Promise((done, failed) => {
      const script = document.createElement('script');
      script.src = address;
      script.onload = done;
      script.onerror = () => failed(new Error('the file is not a script'));
      document.head.appendChild(script);
    });
    URL.revokeObjectURL(address);
    delete window.consoleSdkShelf;
    return [shelf.module.exports, shelf.module.exports.default, window.aerosync, window];
  };

  const entryPoint = places => {
    for (const name of ['initAeroSyncWidget', 'initWidget', 'openWidget']) {
      for (const place of places) {
        if (place && typeof place[name] === 'function')
          return place[name];
      }
    }
    return null;
  };

  // The SDK keeps its widget address in `this.widgetBaseURL`, set in the constructor, which the embedded view
  // already uses. An inherited accessor swallows that assignment and answers with the environment's origin.
  const construct = (entry, config) => {
    Object.defineProperty(Object.prototype, 'widgetBaseURL', {
      configurable: true, enumerable: false, get: () => data.widgetOrigin, set() {},
    });
    try {
      const widget = entry(config);
      if (!widget || typeof widget.launch !== 'function')
        throw new Error('its entry point returns nothing that can be launched');
      Object.defineProperty(widget, 'widgetBaseURL', {
        configurable: true, enumerable: true, writable: true, value: data.widgetOrigin,
      });
      return widget;
    } finally {
      delete Object.prototype.widgetBaseURL;
    }
  };

  const start = async () => {
    const config = { ...data.config };
    for (const name of ['onLoad', 'onEvent', 'onSuccess', 'onClose', 'onError'])
      config[name] = (...args) => say(name, args);
    if (config.embeddedBankView) {
      const box = document.getElementById('bank-view');
      box.classList.add('shown');
      box.style.width = config.embeddedBankView.width || '375px';
      box.style.height = config.embeddedBankView.height || '358px';
      config.embeddedBankView = { ...config.embeddedBankView, elementId: box.id, onEmbedded: () => say('onEmbedded', []) };
    }
    const entry = entryPoint(await load());
    if (!entry) {
      broke('sdk', 'it offers neither initAeroSyncWidget nor openWidget');
      return;
    }
    const widget = construct(entry, config);
    // With the embedded view the SDK launches itself when a bank is clicked; launching it here would cover the list.
    const embedded = document.querySelector('#bank-view iframe') !== null;
    if (config.embeddedBankView && !embedded)
      document.getElementById('bank-view').classList.remove('shown');
    if (!embedded)
      widget.launch();
  };
  start().catch(error => broke('sdk', error && error.message ? error.message : error));
})();
