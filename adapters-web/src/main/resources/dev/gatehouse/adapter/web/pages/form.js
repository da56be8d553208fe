/** Forms that show errors beside their fields and keep what the user typed. */

import { ApiError } from './api.js';
import { errorMessages } from './messages.js';

function paragraph(form, className, role) {
  const element = document.createElement('p');
  element.className = className;
  element.setAttribute('role', role);
  form.append(element);
  return element;
}

/** Returns the element for the error beside a field; creates it if needed. */
function errorOf(input) {
  const id = `${input.id}-error`;
  let error = document.getElementById(id);
  if (!error) {
    error = document.createElement('span');
    error.id = id;
    error.className = 'error';
    input.after(error);
    const hint = input.getAttribute('aria-describedby');
    input.setAttribute('aria-describedby', hint ? `${id} ${hint}` : id);
  }
  return error;
}

function fields(form) {
  return [...form.elements].filter((element) => element.matches('input:enabled') && element.type !== 'radio');
}

function clear(form, alert, status) {
  document.getElementById('notice').textContent = '';
  alert.textContent = '';
  status.textContent = '';
  for (const input of fields(form)) {
    if (input.ariaInvalid === 'true') {
      input.ariaInvalid = 'false';
      errorOf(input).textContent = '';
    }
  }
}

function show(form, alert, errors) {
  let first = null;
  for (const { field, text } of errors) {
    const input = fields(form).find(({ name }) => name === field);
    const place = input ? errorOf(input) : alert;
    place.textContent = `${place.textContent} ${text}`.trim();
    if (input) {
      input.ariaInvalid = 'true';
      first ??= input;
    }
  }
  first?.focus();
}

function empty(form) {
  return fields(form)
    .filter((input) => input.required && !input.value)
    .map(({ name }) => ({ field: name, text: 'Fill in this field.' }));
}

/** Returns what the user typed, without spaces that phones add or that users type into codes. */
function values(form) {
  const typed = Object.fromEntries(new FormData(form));
  for (const { name, type } of fields(form)) {
    if (type !== 'password') {
      typed[name] = name === 'code' ? typed[name].replace(/\s/g, '') : typed[name].trim();
    }
  }
  return typed;
}

/**
 * Calls a function when the user sends a form, and shows its result or its errors in the form.
 *
 * @param submit gets the values by field name; may return a text to show when it is done
 * @param otherwise what to show for an error code instead: `{field, text}`, or a function that
 *     handles the error
 */
export function onSubmit(form, submit, otherwise = {}) {
  form.noValidate = true;
  const alert = paragraph(form, 'error', 'alert');
  const status = paragraph(form, 'done', 'status');
  let busy = false;
  // The buttons are disabled until this listener can receive the form.
  for (const button of form.querySelectorAll('button')) {
    button.disabled = false;
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    clear(form, alert, status);
    const missing = empty(form);
    if (missing.length) {
      show(form, alert, missing);
      return;
    }
    busy = true;
    form.ariaBusy = 'true';
    try {
      status.textContent = (await submit(values(form))) ?? '';
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      const handler = otherwise[error.code];
      if (typeof handler === 'function') {
        handler();
      } else {
        show(form, alert, handler ? [handler] : errorMessages(error));
      }
    } finally {
      busy = false;
      form.ariaBusy = 'false';
    }
  });
}

/** Shows one section of the page, hides the others, and clears passwords and codes. */
export function showSection(id) {
  for (const section of document.querySelectorAll('main > section')) {
    section.hidden = section.id !== id;
  }
  for (const input of document.querySelectorAll('input[type=password], input[name=code]')) {
    input.value = '';
  }
  const title = document.querySelector(`#${id} h1`);
  title.tabIndex = -1;
  title.focus();
}
