/** Development only: shows the code that would have been mailed. */

import { ask } from './api.js';

const on = document.documentElement.dataset.capturedCodes === 'on';

/** Shows the newest code of a user at the end of a form, where the server tells it. */
export async function showNewestCode(form, username) {
  if (!on) {
    return;
  }
  const { code } = await ask('POST', 'dev/captured-codes', { body: { username } });
  let place = form.querySelector('.newest-code');
  if (!place) {
    place = document.createElement('p');
    place.className = 'newest-code';
    form.append(place);
  }
  const output = document.createElement('output');
  output.textContent = code ?? 'none';
  place.replaceChildren('Development: no mail is sent. The newest code is ', output, '.');
}
