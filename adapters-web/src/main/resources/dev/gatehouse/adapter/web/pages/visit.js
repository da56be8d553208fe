/** Passes a notice and a user name from one page to the next. Never a secret. */

import { at } from './api.js';
import { errorMessages } from './messages.js';

const KEY = 'gatehouse-visit';

/** Opens another page; the browser's Back button does not return to this one. */
export function goTo(path, { notice = '', username = '', section = '' } = {}) {
  sessionStorage.setItem(KEY, JSON.stringify({ notice, username, section }));
  location.replace(at(path));
}

/** Shows a text at the top of the page. */
export function showNotice(text) {
  document.getElementById('notice').textContent = text;
  scrollTo({ top: 0 });
}

/** Shows an error at the top of the page. */
export function showError(error) {
  showNotice(errorMessages(error)[0].text);
}

/** Shows the notice of the previous page; returns what that page passed on. */
export function openVisit() {
  const visit = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  sessionStorage.removeItem(KEY);
  if (visit.notice) {
    showNotice(visit.notice);
  }
  const input = document.querySelector('main form [name=username]');
  if (input && visit.username && !input.value) {
    input.value = visit.username;
  }
  return visit;
}
