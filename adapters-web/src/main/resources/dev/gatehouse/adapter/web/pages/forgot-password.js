import { ask } from './api.js';
import { onSubmit, showSection } from './form.js';
import { showNewestCode } from './captured-codes.js';
import { arrive, goTo } from './visit.js';

const request = document.querySelector('#request form');
const reset = document.querySelector('#reset form');
let username = '';

onSubmit(request, async (values) => {
  await ask('POST', 'password/forgot', { body: values });
  username = values.username;
  showSection('reset');
  await showNewestCode(reset, username);
});

onSubmit(reset, async ({ code, newPassword }) => {
  await ask('POST', 'password/reset', { body: { username, code, newPassword } });
  goTo('', { notice: 'Your password is set. Sign in.', username });
});

reset.querySelector('.again').addEventListener('click', () => showSection('request'));

arrive();
