import { callApi } from './api.js';
import { onSubmit, showSection } from './form.js';
import { showNewestCode } from './captured-codes.js';
import { openVisit, goTo } from './visit.js';

const registration = document.querySelector('#registration form');
const confirmation = document.querySelector('#confirmation form');
let username = '';

async function askForCode(destination) {
  document.getElementById('destination').textContent = destination;
  showSection('confirmation');
  await showNewestCode(confirmation, username);
}

function finish() {
  goTo('', { notice: 'Your account is ready. Sign in.', username });
}

onSubmit(registration, async (values) => {
  const { status, delivery } = await callApi('POST', 'users', { body: values });
  username = values.username;
  if (status === 'confirmed') {
    finish();
  } else {
    await askForCode(delivery?.destination ?? values.email);
  }
});

onSubmit(confirmation, async ({ code }) => {
  await callApi('POST', 'users/confirmation', { body: { username, code } });
  finish();
});

onSubmit(document.getElementById('resend'), async () => {
  await callApi('POST', 'users/confirmation/resend', { body: { username } });
  await showNewestCode(confirmation, username);
  return 'We have sent another code.';
});

const visit = openVisit();
if (visit.section === 'confirmation') {
  username = visit.username;
  await askForCode('your e-mail address');
}
