/** Texts for users, by the code of an error. */

const MESSAGES = {
  cross_site_request: 'Open this page at the address that Gatehouse was set up for.',
  identity_provider_unavailable: 'Accounts are not available at the moment. Try again in a few minutes.',
  internal_error: 'Something went wrong on our side. Try again later.',
  invalid_challenge_answer: 'The code is wrong, or you waited too long. Try again, or start again.',
  invalid_code: 'The code is wrong or has expired.',
  invalid_credentials: 'The user name or the password is wrong.',
  no_answer: 'The server does not answer. Check your connection and try again.',
  overloaded: 'The server is busy. Try again in a few minutes.',
  password_reset_required: 'You must set a new password before you can sign in.',
  challenge_not_supported: 'Signing in requires a step that is not possible here.',
  too_many_attempts: 'Too many attempts.',
  user_not_confirmed: 'Confirm your account first.',
  username_taken: 'This user name is taken. Choose another one.',
};

const FIELDS = {
  invalid_challenge_answer: 'code',
  invalid_code: 'code',
  username_taken: 'username',
};

/** Returns the text for a code. */
export function messageFor(code) {
  return MESSAGES[code] ?? MESSAGES.internal_error;
}

function wait(seconds) {
  if (seconds < 90) {
    return seconds === 1 ? 'Try again in a second.' : `Try again in ${seconds} seconds.`;
  }
  return `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

/** Returns the texts for an error. A text has the name of its field, if it belongs to one. */
export function errorMessages(error) {
  if (error.code === 'invalid_request') {
    return error.errors.map(({ field, message }) => ({ field: field.split('.').pop(), text: message }));
  }
  const text = messageFor(error.code);
  const later = error.code === 'too_many_attempts' && error.retryAfter;
  return [{ field: FIELDS[error.code], text: later ? `${text} ${wait(error.retryAfter)}` : text }];
}
