// The figures and acts of operation, for the private pages.
import { namesOfChosen } from '../domain/chosen-topics.ts';
import type { OperationPorts } from '../preview/operation-ports.ts';
import type { House } from './house.ts';

const ISSUES_SHOWN = 14;
const DELIVERIES_SHOWN = 200;

export function operation({ store, clock, catalogue }: House): OperationPorts {
  const { overview, issueControl, deliveryDesk, suppressions } = store;
  return {
    sources: () => store.sources.statuses(),
    issues: () => overview.issues(ISSUES_SHOWN),
    async issue(date) {
      const { heldFor, counts } = await issueControl.state(date);
      return { date, counts, isHeld: heldFor !== undefined, heldFor };
    },
    async act(date, act) {
      await issueControl[act](date, clock.now());
    },
    deliveries: (state, date) => deliveryDesk.list({ state, date, limit: DELIVERIES_SHOWN }),
    async resolve(publicId, as) {
      await deliveryDesk.resolve({ publicId }, as, clock.now());
    },
    suppressions: () => suppressions.list(),
    lift: address => suppressions.lift(address, clock.now()),
    subscribersByDay: () => overview.subscribersByDay(),
    async followers() {
      const followers = await overview.followers();
      return followers.map(({ topic, followers: count }) => ({
        name: namesOfChosen([topic], catalogue.topics).join(', '),
        followers: count,
      }));
    },
    letters: () => overview.letters(),
  };
}
