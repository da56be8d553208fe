/**
 * The session of this browser: its refresh token is in a cookie that no script sees, its other
 * tokens are here, in the memory of this page. All tabs sign in and out together.
 */

import { ask, Refusal } from './api.js';

const EARLY_MILLIS = 10_000;
const SIGNED_IN = 'signed in';
const SIGNED_OUT = 'signed out';
const tabs = new BroadcastChannel('gatehouse-session');
let tokens = null;

function keep(answer) {
  tokens = answer && { ...answer, goodUntil: Date.now() + answer.expiresIn * 1000 - EARLY_MILLIS };
  return tokens !== null;
}

/** One tab at a time changes the cookie, where the browser lets tabs wait for each other. */
function alone(work) {
  return navigator.locks ? navigator.locks.request('gatehouse-session', work) : work();
}

/** Goes on with the session that the browser has; answers whether there is one. */
export function resume() {
  return alone(async () => {
    try {
      return keep(await ask('POST', 'session/token/refresh'));
    } catch (refusal) {
      if (refusal.code === 'invalid_refresh_token') {
        // Alone, no other tab can have got a good cookie meanwhile: this one is of no more use.
        if (navigator.locks) {
          await ask('POST', 'session/logout');
        }
        return keep(null);
      }
      throw refusal;
    }
  });
}

/** Answers a challenge, or null where the user is signed in. */
async function begin(path, body) {
  const answer = await alone(() => ask('POST', path, { body }));
  if (answer.challenge) {
    return answer.challenge;
  }
  keep(answer);
  tabs.postMessage(SIGNED_IN);
  return null;
}

export function signIn(username, password) {
  return begin('session/login', { username, password });
}

export function answerChallenge(session, answer) {
  return begin('session/login/challenge', { session, answer });
}

/**
 * Asks as the user.
 *
 * @param use the token to show: `access`, or `id`
 * @throws {Refusal} `signed_out` where the session has ended
 */
export async function askAs(use, method, path, body) {
  if (!(tokens && Date.now() < tokens.goodUntil) && !(await resume())) {
    throw new Refusal('signed_out');
  }
  const asked = () => ask(method, path, { body, token: tokens[`${use}Token`] });
  try {
    return await asked();
  } catch (refusal) {
    if (refusal.code !== 'invalid_token') {
      throw refusal;
    }
    if (!(await resume())) {
      throw new Refusal('signed_out');
    }
    return await asked();
  }
}

/** Ends the session, in all tabs. */
export async function signOut() {
  await alone(() => ask('POST', 'session/logout', { token: tokens?.accessToken }));
  keep(null);
  tabs.postMessage(SIGNED_OUT);
}

/** Calls back when another tab has signed in (true) or out (false). */
export function onChange(callback) {
  tabs.onmessage = ({ data }) => {
    keep(null);
    callback(data === SIGNED_IN);
  };
}
