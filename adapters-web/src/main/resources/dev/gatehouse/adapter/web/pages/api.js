/** What Gatehouse is asked, and what it answers. */

const base = new URL('..', import.meta.url);

/** The address of a page or an endpoint, wherever the pages are. */
export function at(path) {
  return new URL(path, base).href;
}

/** An answer that is an error: a problem (RFC 9457), or none at all. */
export class Refusal extends Error {
  constructor(code, errors = [], retryAfter = null) {
    super(code);
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/**
 * Asks; answers what the body holds, or null where there is none.
 *
 * @throws {Refusal} if the answer is an error, or none comes
 */
export async function ask(method, path, { body, token } = {}) {
  const headers = {};
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  let response;
  let answer = null;
  try {
    response = await fetch(at(path), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    answer = text ? JSON.parse(text) : null;
  } catch {
    throw new Refusal('no_answer');
  }
  if (!response.ok) {
    const seconds = Number(response.headers.get('Retry-After'));
    throw new Refusal(answer?.code ?? 'no_answer', answer?.errors, seconds || null);
  }
  return answer;
}
