import { onSubmit } from './form.js';
import { showNewestCode } from './captured-codes.js';
import { callApiAs, onChange, resume, signOut } from './session.js';
import { showKey } from './totp.js';
import { openVisit, goTo, showNotice, showError } from './visit.js';

const form = (id) => document.getElementById(id);
const callAsOwner = (method, path, body) => callApiAs('access', method, path, body);
let username = '';

function leave(notice) {
  goTo('', { notice });
}

/** Adds a field for the password to a form. */
function askForPassword(target) {
  const field = document.createElement('p');
  const label = document.createElement('label');
  const hint = document.createElement('small');
  const input = document.createElement('input');
  input.id = `${target.id}-password`;
  hint.id = `${input.id}-hint`;
  field.className = 'step-up';
  label.htmlFor = input.id;
  label.textContent = 'Your password';
  hint.textContent = 'You signed in some time ago. Enter it to continue.';
  input.name = 'currentPassword';
  input.type = 'password';
  input.autocomplete = 'current-password';
  input.required = true;
  input.setAttribute('aria-describedby', hint.id);
  field.append(label, hint, input);
  target.querySelector('button').before(field);
  input.focus();
}

/**
 * Handles a form that needs a session; without one, opens the sign-in page. Asks for the password
 * if the server requires it, and goes on when the user sends the form again.
 */
function onAccountSubmit(id, submit) {
  const target = form(id);
  onSubmit(
    target,
    async (values) => {
      const text = await submit(values);
      target.querySelector('.step-up')?.remove();
      return text;
    },
    {
      signed_out: () => leave('Your session has ended. Sign in again.'),
      reauthentication_required: () => askForPassword(target),
      invalid_credentials: { field: 'currentPassword', text: 'The password is wrong.' },
    },
  );
}

function term(name, text) {
  const dt = document.createElement('dt');
  const dd = document.createElement('dd');
  dt.textContent = name;
  dd.textContent = text;
  return [dt, dd];
}

function showProfile(profile) {
  const { email, emailVerified, groups } = profile;
  username = profile.username;
  const terms = term('User name', username);
  if (email) {
    terms.push(...term('E-mail', `${email} (${emailVerified ? 'verified' : 'not verified'})`));
  }
  if (groups.length) {
    terms.push(...term('Groups', groups.join(', ')));
  }
  form('profile').replaceChildren(...terms);
  const verified = !email || emailVerified;
  form('request-code').hidden = verified;
  form('unverified').hidden = verified;
  form('change-password').elements.username.value = username;
}

async function loadProfile() {
  const { profileToken } = document.documentElement.dataset;
  showProfile(await callApiAs(profileToken, 'GET', 'users/me'));
}

function showTotp(enabled) {
  form('without-totp').hidden = enabled;
  form('with-totp').hidden = !enabled;
  form('remove-totp').hidden = !enabled;
  form('replacing').hidden = !enabled;
  form('replacing-code').disabled = !enabled;
  form('enrolment').hidden = true;
  for (const id of ['begin-totp', 'confirm-totp', 'remove-totp']) {
    form(id).reset();
  }
}

async function loadTotp() {
  showTotp((await callAsOwner('GET', 'users/me/mfa/totp')).enabled);
}

function sessionItem({ id, client, address, lastUsedAt, current }) {
  const item = document.createElement('li');
  const name = client || 'Unknown device';
  const used = new Date(lastUsedAt).toLocaleString();
  item.textContent = [name, address, current ? 'this session' : `last used ${used}`]
    .filter(Boolean)
    .join(', ');
  if (!current) {
    const end = document.createElement('form');
    const button = document.createElement('button');
    end.method = 'post';
    end.id = `end-${id}`;
    button.className = 'secondary';
    button.textContent = 'End session';
    button.ariaLabel = `End session: ${name}`;
    end.append(button);
    item.append(end);
  }
  return item;
}

async function loadSessions() {
  const { sessions } = await callAsOwner('GET', 'users/me/sessions');
  form('session-list').replaceChildren(...sessions.map(sessionItem));
  for (const { id } of sessions.filter(({ current }) => !current)) {
    onAccountSubmit(`end-${id}`, async (values) => {
      await callAsOwner('DELETE', `users/me/sessions/${encodeURIComponent(id)}`, values);
      await loadSessions();
      showNotice('The session has ended.');
    });
  }
}

/** Loads a section, or hides it if the provider does not support it. */
async function ifSupported(section, load) {
  try {
    await load();
  } catch (error) {
    if (error.code !== 'not_supported') {
      throw error;
    }
    form(section).hidden = true;
  }
}

async function askForEmailCode() {
  form('verify-email').hidden = false;
  form('email-code').focus();
  await showNewestCode(form('verify-email'), username);
}

onAccountSubmit('sign-out', async () => {
  await signOut();
  leave('You are signed out.');
});

onAccountSubmit('sign-out-everywhere', async (values) => {
  await callAsOwner('POST', 'logout/everywhere', values);
  await signOut();
  leave('You are signed out everywhere.');
});

onAccountSubmit('change-email', async (values) => {
  const { verificationRequired } = await callAsOwner('PATCH', 'users/me', values);
  if (verificationRequired) {
    await askForEmailCode();
    return 'We have sent a code to the new address. Enter it to change the address.';
  }
  await resume();
  await loadProfile();
  return 'Your e-mail address has changed.';
});

onAccountSubmit('request-code', async () => {
  await callAsOwner('POST', 'users/me/email/verification', {});
  await askForEmailCode();
  return 'We have sent a code.';
});

onAccountSubmit('verify-email', async (values) => {
  await callAsOwner('POST', 'users/me/email/verification', values);
  await resume();
  await loadProfile();
  form('verify-email').hidden = true;
  form('verify-email').reset();
  form('change-email').reset();
  showNotice('Your e-mail address is verified.');
});

onAccountSubmit('change-password', async ({ currentPassword, newPassword }) => {
  await callAsOwner('PUT', 'users/me/password', { currentPassword, newPassword });
  form('change-password').reset();
  form('change-password').elements.username.value = username;
  return 'Your password has changed.';
});

onAccountSubmit('begin-totp', async (values) => {
  showKey(form('totp'), await callAsOwner('POST', 'users/me/mfa/totp', values));
  form('enrolment').hidden = false;
  form('totp-code').focus();
});

onAccountSubmit('confirm-totp', async (values) => {
  await callAsOwner('PUT', 'users/me/mfa/totp', values);
  showTotp(true);
  showNotice('You now need a code from your app to sign in.');
});

onAccountSubmit('remove-totp', async (values) => {
  await callAsOwner('DELETE', 'users/me/mfa/totp', values);
  showTotp(false);
  showNotice('You no longer need a code to sign in.');
});

onAccountSubmit('delete', async (values) => {
  await callAsOwner('POST', 'users/me/deletion', values);
  await signOut();
  leave('Your account is deleted.');
});

openVisit();
onChange((signedIn) => {
  if (signedIn) {
    location.reload();
  } else {
    leave('You have signed out in another tab.');
  }
});
try {
  await loadProfile();
  await ifSupported('totp-section', loadTotp);
  await ifSupported('sessions', loadSessions);
  form('account').hidden = false;
} catch (error) {
  if (error.code === 'signed_out') {
    leave('Sign in to see your account.');
  } else {
    showError(error);
  }
}
