// SPDX-License-Identifier: GPL-3.0-or-later
// All screens by name. A screen is a function (flow, data) that returns
//   title, route   what the host is told (widgetPageLoaded); no route: the host is told nothing
//   content        elements, a heading first
//   name           data-screen, when it is not the key below
//   back, leave    what Back does (no Back button without it); clean-up when the screen goes
//   entered        runs once the screen is on the page
//   question       what Close asks: {title, text, stay, leave}; null closes at once; absent: the usual question
//   problem        the error that ended the flow, told to the host when the person leaves from here

import { accounts } from './accounts.js';
import { challenge } from './challenge.js';
import { closed } from './closed.js';
import { error } from './error.js';
import { login } from './login.js';
import { manual } from './manual.js';
import { oauth } from './oauth.js';
import { otp } from './otp.js';
import { saved } from './saved.js';
import { search } from './search.js';
import { success } from './success.js';
import { welcome } from './welcome.js';

export const screens = { accounts, challenge, closed, error, login, manual, oauth, otp, saved, search, success, welcome };
