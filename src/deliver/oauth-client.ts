// What a login by XOAUTH2 needs instead of a password.

/** A client that may ask the provider for access tokens, each good for about an hour. RFC 6749 §6. */
export interface OauthClient {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  /** The provider's token endpoint. */
  accessUrl: string;
}

const FIELDS = ['clientId', 'clientSecret', 'refreshToken', 'accessUrl'] as const;
const EXPECTED = `expected ${FIELDS.join(', ')}`;
const LOCAL_HOST = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** @returns one fault for each field that cannot be used, by its place; none quotes a value, since all are secrets */
export function readOauthClient(
  value: unknown,
): { client: OauthClient } | { faults: { path: string[]; reason: string }[] } {
  if (typeof value !== 'object' || value === null) return { faults: [{ path: [], reason: EXPECTED }] };
  const given = new Map<string, unknown>(Object.entries(value));
  const faults: { path: string[]; reason: string }[] = [];
  for (const name of FIELDS) {
    const field = given.get(name);
    if (typeof field === 'string' && field.trim() !== '') continue;
    faults.push({ path: [name], reason: `${name} is ${given.has(name) ? 'no text' : 'missing'}: ${EXPECTED}` });
  }
  for (const name of given.keys()) {
    if (FIELDS.some(field => field === name)) continue;
    faults.push({ path: [name], reason: `"${name}" is not known: ${EXPECTED}` });
  }
  const url = given.get('accessUrl');
  if (typeof url === 'string' && url.trim() !== '' && !isSafe(url.trim())) {
    faults.push({ path: ['accessUrl'], reason: 'accessUrl is set, but not valid: expected an address with https://' });
  }
  if (faults.length > 0) return { faults };
  return { client: Object.fromEntries(FIELDS.map(name => [name, String(given.get(name)).trim()])) as never };
}

/** The refresh token goes there: never in the clear, but within this machine. */
function isSafe(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOCAL_HOST.test(url.hostname));
}
