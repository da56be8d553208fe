import { callApi } from './api.js';
import { onSubmit, showSection } from './form.js';
import { showNewestCode } from './captured-codes.js';
import { openVisit, goTo } from './visit.js';

const request = document.querySelector('#request form');
const reset = document.querySelector('#reset form');
let username = '';

onSubmit(request, async (values) => {
  await callApi('POST', 'password/forgot', { body: values });
  username = values.username;
  showSection('reset');
  await showNewestCode(reset, username);
});

onSubmit(reset, async ({ code, newPassword }) => {
  await callApi('POST', 'password/reset', { body: { username, code, newPassword } });
  goTo('', { notice: 'Your password has changed. Sign in with the new one.', username });
});

reset.querySelector('.again').addEventListener('click', () => showSection('request'));

openVisit();
