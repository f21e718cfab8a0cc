// A mail that nobody is sent: for a subscriber, somebody made up, or of sample papers.
import { composeMime } from '../deliver/compose-mime.ts';
import { newsletterMessage } from '../deliver/newsletter-message.ts';
import { AppError } from '../domain/errors.ts';
import type { FrozenBatch, Selection } from '../domain/issue.ts';
import { fillSlots, type MailFragments } from '../domain/mail.ts';
import { readerTokens } from '../pipeline/compose-mail.ts';
import type { PreviewMail, PreviewRequest } from '../preview/preview-ports.ts';
import type { House } from './house.ts';
import type { PoolReader, PreviewPapers } from './preview-papers.ts';
import type { PreviewTemplates } from './preview-templates.ts';

/** Stands for the reader's own ids in previewed links, which lead nowhere. */
const NOBODY = 'preview_preview_';
const MADE_UP_ADDRESS = 'reader@example.org';

export interface PreviewKitchen {
  house: House;
  publicUrl: string;
  templates: PreviewTemplates;
  papers: PreviewPapers;
}

interface Rendered {
  fragments: MailFragments;
  batch: FrozenBatch;
  to: { name?: string; address: string };
  papers: number;
}

export async function previewMail(kitchen: PreviewKitchen, request: PreviewRequest): Promise<PreviewMail> {
  const rendered = await render(kitchen, request);
  if ('empty' in rendered) return rendered;
  return { ...fillSlots(rendered.fragments, tokensOf(kitchen.house)), papers: rendered.papers };
}

/**
 * The bytes that would be sent.
 * @param test for a mail that really goes out: to whom, and 16 characters of its own for its Message-ID
 */
export async function composePreview(
  kitchen: PreviewKitchen,
  request: PreviewRequest,
  test?: { to: { address: string }; publicId: string },
): Promise<Uint8Array | undefined> {
  const rendered = await render(kitchen, request);
  if ('empty' in rendered) return undefined;
  const { house, publicUrl } = kitchen;
  const tokens = tokensOf(house);
  return composeMime(
    newsletterMessage({
      from: house.config.mailFrom,
      to: test?.to ?? rendered.to,
      mail: rendered.fragments,
      tokens,
      publicId: test?.publicId ?? NOBODY,
      issueDate: rendered.batch.date,
      listHost: new URL(publicUrl).hostname,
      unsubscribeUrl: `${publicUrl}/u/${tokens.unsubscribe}`,
      helpUrl: `${publicUrl}/m/${tokens.manage}`,
      bounceAddress: house.config.bounceAddress,
      date: house.clock.now(),
    }),
  );
}

async function render(kitchen: PreviewKitchen, request: PreviewRequest): Promise<Rendered | { empty: string }> {
  const { to, ...chosen } = await choose(kitchen, request);
  // Broken templates are told before an empty selection: whoever looks at this is mending them.
  const renderer = await kitchen.templates.renderer();
  if ('empty' in chosen) return chosen;
  const { batch, selection } = chosen;
  const fragments = renderer.forBatch(batch).render(selection);
  return { fragments, batch, to, papers: selection.papers.length };
}

type Chosen = ({ batch: FrozenBatch; selection: Selection } | { empty: string }) & Pick<Rendered, 'to'>;

async function choose(kitchen: PreviewKitchen, request: PreviewRequest): Promise<Chosen> {
  const { layout } = request;
  if ('fixture' in request) {
    const { date, papers, quiet, selection } = request.fixture;
    const batch: FrozenBatch = {
      id: 0,
      date,
      dueAt: `${date}T05:00:00.000Z`,
      state: 'ready',
      papers: [...papers],
      quiet,
    };
    return { batch, selection: { ...selection, ...(layout && { layout }) }, to: { address: MADE_UP_ADDRESS } };
  }
  const { to, ...reader } = await readerOf(kitchen.house, request);
  const { batch, selection } = await kitchen.papers.choose({ ...reader, ...(layout && { layout }) }, request.issue);
  if (selection.considered === 0) {
    return { to, empty: 'No paper has come in during the last days. Read a digest first: paperboy ingest FILE.' };
  }
  if (selection.papers.length === 0) {
    return {
      to,
      empty: `None of the ${selection.considered} papers of these days matches, so there would be no mail.`,
    };
  }
  return { to, batch, selection };
}

async function readerOf(
  { store, config }: House,
  request: Exclude<PreviewRequest, { fixture: unknown }>,
): Promise<PoolReader & Pick<Rendered, 'to'>> {
  if (!('reader' in request)) {
    const { interests, papersPerMail } = request;
    return { interests, papersPerMail, timeZone: config.timeZone, to: { address: MADE_UP_ADDRESS } };
  }
  const subscriber = await store.subscribers.byPublicId(request.reader);
  if (!subscriber) throw new AppError('subscriber_unknown', `no subscriber has the id "${request.reader}"`);
  const { id, interests, papersPerMail, rhythm, name, address, layout } = subscriber;
  return { id, interests, papersPerMail, layout, timeZone: rhythm.timeZone, to: { name, address } };
}

function tokensOf({ keys }: House) {
  return readerTokens({ publicId: NOBODY, subscriberPublicId: NOBODY }, keys.tokenKeys[0]);
}
