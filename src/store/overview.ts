// Figures that an operator looks at: who is there, what they follow, how issues went out.
import { type Kysely, sql } from 'kysely';
import { DELIVERY_STATES, type DeliveryCounts, type DeliveryState } from '../domain/delivery.ts';
import type { Overview } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

export function overview(db: Kysely<Tables>): Overview {
  return {
    async issues(limit) {
      const { rows } = await sql<{ date: string; state: DeliveryState | null; held: number; count: number }>`
        select date, deliveries.state, max(held_for is not null) as held, count(deliveries.id) as count
        from batches left join deliveries on deliveries.batch_id = batches.id
        where date in (select distinct date from batches where state <> 'planning' order by date desc limit ${limit})
        group by date, deliveries.state order by date desc`.execute(db);
      const dates = Map.groupBy(rows, ({ date }) => date);
      return [...dates].map(([date, states]) => ({
        date,
        isHeld: states.some(({ held }) => held === 1),
        counts: countsOf(states),
      }));
    },

    async subscribersByDay() {
      // Of who said why they left, the saying is a second row.
      const { rows } = await sql<{ date: string; change: number }>`
        select substr(at, 1, 10) as date, sum(case act when 'given' then 1 else -1 end) as change
        from consents where how not like 'unsubscribe page: %' group by 1 order by 1`.execute(db);
      let total = 0;
      return rows.map(({ date, change }) => {
        total += change;
        return { date, total };
      });
    },

    async followers() {
      const { rows } = await sql<{ topic: string; followers: number }>`
        select topic.value as topic, count(*) as followers
        from subscribers join interests on interests.subscriber_id = subscribers.id, json_each(chosen, '$.topics') as topic
        where status = 'confirmed' and listed = 1 group by 1 order by 2 desc, 1`.execute(db);
      return rows;
    },

    async letters() {
      const rows = await db
        .selectFrom('letters')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .groupBy('state')
        .orderBy('state')
        .execute();
      return rows.map(({ state, count }) => ({ state, count: Number(count) }));
    },
  };
}

function countsOf(states: readonly { state: DeliveryState | null; count: number }[]): DeliveryCounts {
  const counts = Object.fromEntries(DELIVERY_STATES.map(state => [state, 0])) as DeliveryCounts;
  for (const { state, count } of states) if (state !== null) counts[state] = count;
  return counts;
}
