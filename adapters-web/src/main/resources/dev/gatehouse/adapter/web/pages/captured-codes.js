/** For development: shows the code that would have been sent by e-mail. */

import { callApi } from './api.js';

const on = document.documentElement.dataset.capturedCodes === 'on';

/** Shows the newest code of a user at the end of a form, if the server returns it. */
export async function showNewestCode(form, username) {
  if (!on) {
    return;
  }
  const { code } = await callApi('POST', 'dev/captured-codes', { body: { username } });
  let place = form.querySelector('.newest-code');
  if (!place) {
    place = document.createElement('p');
    place.className = 'newest-code';
    form.append(place);
  }
  const output = document.createElement('output');
  output.textContent = code ?? 'none';
  place.replaceChildren('For development: no e-mail is sent. The newest code is ', output, '.');
}
