// At start, when nobody else sends: what an earlier process had left goes back, or is settled by the operator's policy.
import { type Kysely, sql } from 'kysely';
import type { DeliveryState } from '../domain/delivery.ts';
import type { Recovered, UncertainPolicy } from '../domain/ports.ts';
import { IS_HELD, NOBODYS, WAITING_AGAIN } from './delivery-conditions.ts';
import { jsonRows } from './json-rows.ts';
import type { Tables } from './tables.ts';

const STOPPED = 'the sender stopped before it wrote down an answer';
const FOUND = 'found at the server';

/** What becomes of a message of which nobody knows whether it was sent. */
type Fate = keyof Recovered;

const STATE_OF = {
  returned: 'pending',
  resent: 'pending',
  uncertain: 'uncertain',
  found: 'submitted',
} as const satisfies Record<Fate, DeliveryState>;

export async function recover(db: Kysely<Tables>, now: Date, policy: UncertainPolicy): Promise<Recovered> {
  const fates = await decide(db, policy);
  const at = now.toISOString();
  return db.transaction().execute(async tx => {
    const returned = await sql`update deliveries set
        state = ${WAITING_AGAIN.state}, skip_reason = ${WAITING_AGAIN.skipReason},
        attempt = attempt - 1, fence = fence + 1, updated_at = ${at}, ${NOBODYS}
      where ${IS_HELD} and state = 'claimed'`.execute(tx);
    const recovered = { returned: Number(returned.numAffectedRows ?? 0), uncertain: 0, resent: 0, found: 0 };
    const rows = fates.map(({ id, fence, fate }) => [id, fence, STATE_OF[fate], replyOf(fate)]);
    await sql`update deliveries set
        state = case change.state when 'pending' then ${WAITING_AGAIN.state} else change.state end,
        skip_reason = case change.state when 'pending' then ${WAITING_AGAIN.skipReason} end,
        reply = coalesce(change.reply, deliveries.reply), fence = deliveries.fence + 1, updated_at = ${at}, ${NOBODYS}
      from ${jsonRows(['id', 'fence', 'state', 'reply'], rows)} as change
      where deliveries.id = change.id and deliveries.fence = change.fence and deliveries.state = 'committing'`.execute(
      tx,
    );
    for (const { fate } of fates) recovered[fate] += 1;
    return recovered;
  });
}

/** Asking the server takes its time: no transaction waits for it. */
async function decide(
  db: Kysely<Tables>,
  policy: UncertainPolicy,
): Promise<{ id: number; fence: number; fate: Fate }[]> {
  const open = await db
    .selectFrom('deliveries')
    .select(['id', 'fence', 'public_id'])
    .where(IS_HELD)
    .where('state', '=', 'committing')
    .execute();
  const fates: { id: number; fence: number; fate: Fate }[] = [];
  for (const { id, fence, public_id } of open) {
    const taken = await policy.wasTaken?.(public_id);
    const unknown = policy.onUncertain === 'resend' ? 'resent' : 'uncertain';
    fates.push({ id, fence, fate: taken === undefined ? unknown : taken ? 'found' : 'returned' });
  }
  return fates;
}

function replyOf(fate: Fate): string | null {
  if (fate === 'uncertain') return STOPPED;
  return fate === 'found' ? FOUND : null;
}
