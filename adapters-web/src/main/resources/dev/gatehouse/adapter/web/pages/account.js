import { onSubmit } from './form.js';
import { showNewestCode } from './captured-codes.js';
import { askAs, onChange, resume, signOut } from './session.js';
import { showKey } from './totp.js';
import { arrive, goTo, tell, tellRefusal } from './visit.js';

const NOT_YOURS = 'This is not your password.';
const form = (id) => document.getElementById(id);
const asOwner = (method, path, body) => askAs('access', method, path, body);
let username = '';

function leave(notice) {
  goTo('', { notice });
}

/** Has a form do something that takes a session, or leads to where one begins. */
function onOwnersSubmit(id, submit, otherwise = {}) {
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
  showProfile(await askAs(profileToken, 'GET', 'users/me'));
}

function showTotp(enabled) {
  form('without-totp').hidden = enabled;
  form('with-totp').hidden = !enabled;
  form('remove-totp').hidden = !enabled;
  form('enrolment').hidden = true;
  form('confirm-totp').reset();
}

async function loadTotp() {
  showTotp((await asOwner('GET', 'users/me/mfa/totp')).enabled);
}

function sessionItem({ id, client, address, lastUsedAt, current }) {
  const item = document.createElement('li');
  const name = client || 'Unknown program';
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
    button.textContent = 'Sign out there';
    button.ariaLabel = `Sign out there: ${name}`;
    end.append(button);
    item.append(end);
  }
  return item;
}

async function loadSessions() {
  const { sessions } = await asOwner('GET', 'users/me/sessions');
  form('session-list').replaceChildren(...sessions.map(sessionItem));
  for (const { id } of sessions.filter(({ current }) => !current)) {
    onOwnersSubmit(`end-${id}`, async () => {
      await asOwner('DELETE', `users/me/sessions/${encodeURIComponent(id)}`);
      await loadSessions();
      tell('That session has ended.');
    });
  }
}

/** Hides a section that the provider has nothing for. */
async function ifSupported(section, load) {
  try {
    await load();
  } catch (refusal) {
    if (refusal.code !== 'not_supported') {
      throw refusal;
    }
    form(section).hidden = true;
  }
}

async function askForEmailCode() {
  form('verify-email').hidden = false;
  form('email-code').focus();
  await showNewestCode(form('verify-email'), username);
}

onOwnersSubmit('sign-out', async () => {
  await signOut();
  leave('You are signed out.');
});

onOwnersSubmit('sign-out-everywhere', async () => {
  await asOwner('POST', 'logout/everywhere');
  await signOut();
  leave('You are signed out everywhere.');
});

onOwnersSubmit('change-email', async (values) => {
  const { verificationRequired } = await asOwner('PATCH', 'users/me', values);
  if (verificationRequired) {
    await askForEmailCode();
    return 'A code is on its way to the new address. The address changes when you enter it.';
  }
  await resume();
  await loadProfile();
  return 'Your address is changed.';
});

onOwnersSubmit('request-code', async () => {
  await asOwner('POST', 'users/me/email/verification', {});
  await askForEmailCode();
  return 'A code is on its way.';
});

onOwnersSubmit('verify-email', async (values) => {
  await asOwner('POST', 'users/me/email/verification', values);
  await resume();
  await loadProfile();
  form('verify-email').hidden = true;
  form('verify-email').reset();
  form('change-email').reset();
  tell('Your address is verified.');
});

onOwnersSubmit(
  'change-password',
  async ({ currentPassword, newPassword }) => {
    await asOwner('PUT', 'users/me/password', { currentPassword, newPassword });
    form('change-password').reset();
    form('change-password').elements.username.value = username;
    return 'Your password is changed.';
  },
  { invalid_credentials: { field: 'currentPassword', text: NOT_YOURS } },
);

onOwnersSubmit('begin-totp', async () => {
  showKey(form('totp'), await asOwner('POST', 'users/me/mfa/totp'));
  form('enrolment').hidden = false;
  form('totp-code').focus();
});

onOwnersSubmit('confirm-totp', async (values) => {
  await asOwner('PUT', 'users/me/mfa/totp', values);
  showTotp(true);
  tell('From now on signing in takes a code of your app.');
});

onOwnersSubmit('remove-totp', async () => {
  await asOwner('DELETE', 'users/me/mfa/totp');
  showTotp(false);
  tell('Signing in takes no code.');
});

onOwnersSubmit(
  'delete',
  async (values) => {
    await asOwner('POST', 'users/me/deletion', values);
    await signOut();
    leave('Your account is deleted.');
  },
  { invalid_credentials: { field: 'password', text: NOT_YOURS } },
);

arrive();
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
} catch (refusal) {
  if (refusal.code === 'signed_out') {
    leave('Sign in to see your account.');
  } else {
    tellRefusal(refusal);
  }
}
