// SPDX-License-Identifier: GPL-3.0-or-later
// The widget's private JSON API. Every call ends within a limit, as an answer or as one of two errors.

const limitMs = 20000;

/** The service understood the call and refused it. */
export class ServiceError extends Error {
  constructor({ type, code, message, retry } = {}) {
    super(message || 'The service could not do this.');
    this.type = type || 'SERVER_ERROR';
    this.code = code || 'AR-500';
    this.retry = retry !== false;
  }
}

/** No usable answer came back: nothing reached us, or what did could not be read. */
export class ConnectionError extends Error {
  constructor(message) {
    super(message);
    this.type = 'SERVER_ERROR';
    this.code = 'AR-500';
    this.retry = true;
  }
}

let session = '';

/** This page's own key: when an answer to the session call is lost, the same page may ask for the same session again. */
const launchKey = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function readAnswer(response) {
  const body = await response.text();
  let value = null;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ConnectionError('The answer could not be read. Please try again.');
  }
  if (value?.error) throw new ServiceError(value.error);
  if (!response.ok) throw new ServiceError({ message: `The service answered with status ${response.status}.` });
  if (value === null || typeof value !== 'object') throw new ConnectionError('The answer could not be read. Please try again.');
  return value;
}

async function call(path, { body, limit = limitMs, keepalive = false, more = {} } = {}) {
  const headers = { Accept: 'application/json', ...more };
  if (session) headers['X-Widget-Session'] = session;
  if (body) headers['Content-Type'] = 'application/json';
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limit);
  try {
    const response = await fetch(path, {
      method: body ? 'POST' : 'GET', headers, body: body ? JSON.stringify(body) : undefined,
      signal: abort.signal, cache: 'no-store', credentials: 'omit', keepalive,
    });
    return await readAnswer(response);
  } catch (error) {
    if (error instanceof ServiceError || error instanceof ConnectionError) throw error;
    throw new ConnectionError(abort.signal.aborted
      ? 'This is taking too long. Please try again.'
      : 'The connection was lost. Check your network and try again.');
  } finally {
    clearTimeout(timer);
  }
}

/** Opens the session with all parameters of the page's address; later calls carry its key. */
export async function openSession(parameters) {
  const answer = await call('/widget-api/session', { body: parameters, more: { 'X-Widget-Launch': launchKey } });
  if (typeof answer.session !== 'string' || !answer.session) throw new ConnectionError('The answer could not be read. Please try again.');
  session = answer.session;
  return answer;
}

export const banks = (query) => call(`/widget-api/banks?q=${encodeURIComponent(query)}`);
export const login = (bank, username, password) => call('/widget-api/login', { body: { bank, username, password } });
export const answerChallenge = (answer) => call('/widget-api/challenge', { body: { answer } });
/** Of an MFA launch: resolves while its job waits for the answer, is refused when it does not any more. */
export const stillWaiting = () => call('/widget-api/challenge', { limit: 8000 });
export const startOAuth = (bank) => call('/widget-api/oauth', { body: { bank } });
export const oauthStatus = (state) => call(`/widget-api/oauth/${encodeURIComponent(state)}`, { limit: 8000 });
export const chooseAccounts = (accountIds) => call('/widget-api/accounts', { body: { accountIds } });
export const manual = (fields) => call('/widget-api/manual', { body: fields });
export const otp = (code) => call('/widget-api/otp', { body: { code } });
export const newOtp = () => call('/widget-api/otp-code', { body: {} });
/** Tells the service that the person left. Nothing waits for it: the page may be gone before the answer. */
export const leave = () => (session ? call('/widget-api/close', { body: {}, limit: 3000, keepalive: true }).catch(() => {}) : Promise.resolve());
export const embeddedBanks = (token) => call(`/widget-api/embedded?token=${encodeURIComponent(token)}`);
export const embeddedClick = (token, bank) => call('/widget-api/embedded-click', { body: { token, bank } });

const bankSite = (state) => `/bank-api/oauth/${encodeURIComponent(state)}`;
export const bankStage = (state) => call(bankSite(state));
export const bankLogin = (state, username, password) => call(`${bankSite(state)}/login`, { body: { username, password } });
export const bankConsent = (state, allow) => call(`${bankSite(state)}/consent`, { body: { allow } });
export const bankAccounts = (state, accountIds) => call(`${bankSite(state)}/accounts`, { body: { accountIds } });
