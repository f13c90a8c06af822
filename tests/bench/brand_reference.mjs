// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick of bench_brand_panes: headless Chromium, driven through playwright-core as a competent author would do it.
// One order per line of input, one JSON line of answer to each:
//   {"order":"prepare", …}  what the others need: addresses, keys, the host pages with places for token and person
//   {"order":"open"}        a person, a token, a context and a page for each; until every widget shows its heading
//   {"order":"pictures"}    the same, then every screen of every page with a screenshot; the answer counts them
//   {"order":"close"}
// Arguments: the folder of playwright-core, Chromium's program, and flags for it.

import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

const [library, program, ...flags] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(library);
const browser = await chromium.launch({ executablePath: program, args: flags });

let plan = null;
let merchant = null; // the token that makes persons, kept as our program keeps it
let contexts = [];

const post = async (url, body, headers = {}) => {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${url}: ${JSON.stringify(answer)}`);
  return answer;
};

const merchantToken = () => {
  merchant ??= post(`${plan.aeropay}/v2/token`, { scope: 'merchant', apiKey: plan.aeropayApiKey, apiSecret: plan.aeropayApiSecret, id: plan.merchantId });
  return merchant.then((answer) => answer.token);
};

let people = 0; // a row of telephone numbers that our program does not use: who is known already is asked for a code
async function newPerson() {
  const number = String(++people).padStart(4, '0');
  const details = { firstName: 'Brand', lastName: 'Pane', email: `reference.${number}@example.com`, phoneNumber: `+1312556${number}` };
  const answer = await post(`${plan.aeropay}/v2/user`, details, { Authorization: `Bearer ${await merchantToken()}` });
  return String(answer.user.id);
}

async function openPage(pane) {
  const person = await newPerson();
  const { token } = await post(`${plan.api}/v2/token_widget`, { apiKey: plan.apiKey, apiSecret: plan.apiSecret, aeroPassUserUuid: person });
  const context = await browser.newContext({ viewport: { width: pane.width, height: pane.height }, locale: 'en-US', permissions: ['local-network-access'] });
  contexts.push(context);
  const page = await context.newPage();
  // Once: the interception costs every later request of the page something, and only this one needs it.
  await page.route(plan.host, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: pane.html.replace(plan.tokenMark, token).replace(plan.personMark, person) }), { times: 1 });
  await page.goto(plan.host, { waitUntil: 'commit' });
  const frame = page.frameLocator('#widget-host iframe');
  await frame.getByRole('heading').first().waitFor();
  return { page, frame, name: pane.name };
}

/** What ScreenWalk does: the same screens in the same order. Words are matched exactly: "Continue" is not "Continue to …". */
async function takePictures({ page, frame, name }) {
  const pictures = [];
  const shoot = async (screen, of = page) => { pictures.push({ name: `${name}-${screen}`, data: await of.screenshot({ animations: 'disabled' }) }); };
  const button = (words, of = frame) => of.getByRole('button', { name: words });
  const named = (field, of = frame) => of.locator(`[name="${field}"]`);
  const plainBank = button(/^Aerobank NonOAuth/);

  await button(/^Continue$/).waitFor();
  await shoot('welcome');
  await button(/^Continue$/).click();
  await plainBank.waitFor();
  await shoot('search');
  await button(/^Bank of Lantern Bay/).click();
  await button('Use another bank').waitFor();
  await shoot('error');
  await button('Use another bank').click();
  await button(/^Aerobank OAuth/).click();
  const opened = page.waitForEvent('popup');
  await button(/^Continue to Aerobank OAuth$/).click();
  const bank = await opened;
  await named('username', bank).fill('sync');
  await named('password', bank).fill('no_mfa');
  await button('Sign in', bank).click();
  await button(/^Allow$/, bank).waitFor();
  await shoot('consent', bank);
  await bank.close();
  await button(/^Back$/).click();
  await plainBank.click();
  await named('password').waitFor();
  await shoot('sign-in');
  await named('username').fill('sync');
  await named('password').fill('mfa');
  await button('Sign in').click();
  await named('answer').waitFor();
  await shoot('mfa');
  await named('answer').fill('correct');
  await button(/^(Submit|Submit answer|Continue)$/).click();
  await button(/^Link (this )?account$/).waitFor();
  await shoot('accounts');
  await button(/^Link (this )?account$/).click();
  await button(/^(Continue|Finish|Done)$/).waitFor();
  await shoot('success');
  return pictures;
}

const orders = {
  async prepare(order) {
    plan = order;
    return {};
  },
  async open() {
    const begin = performance.now();
    await Promise.all(plan.panes.map(openPage));
    return { ms: performance.now() - begin };
  },
  async pictures({ folder }) {
    const begin = performance.now();
    const taken = (await Promise.all(plan.panes.map(async (pane) => takePictures(await openPage(pane))))).flat();
    const ms = performance.now() - begin;
    if (folder) await Promise.all(taken.map(({ name, data }) => writeFile(`${folder}/${name}-reference.png`, data)));
    return { ms, pictures: taken.length };
  },
  async close() {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    return {};
  },
};

console.log(JSON.stringify({ version: browser.version() }));
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  try {
    console.log(JSON.stringify({ done: true, ...await orders[order.order](order) }));
  } catch (error) {
    console.log(JSON.stringify({ problem: String(error && error.message || error) }));
  }
}
await browser.close();
