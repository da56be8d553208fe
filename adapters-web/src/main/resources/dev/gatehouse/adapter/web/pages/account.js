import { onSubmit } from './form.js';
import { showNewestCode } from './captured-codes.js';
import { callApiAs, onChange, resume, signOut } from './session.js';
import { showKey } from './totp.js';
import { openVisit, goTo, showNotice, showError } from './visit.js';

const NOT_YOURS = 'The password is wrong.';
const form = (id) => document.getElementById(id);
const callAsOwner = (method, path, body) => callApiAs('access', method, path, body);
let username = '';

function leave(notice) {
  goTo('', { notice });
}

/** Handles a form that needs a session; without one, opens the sign-in page. */
function onAccountSubmit(id, submit, otherwise = {}) {
  onSubmit(form(id), submit, {
    signed_out: () => leave('Your session has ended. Sign in again.'),
    ...otherwise,
  });
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
  form('request-code').hidden = !email || emailVerified;
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
  form('enrolment').hidden = true;
  form('confirm-totp').reset();
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
    onAccountSubmit(`end-${id}`, async () => {
      await callAsOwner('DELETE', `users/me/sessions/${encodeURIComponent(id)}`);
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

onAccountSubmit('sign-out-everywhere', async () => {
  await callAsOwner('POST', 'logout/everywhere');
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

onAccountSubmit(
  'change-password',
  async ({ currentPassword, newPassword }) => {
    await callAsOwner('PUT', 'users/me/password', { currentPassword, newPassword });
    form('change-password').reset();
    form('change-password').elements.username.value = username;
    return 'Your password has changed.';
  },
  { invalid_credentials: { field: 'currentPassword', text: NOT_YOURS } },
);

onAccountSubmit('begin-totp', async () => {
  showKey(form('totp'), await callAsOwner('POST', 'users/me/mfa/totp'));
  form('enrolment').hidden = false;
  form('totp-code').focus();
});

onAccountSubmit('confirm-totp', async (values) => {
  await callAsOwner('PUT', 'users/me/mfa/totp', values);
  showTotp(true);
  showNotice('You now need a code from your app to sign in.');
});

onAccountSubmit('remove-totp', async () => {
  await callAsOwner('DELETE', 'users/me/mfa/totp');
  showTotp(false);
  showNotice('You no longer need a code to sign in.');
});

onAccountSubmit(
  'delete',
  async (values) => {
    await callAsOwner('POST', 'users/me/deletion', values);
    await signOut();
    leave('Your account is deleted.');
  },
  { invalid_credentials: { field: 'password', text: NOT_YOURS } },
);

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
