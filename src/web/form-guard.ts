// Keeps programs that fill in every form out: a field that people do not see, and a signed time at which the form was shown.
import { html } from 'hono/html';
import { signToken, verifyToken } from '../domain/link-token.ts';
import type { Markup } from './page.ts';
import type { PublicSitePorts } from './ports.ts';

type GuardPorts = Pick<PublicSitePorts, 'keys' | 'now'>;

/** Nobody reads and fills in a form faster. */
const LEAST_MS = 1000;
const MOST_MS = 24 * 3_600_000;
const ID_CHARS = 16;

/** `bot`: it filled in what nobody sees. `stale`: the form is too old, too fast, or not ours; shown again it can be sent. */
export type FormVerdict = 'good' | 'bot' | 'stale';

export function guardFields({ keys, now }: GuardPorts): Markup {
  return html`<p class="hp" aria-hidden="true"><label>Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label></p>
<input type="hidden" name="form" value="${formMark(keys, now())}">`;
}

export function formMark(keys: GuardPorts['keys'], shownAt: Date): string {
  return signToken('form', shownAt.getTime().toString(36).padStart(ID_CHARS, '0'), keys[0]);
}

export function judgeForm({ keys, now }: GuardPorts, form: URLSearchParams): FormVerdict {
  if ((form.get('website') ?? '') !== '') return 'bot';
  const shown = verifyToken('form', form.get('form') ?? '', keys);
  if (shown === undefined) return 'stale';
  const age = now().getTime() - Number.parseInt(shown, 36);
  return age >= LEAST_MS && age <= MOST_MS ? 'good' : 'stale';
}
