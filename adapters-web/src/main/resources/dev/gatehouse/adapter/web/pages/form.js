/** Forms that say what is wrong where it is wrong, and keep what was typed. */

import { Refusal } from './api.js';
import { told } from './words.js';

function paragraph(form, className, role) {
  const element = document.createElement('p');
  element.className = className;
  element.setAttribute('role', role);
  form.append(element);
  return element;
}

/** The text beside a field, made when there is first something to say. */
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
  return [...form.elements].filter((element) => element.matches('input') && element.type !== 'radio');
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
    .map(({ name }) => ({ field: name, text: 'Fill this in.' }));
}

/** What was typed, without the blanks that phones add and that people type into codes. */
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
 * Has a form do its work when it is sent; what it says stands in the form.
 *
 * @param submit is given the values by the fields' names; may answer a text to tell that it is done
 * @param otherwise what to tell instead, by the refusal's code: `{field, text}`, or a function that
 *     does something else
 */
export function onSubmit(form, submit, otherwise = {}) {
  form.noValidate = true;
  const alert = paragraph(form, 'error', 'alert');
  const status = paragraph(form, 'done', 'status');
  let busy = false;
  // Sent before anybody listens, a form would go nowhere.
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
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      const instead = otherwise[refusal.code];
      if (typeof instead === 'function') {
        instead();
      } else {
        show(form, alert, instead ? [instead] : told(refusal));
      }
    } finally {
      busy = false;
      form.ariaBusy = 'false';
    }
  });
}

/** Shows one part of the page in the place of the others, without passwords and codes of before. */
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
