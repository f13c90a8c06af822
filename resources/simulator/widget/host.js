// SPDX-License-Identifier: GPL-3.0-or-later
// Speaks to whoever shows the widget: a page around it, the page that opened it, a native shell, or a deep link.

const iosHandlers = {
  pageSuccess: 'onSuccess', widgetPageLoaded: 'onEvent', widgetError: 'onError', widgetClose: 'onClose', widgetBankClick: 'onBankClick',
};
const unsafeSchemes = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:', 'filesystem:'];

/** A deep link we may go to, or an empty text: it comes from the page's address and is not to be trusted. */
export function safeDeepLink(text) {
  try {
    return unsafeSchemes.includes(new URL(text).protocol) ? '' : text;
  } catch {
    return '';
  }
}

function withQuery(link, values) {
  const query = new URLSearchParams(values).toString();
  return `${link}${link.includes('?') ? '&' : '?'}${query}`;
}

export class Host {
  constructor(parameters) {
    this.framed = window.parent !== window;
    this.deepLink = safeDeepLink(parameters.deeplink ?? '');
    this.launchType = parameters.widgetLaunchType ?? '';
    this.waitingForIos = [];
    window.addEventListener('iOSReady', () => this.flushIos());
  }

  /** Where a message of any type goes; the wire form is a JSON text {"type", "payload"}. */
  post(type, payload) {
    const text = JSON.stringify(payload === undefined ? { type } : { type, payload });
    if (this.framed) {
      window.parent.postMessage(text, '*');
      return;
    }
    if (window.opener) window.opener.postMessage(text, '*');
    window.ReactNativeWebView?.postMessage(text);
    window.BankLinkSDKAndroid?.streamEvents(text);
    this.postIos(type, text);
  }

  postIos(type, text) {
    const handlers = window.webkit?.messageHandlers;
    if (!handlers) return;
    if (!window.iOSReady) {
      this.waitingForIos.push([type, text]);
      return;
    }
    handlers[iosHandlers[type]]?.postMessage(text);
  }

  flushIos() {
    window.iOSReady = true;
    const waiting = this.waitingForIos.splice(0);
    for (const [type, text] of waiting) this.postIos(type, text);
  }

  /** A top-level page of a browser that nobody can hear: only the deep link can carry the result back. */
  get resultByLink() {
    const listened = this.framed || window.opener || window.ReactNativeWebView || window.BankLinkSDKAndroid || window.webkit?.messageHandlers;
    return !listened && Boolean(this.deepLink) && ['systemBrowser', 'inAppBrowser'].includes(this.launchType);
  }

  followLink(values) {
    if (this.resultByLink) window.location.assign(withQuery(this.deepLink, values));
  }

  loaded() {
    this.post('widgetLoaded');
  }

  // ASSUMPTION PAGE-TITLES: contract f.6 confirms launchExternalWindow and /bank/connect; the other titles and routes are ours.
  screen(pageTitle, onLoadApi) {
    this.post('widgetPageLoaded', { pageTitle, onLoadApi });
  }

  /** contract f.7: one text, TYPE | Code: CODE | Message: MESSAGE */
  error({ type, code, message }) {
    this.post('widgetError', `${type} | Code: ${code} | Message: ${message}`);
  }

  success(payload) {
    this.post('pageSuccess', payload);
    const first = Array.isArray(payload?.accounts) ? payload.accounts[0] : payload;
    this.followLink({
      status: 'success',
      connectionId: first?.connectionId ?? payload?.user_password ?? '',
      clientName: payload?.clientName ?? payload?.ClientName ?? '',
      aeroPassUserUuid: payload?.aeroPassUserUuid ?? '',
    });
  }

  /** @param problem the error that ended the flow, if one did: a deep link tells it instead of a plain close. */
  close(problem = null) {
    this.post('widgetClose', {});
    this.followLink(problem
      ? { status: 'error', AC_CODE: problem.code, description: problem.message }
      : { status: 'close' });
  }
}
