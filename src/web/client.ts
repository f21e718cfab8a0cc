// Who a request comes from, as far as limits need it.
import type { Context } from 'hono';

export interface Client {
  /** Of IPv4 a /24, of IPv6 a /64. */
  network: string;
  /** In one of the operator's networks. */
  isTrusted: boolean;
}

/** What `fetch` is given beside the request. */
export interface ClientEnv {
  Bindings: { client?: Client };
}

export function clientOf(c: Context<ClientEnv>): Client {
  return c.env?.client ?? { network: 'unknown', isTrusted: false };
}
