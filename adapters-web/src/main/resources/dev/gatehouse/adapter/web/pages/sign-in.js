import { onSubmit, showSection } from './form.js';
import { answerChallenge, onChange, resume, signIn } from './session.js';
import { showKey } from './totp.js';
import { openVisit, goTo, showError } from './visit.js';
import { messageFor } from './messages.js';

const SENT = 'We have sent a code';
const MFA_TYPES = {
  software_token_mfa: 'Use a code from my authenticator app',
  sms_mfa: 'Send a code to my phone',
  email_otp: 'Send a code to my e-mail address',
};

let challenge = null;

function form(section) {
  return document.querySelector(`#${section} form`);
}

function startAgain() {
  challenge = null;
  showSection('credentials');
}

function askForCode(text) {
  document.getElementById('code-source').textContent = text;
  showSection('code');
}

function sentTo({ destination }) {
  askForCode(destination ? `${SENT} to ${destination}.` : `${SENT} to you.`);
}

function choice(type) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'mfaType';
  input.value = type;
  label.append(input, ` ${MFA_TYPES[type] ?? type}`);
  return label;
}

const STEPS = {
  software_token_mfa: () => askForCode('Enter the code from your authenticator app.'),
  sms_mfa: sentTo,
  email_otp: sentTo,
  new_password_required: () => showSection('new-password'),
  select_mfa_type: ({ mfaTypes }) => {
    const choices = mfaTypes.map(choice);
    choices[0].querySelector('input').defaultChecked = true;
    document.getElementById('choices').replaceChildren(...choices);
    showSection('choice');
  },
  mfa_setup: (parameters) => {
    showSection('set-up');
    showKey(document.getElementById('set-up-totp'), parameters);
  },
};

/** Shows the next step of the login, or the account. */
function showNextStep(next) {
  if (next === null) {
    goTo('account');
    return;
  }
  challenge = next;
  STEPS[next.name](next.parameters);
}

onSubmit(
  form('credentials'),
  async ({ username, password }) => showNextStep(await signIn(username, password)),
  {
    invalid_credentials: { field: 'password', text: messageFor('invalid_credentials') },
    user_not_confirmed: () =>
      goTo('sign-up', {
        notice: messageFor('user_not_confirmed'),
        username: form('credentials').elements.username.value,
        section: 'confirmation',
      }),
    password_reset_required: () =>
      goTo('forgot-password', {
        notice: messageFor('password_reset_required'),
        username: form('credentials').elements.username.value,
      }),
  },
);

for (const section of ['code', 'choice', 'new-password', 'set-up']) {
  onSubmit(form(section), async (answer) => showNextStep(await answerChallenge(challenge.session, answer)));
}
for (const button of document.querySelectorAll('.again')) {
  button.addEventListener('click', startAgain);
}

openVisit();
onChange((signedIn) => signedIn && location.reload());
try {
  if (await resume()) {
    goTo('account');
  }
} catch (error) {
  showError(error);
}
