// SPDX-License-Identifier: GPL-3.0-or-later
// Entry of the widget page: reads the launch, opens the session, starts the flow.

import * as api from './api.js';
import { Flow } from './flow.js';
import { Host } from './host.js';
import { Shell } from './shell.js';
import { applyTheme, servedLook, setLogo } from './theme.js';

const parameters = Object.fromEntries(new URLSearchParams(window.location.search));
const host = new Host(parameters);
const shell = new Shell({ onBack: () => flow.back(), onClose: () => flow.requestClose() });
const flow = new Flow({ shell, host, parameters });
let opened = null;

const look = servedLook();
setLogo(look, applyTheme(parameters.defaultTheme, look)); // before the session: the first picture is in the brand, too
if (!parameters.version) host.loaded(); // contract f.3: hosts from before the version parameter wait for this one

async function start() {
  try {
    opened = opened ?? await api.openSession(parameters); // a token opens one session: a retry must not spend it twice
    const session = opened;
    flow.bank = session.bank ? await flow.findBank(session.bank) : null;
    flow.session = session;
    setLogo(session.configuration ?? {}, applyTheme(parameters.defaultTheme, session.configuration));
    shell.setIssues(session.launchUrlIssues ?? []);
    flow.begin();
  } catch (error) {
    flow.fail(error, { retry: start });
  }
}

start();
