/** From page to page: what the next one is to say, and for whom. Nothing secret. */

import { at } from './api.js';
import { told } from './words.js';

const KEY = 'gatehouse-visit';

/** Goes to another page, which can't be left with the browser's way back. */
export function goTo(path, { notice = '', username = '', section = '' } = {}) {
  sessionStorage.setItem(KEY, JSON.stringify({ notice, username, section }));
  location.replace(at(path));
}

/** Says something at the top of the page. */
export function tell(text) {
  document.getElementById('notice').textContent = text;
  scrollTo({ top: 0 });
}

/** Says why the page can't be what it should. */
export function tellRefusal(refusal) {
  tell(told(refusal)[0].text);
}

/** Shows what the page before had to say; answers the rest of it. */
export function arrive() {
  const visit = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  sessionStorage.removeItem(KEY);
  if (visit.notice) {
    tell(visit.notice);
  }
  const input = document.querySelector('main form [name=username]');
  if (input && visit.username && !input.value) {
    input.value = visit.username;
  }
  return visit;
}
