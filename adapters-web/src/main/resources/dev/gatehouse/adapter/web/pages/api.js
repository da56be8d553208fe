/** Calls the API of Gatehouse. */

const base = new URL('..', import.meta.url);

/** Returns the address of a page or an endpoint. */
export function at(path) {
  return new URL(path, base).href;
}

/** An error response (a problem of RFC 9457), or no response. */
export class ApiError extends Error {
  constructor(code, errors = [], retryAfter = null) {
    super(code);
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/**
 * Sends a request; returns the body of the response, or null if it has none.
 *
 * @throws {ApiError} if the response is an error, or there is no response
 */
export async function callApi(method, path, { body, token } = {}) {
  const headers = {};
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  let response;
  let result = null;
  try {
    response = await fetch(at(path), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    result = text ? JSON.parse(text) : null;
  } catch {
    throw new ApiError('no_answer');
  }
  if (!response.ok) {
    const seconds = Number(response.headers.get('Retry-After'));
    throw new ApiError(result?.code ?? 'no_answer', result?.errors, seconds || null);
  }
  return result;
}
