// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick for walk-throughs: all test banks walked in headless Chromium through playwright-core, as a competent author
// would write it. A walk has its own person and its own browser context; every wait is for a condition.
//   node walk_reference.mjs PLAYWRIGHT_CORE CHROMIUM SDK [flags for Chromium …] < announcement of a running aerosync-simulator
// SDK is the vendor's ES module, 2.x. Prints one line of JSON: the version of Chromium, `seconds` from before the browser was
// started until it was closed, `walks` (name, seconds), and how many links, jobs (done), mfa (answered in the widget) and
// refused (jobs that an account does not have) there were.

import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { resolve as path } from 'node:path';
import { text } from 'node:stream/consumers';
import { performance } from 'node:perf_hooks';

const [library, program, sdkFile, ...flags] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(path(library));
const at = JSON.parse(await text(process.stdin));
const sdk = await readFile(sdkFile, 'utf8');
const host = `${at.hostOrigin}/link`;
const counts = { links: 0, jobs: 0, mfa: 0, refused: 0 };

// services -------------------------------------------------------------------

/** `token`: one of the two below. It may run out in the middle of a walk: then once more with a new one. */
async function call(method, url, { body, token, isRetry = false } = {}) {
  const headers = { ...(body ? { 'Content-Type': 'application/json' } : {}), ...(token ? { Authorization: `Bearer ${await token(isRetry)}`, 'x-api-key': at.apiKey } : {}) };
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json();
  if (response.status === 401 && token && !isRetry) return call(method, url, { body, token, isRetry: true });
  if (!response.ok || answer.error) throw Object.assign(new Error(`${method} ${url}: ${JSON.stringify(answer)}`), { code: answer.error?.code });
  return answer;
}

const keys = { apiKey: at.apiKey, apiSecret: at.apiSecret };
const kept = new Map(); // tokens live for half an hour
const keptToken = (url, body) => (anew) => {
  if (anew || !kept.has(url)) kept.set(url, call('POST', url, { body }).then((answer) => answer.token));
  return kept.get(url);
};
const merchant = keptToken(`${at.aeropay}/v2/token`, { scope: 'merchant', apiKey: at.aeropayApiKey, apiSecret: at.aeropayApiSecret, id: at.merchantId });
const integrator = keptToken(`${at.api}/v2/token`, keys);

let people = Math.floor(Date.now() / 10) % 7_000_000; // who is known already would be asked for a code
async function newPerson() {
  people += 1;
  const body = { firstName: 'Walk', lastName: 'Reference', email: `walk.${people}@example.com`, phoneNumber: `+1312${2_000_000 + people}` };
  const answer = await call('POST', `${at.aeropay}/v2/user`, { body, token: merchant });
  return String(answer.user.id);
}

const account = (method, connection, path, body) => call(method, `${at.api}/v2/accounts/${connection}${path}`, { body, token: integrator });
const moment = () => new Promise((resolve) => { setTimeout(resolve, 100); });

const kinds = {
  balance: { start: '/refresh', data: () => '/balance', refusal: 'AC-105' },
  transactions: { start: '/transactions', data: (job) => `/transactions?job_id=${job}`, refusal: 'AC-114' },
  identity: { start: '/identity', data: () => '/identity', refusal: 'AC-111' },
};

/** Linking itself starts a pull, and a connection has one job at a time. */
async function startJob(connection, kind) {
  for (;;) {
    try {
      return (await account('POST', connection, kinds[kind].start, {})).jobId;
    } catch (error) {
      if (error.code !== 'AC-112') throw error;
      await moment();
    }
  }
}

/** Until it is done, or waits for a second factor and `isAnswered` is not set. */
async function jobEnd(connection, job, isAnswered) {
  for (;;) {
    const { jobStatus, mfaTriggered } = await account('GET', connection, `/job/${job}`);
    if (/^completed$/i.test(jobStatus)) return 'completed';
    if (/^failed$/i.test(jobStatus)) throw new Error(`job ${job} failed`);
    if (mfaTriggered && !isAnswered) return 'mfa';
    await moment();
  }
}

async function runJob(walk, connection, kind) {
  const job = await startJob(connection, kind);
  if (await jobEnd(connection, job, false) === 'mfa') {
    const frame = await walk.open({ handleMFA: true, jobId: job, connectionId: connection });
    await answer(frame, 'correct');
    await finish(walk, frame);
    counts.mfa += 1;
    await jobEnd(connection, job, true);
  }
  await account('GET', connection, kinds[kind].data(job));
  counts.jobs += 1;
}

async function expectRefused(connection, kind) {
  try {
    await account('POST', connection, kinds[kind].start, {});
  } catch (error) {
    if (error.code !== kinds[kind].refusal) throw error;
    counts.refused += 1;
    return;
  }
  throw new Error(`the ${kind} job of a typed-in account was not refused`);
}

// widget ---------------------------------------------------------------------

const script = (value) => JSON.stringify(value).replace(/</g, '\\u003c');
const hostPage = (config) => `<!doctype html><meta charset="utf-8"><title>Link</title><div id="widget-host"></div><script type="module">
  const { initAeroSyncWidget } = await import(URL.createObjectURL(new Blob([${script(sdk)}], { type: 'text/javascript' })));
  window.success = new Promise((resolve) => {
    const widget = initAeroSyncWidget({ ...${script(config)}, onSuccess: resolve });
    widget.widgetBaseURL = ${script(at.widget)};
    widget.launch();
  });
</script>`;

class Walk {
  constructor(context, person) {
    this.context = context;
    this.person = person;
  }

  /** A fresh page with the SDK's widget in it; returns the widget's frame. */
  async open(more = {}) {
    await this.page?.close();
    const { token } = await call('POST', `${at.api}/v2/token_widget`, { body: { ...keys, aeroPassUserUuid: this.person } });
    const config = { elementId: 'widget-host', iframeTitle: 'Link', environment: 'sandbox', token, aeroPassUserUuid: this.person, ...more };
    this.page = await this.context.newPage();
    await this.page.route(host, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: hostPage(config) }), { times: 1 });
    await this.page.goto(host, { waitUntil: 'commit' });
    return this.page.frameLocator('#widget-host iframe');
  }
}

const button = (words, of) => of.getByRole('button', { name: words });
const named = (field, of) => of.locator(`[name="${field}"]`);

async function chooseBank(walk, bank) {
  const frame = await walk.open();
  await button(/^Continue$/, frame).click();
  await frame.getByRole('button', { name: bank, exact: true }).click();
  return frame;
}

async function signIn(of, username, password) {
  await named('username', of).fill(username);
  await named('password', of).fill(password);
  await button(/^Sign in$/, of).click();
}

async function answer(frame, words) {
  await named('answer', frame).fill(words);
  await button(/^Submit$/, frame).click();
}

/** The last Continue; what onSuccess was given. The SDK takes the frame away, sometimes before the click has been told as done. */
async function finish(walk, frame) {
  const success = walk.page.evaluate(() => window.success);
  await Promise.race([success, button(/^Continue$/, frame).click()]);
  return success;
}

async function linkChosen(walk, frame) {
  await button(/^Link (this )?account$/, frame).click();
  return linked(walk, frame);
}

async function linked(walk, frame) {
  const given = await finish(walk, frame);
  const { connectionId } = typeof given === 'string' ? JSON.parse(given) : given;
  if (!connectionId) throw new Error('onSuccess names no connection');
  counts.links += 1;
  return connectionId;
}

async function byPassword(walk, { bank = 'Aerobank NonOAuth', username = 'sync', password, wrong, challenge }) {
  const frame = await chooseBank(walk, bank);
  if (wrong) {
    await signIn(frame, username, wrong);
    await frame.getByRole('alert').filter({ hasText: /not right/ }).waitFor();
  }
  await signIn(frame, username, password);
  if (challenge) await answer(frame, challenge);
  return linkChosen(walk, frame);
}

async function atTheBank(walk, { bank, username = 'sync', password }) {
  const frame = await chooseBank(walk, bank);
  const opened = walk.page.waitForEvent('popup');
  await frame.getByRole('button', { name: `Continue to ${bank}`, exact: true }).click();
  const site = await opened;
  await signIn(site, username, password);
  await button(/^Allow$/, site).click();
  await Promise.race([site.waitForEvent('close'), button(/^Share and go back$/, site).click()]);
  return linked(walk, frame);
}

async function byNumbers(walk) {
  const frame = await walk.open({ manualLinkOnly: true });
  await named('routingNumber', frame).fill('123456789');
  await named('accountNumber', frame).fill('000123456789');
  await named('accountNumberAgain', frame).fill('000123456789');
  return linkChosen(walk, frame);
}

// ----------------------------------------------------------------------------

const walks = [
  { name: 'no mfa', link: (walk) => byPassword(walk, { password: 'no_mfa' }), jobs: runJob },
  { name: 'mfa', link: (walk) => byPassword(walk, { password: 'mfa', challenge: 'correct' }), jobs: runJob },
  { name: 'wrong, then right', link: (walk) => byPassword(walk, { wrong: 'wrong', password: 'no_mfa' }) },
  { name: 'OAuth', link: (walk) => atTheBank(walk, { bank: 'Aerobank OAuth', password: 'no_mfa' }), jobs: runJob },
  { name: 'numbers', link: byNumbers, jobs: (walk, connection, kind) => expectRefused(connection, kind) },
  { name: 'legacy MFA', link: (walk) => byPassword(walk, { bank: 'Aerosync Bank (MFA)', username: 'anyone', password: 'anything', challenge: '123456' }) },
  { name: 'legacy OAuth', link: (walk) => atTheBank(walk, { bank: 'Aerosync Bank (OAuth)', username: 'anyone', password: 'anything' }) },
  { name: 'legacy Security Question', link: (walk) => byPassword(walk, { bank: 'Aerosync Bank (Security Question)', username: 'anyone', password: 'anything', challenge: 'anything' }) },
  { name: 'legacy MFA Trigger', link: (walk) => byPassword(walk, { bank: 'Aerosync Bank (MFA Trigger)', username: 'mxuser', password: 'challenge', challenge: 'correct' }) },
];

async function run(browser, { name, link, jobs }) {
  const begin = performance.now();
  const context = await browser.newContext({ locale: 'en-US', permissions: ['local-network-access'] });
  try {
    const walk = new Walk(context, await newPerson());
    const connection = await link(walk);
    for (const kind of jobs ? Object.keys(kinds) : []) await jobs(walk, connection, kind);
  } catch (error) {
    throw new Error(`${name}: ${error.message}`);
  } finally {
    await context.close();
  }
  return { name, seconds: (performance.now() - begin) / 1000 };
}

const begin = performance.now();
const browser = await chromium.launch({ executablePath: program, args: flags });
const version = browser.version();
const ran = [];
try {
  for (const each of walks) ran.push(await run(browser, each));
} finally {
  await browser.close();
}
console.log(JSON.stringify({ version, seconds: (performance.now() - begin) / 1000, walks: ran, ...counts }));
