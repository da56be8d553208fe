/**
 * The session of this browser. The refresh token is in a cookie that scripts cannot read; the other
 * tokens are in the memory of this page. All tabs sign in and out together.
 */

import { callApi, ApiError } from './api.js';

const EARLY_MILLIS = 10_000;
const SIGNED_IN = 'signed in';
const SIGNED_OUT = 'signed out';
const tabs = new BroadcastChannel('gatehouse-session');
let tokens = null;

function storeTokens(answer) {
  tokens = answer && { ...answer, goodUntil: Date.now() + answer.expiresIn * 1000 - EARLY_MILLIS };
  return tokens !== null;
}

/** Lets only one tab at a time change the cookie, if the browser supports locks. */
function withLock(work) {
  return navigator.locks ? navigator.locks.request('gatehouse-session', work) : work();
}

/** Refreshes the session of the browser; returns whether there is one. */
export function resume() {
  return withLock(async () => {
    try {
      return storeTokens(await callApi('POST', 'session/token/refresh'));
    } catch (error) {
      if (error.code === 'invalid_refresh_token') {
        // Under the lock no other tab can have a valid cookie, so this cookie is useless.
        if (navigator.locks) {
          await callApi('POST', 'session/logout');
        }
        return storeTokens(null);
      }
      throw error;
    }
  });
}

/** Returns a challenge, or null if the user is signed in. */
async function begin(path, body) {
  const answer = await withLock(() => callApi('POST', path, { body }));
  if (answer.challenge) {
    return answer.challenge;
  }
  storeTokens(answer);
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
 * Sends a request with a token of the user.
 *
 * @param use which token to send: `access` or `id`
 * @throws {ApiError} `signed_out` if the session has ended
 */
export async function callApiAs(use, method, path, body) {
  if (!(tokens && Date.now() < tokens.goodUntil) && !(await resume())) {
    throw new ApiError('signed_out');
  }
  const call = () => callApi(method, path, { body, token: tokens[`${use}Token`] });
  try {
    return await call();
  } catch (error) {
    if (error.code !== 'invalid_token') {
      throw error;
    }
    if (!(await resume())) {
      throw new ApiError('signed_out');
    }
    return await call();
  }
}

/** Ends the session, in all tabs. */
export async function signOut() {
  await withLock(() => callApi('POST', 'session/logout', { token: tokens?.accessToken }));
  storeTokens(null);
  tabs.postMessage(SIGNED_OUT);
}

/** Calls a function when another tab has signed in (true) or out (false). */
export function onChange(callback) {
  tabs.onmessage = ({ data }) => {
    storeTokens(null);
    callback(data === SIGNED_IN);
  };
}
