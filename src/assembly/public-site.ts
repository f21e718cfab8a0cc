// The public pages of this installation.

import { namesOfChosen } from '../domain/chosen-topics.ts';
import { fillSlots } from '../domain/mail.ts';
import { readerTokens } from '../pipeline/compose-mail.ts';
import { learntReader } from '../pipeline/learn-tastes.ts';
import type { Renderer } from '../render/renderer.ts';
import { createPublicSite } from '../web/public-site.ts';
import type { House } from './house.ts';
import { mailMatches } from './mail-matches.ts';
import { readerPauses } from './reader-pauses.ts';
import { readerSettings } from './reader-settings.ts';
import { readerTrials } from './reader-trials.ts';
import { reading } from './reading.ts';
import { type SignUpEvents, signUps } from './sign-ups.ts';

export interface SiteSettings {
  publicUrl: string;
  renderer(): Promise<Renderer>;
  events: SignUpEvents;
  report(error: unknown): void;
}

export function publicSite(house: House, { publicUrl, renderer, events, report }: SiteSettings) {
  const { store, config, keys, clock, catalogue } = house;
  return createPublicSite({
    name: config.mailFrom.name,
    basePath: new URL(publicUrl).pathname.replace(/\/$/, ''),
    publicUrl: publicUrl.replace(/\/$/, ''),
    keys: keys.tokenKeys,
    issueDates: limit => store.issues.dates(limit),

    async issue(wished) {
      const date = wished ?? (await store.issues.dates(1))[0];
      const front = date === undefined ? undefined : await store.issues.front(date);
      if (date === undefined || !front) return undefined;
      return { date, ...front, ...(await store.issues.neighbours(date)) };
    },

    subscriber: publicId => store.subscribers.byPublicId(publicId),
    unsubscribe: publicId => store.subscribers.unsubscribe(publicId, clock.now(), 'unsubscribe link'),
    resubscribe: publicId => store.subscribers.resubscribe(publicId, clock.now(), 'way back on the unsubscribe page'),
    sayWhyLeft: (publicId, reason) =>
      store.subscribers.sayWhyLeft(publicId, clock.now(), `unsubscribe page: ${reason}`),
    signUps: signUps(house, events),
    settings: readerSettings(house),
    reading: reading(house),
    privacy: {
      contact: config.mailFrom.address,
      postalAddress: config.postalAddress,
      relay: config.smtpUrl === undefined ? undefined : new URL(config.smtpUrl).hostname,
      readsReturnedMail: config.inbox !== undefined,
    },
    now: () => clock.now(),

    async mail(deliveryPublicId) {
      const delivery = await store.issues.delivery(deliveryPublicId);
      if (!delivery) return undefined;
      const { selection } = delivery;
      const [batch, { forBatch }] = await Promise.all([store.ledger.batch(delivery.batchId), renderer()]);
      const tokens = readerTokens({ publicId: deliveryPublicId, ...delivery }, keys.tokenKeys[0]);
      // Where the mail is text alone, a browser shows what its HTML would have been.
      const layout = selection.layout === 'text' ? undefined : selection.layout;
      return { html: fillSlots(forBatch(batch).render({ ...selection, layout }), tokens).html };
    },
    allMatches: mailMatches(house),
    pauses: readerPauses(house),

    taste: {
      ...learntReader({ ...store, clock }),
      ...store.opinions,
      say: (subscriberId, paperId, kind) => store.opinions.say(subscriberId, { paperId, kind, now: clock.now() }),
    },
    trials: readerTrials(house),
    catalogue,
    topicName: id => namesOfChosen([id], catalogue.topics).join(', '),
    report,
  });
}
