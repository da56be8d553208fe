/** What is said to people, by the code of what happened. */

const WORDS = {
  cross_site_request: 'This page was opened at another address than Gatehouse was set up for.',
  identity_provider_unavailable: 'The users can\u2019t be reached at the moment. Try again in a little while.',
  internal_error: 'Something went wrong on our side. Try again later.',
  invalid_challenge_answer: 'This code is wrong, or it took too long. Try again, or start again.',
  invalid_code: 'This code is wrong, or it has expired.',
  invalid_credentials: 'The user name or the password is wrong.',
  no_answer: 'There is no answer. Check your connection and try again.',
  overloaded: 'There is much to do at the moment. Try again in a little while.',
  password_reset_required: 'Your password has to be set anew before you can sign in.',
  challenge_not_supported: 'Signing in takes a further step that is not possible here.',
  too_many_attempts: 'That was too often.',
  user_not_confirmed: 'Your account has yet to be confirmed.',
  username_taken: 'Someone has this name already. Choose another.',
};

const FIELDS = {
  invalid_challenge_answer: 'code',
  invalid_code: 'code',
  username_taken: 'username',
};

/** What is said of a code. */
export function words(code) {
  return WORDS[code] ?? WORDS.internal_error;
}

function wait(seconds) {
  if (seconds < 90) {
    return seconds === 1 ? 'Try again in a second.' : `Try again in ${seconds} seconds.`;
  }
  return `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

/** What a refusal comes to: texts with the names of the fields that they belong to, or without. */
export function told(refusal) {
  if (refusal.code === 'invalid_request') {
    return refusal.errors.map(({ field, message }) => ({ field: field.split('.').pop(), text: message }));
  }
  const text = words(refusal.code);
  const later = refusal.code === 'too_many_attempts' && refusal.retryAfter;
  return [{ field: FIELDS[refusal.code], text: later ? `${text} ${wait(refusal.retryAfter)}` : text }];
}
