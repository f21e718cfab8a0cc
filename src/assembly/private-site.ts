// The private pages of this installation: the mailbox, and previews of mails that nobody was sent.
import { AppError } from '../domain/errors.ts';
import type { FrozenBatch } from '../domain/issue.ts';
import type { Interests } from '../domain/subscriber.ts';
import { selectFor } from '../pipeline/one-reader.ts';
import { readerTokens } from '../pipeline/send-issue.ts';
import type { Mailbox } from '../preview/mailbox.ts';
import type { PreviewMail, PreviewRequest } from '../preview/ports.ts';
import { createPrivateSite } from '../preview/private-site.ts';
import { fillSlots } from '../render/fragment.ts';
import { localDate } from '../schedule/time-zones.ts';
import type { House } from './house.ts';
import { mailRenderer } from './mail-renderer.ts';

export interface PrivateSettings {
  publicUrl: string;
  mailbox?: Mailbox;
  report(error: unknown): void;
}

/** Stands for the reader's own ids in previewed links, which lead nowhere. */
const NOBODY = 'preview_preview_';

export function privateSite(house: House, { publicUrl, mailbox, report }: PrivateSettings) {
  const { store, config, catalogue } = house;
  return createPrivateSite({
    name: config.mailFrom.name,
    hosts: [config.adminHost],
    mailbox,
    catalogue,
    report,

    async readers() {
      const subscribers = await store.subscribers.list();
      return subscribers
        .filter(({ status, listed }) => status === 'confirmed' && listed)
        .map(({ publicId, address, name, interests }) => ({ id: publicId, address, name, interests }));
    },

    previewMail: request => previewMail(house, publicUrl, request),
  });
}

/** The mail as it would be now, whatever the reader was sent before; templates are read afresh each time. */
async function previewMail(house: House, publicUrl: string, request: PreviewRequest): Promise<PreviewMail> {
  const { config, compiled, prior, clock, keys, store } = house;
  const now = clock.now();
  const { timeZone, ...reader } = await readerOf(house, request);
  const { papers, selection } = await selectFor(reader, { ...store, catalogue: compiled, prior }, now);
  if (papers.length === 0)
    return { empty: 'No paper has come in during the last days. Read a digest first: paperboy ingest FILE.' };
  if (selection.papers.length === 0)
    return { empty: `None of the ${selection.considered} papers of the last days matches, so there would be no mail.` };
  const renderer = await mailRenderer(config, publicUrl);
  const batch: FrozenBatch = {
    id: 0,
    date: localDate(now, timeZone),
    dueAt: now.toISOString(),
    state: 'ready',
    papers,
  };
  const tokens = readerTokens({ publicId: NOBODY, subscriberPublicId: NOBODY }, keys.tokenKeys[0]);
  return fillSlots(renderer.forBatch(batch).render(selection), tokens);
}

async function readerOf(
  { store, config }: House,
  request: PreviewRequest,
): Promise<{ id?: number; interests: Interests; papersPerMail: number; timeZone: string }> {
  if (!('reader' in request)) return { ...request, timeZone: config.timeZone };
  const subscriber = await store.subscribers.byPublicId(request.reader);
  if (!subscriber) throw new AppError('subscriber_unknown', `no subscriber has the id "${request.reader}"`);
  const { id, interests, papersPerMail, rhythm } = subscriber;
  return { id, interests, papersPerMail, timeZone: rhythm.timeZone };
}
