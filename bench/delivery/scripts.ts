// What people write instead: for each subscriber the papers are filtered, the mail is made, and handed to nodemailer's pool.
import type { House } from '../../src/assembly/house.ts';
import { TEMPLATES_DIR } from '../../src/assembly/package-files.ts';
import { newsletterMessage } from '../../src/deliver/newsletter-message.ts';
import type { FrozenBatch, Selection } from '../../src/domain/issue.ts';
import { readerTokens } from '../../src/pipeline/compose-mail.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import type { Reader } from '../../src/select/compile-readers.ts';
import { scanTopics } from '../../src/select/topical-paper.ts';
import { preparePlainly, prepareReaderPlainly, selectNaively } from '../made-up/naive-selection.ts';
import { type HtmlOf, textOf, usualTemplates, viewer } from '../made-up/usual-mails.ts';
import { senderOf } from './planned-issue.ts';
import { asPoolMail, type PoolMail } from './pool.ts';

export interface ScriptReader {
  publicId: string;
  subscriberPublicId: string;
  address: string;
  name: string;
  reader: Reader;
}

export interface Scripts {
  /** MJML for the whole mail of each subscriber. */
  naive(reader: ScriptReader): Promise<PoolMail>;
  /** MJML once, then Handlebars for each. */
  improved(reader: ScriptReader): Promise<PoolMail>;
}

/** Finding the papers' topics, reading and compiling the templates is done here, once, and counts for nobody. */
export async function usualScripts(house: House, batch: FrozenBatch): Promise<Scripts> {
  const sender = senderOf(house);
  const templates = await usualTemplates(await loadTemplates(TEMPLATES_DIR), PAPERBOY_THEME, sender.publicUrl);
  const papers = scanTopics(batch.papers, house.compiled);
  const prepared = papers.map(preparePlainly);
  const topicsOf = new Map(papers.map(({ paper, topics }) => [paper.id, topics]));
  const names = new Map(house.catalogue.topics.map(({ id, name }) => [id, name]));
  const view = viewer(batch, PAPERBOY_THEME.name);

  const select = (reader: Reader): Selection => {
    const ids = selectNaively(prepared, prepareReaderPlainly(reader));
    const { topics } = reader.interests;
    return {
      papers: ids.map(paperId => {
        const topic = topics.find(id => topicsOf.get(paperId)?.has(id));
        if (topic === undefined) return { paperId, reasons: [{ kind: 'trending' }] };
        return { paperId, reasons: [{ kind: 'topic', topic, name: names.get(topic)!, tier: 'match', evidence: [] }] };
      }),
      considered: papers.length,
      matched: ids.length,
    };
  };

  const mailBy = (htmlOf: HtmlOf) => async (to: ScriptReader) => {
    const tokens = readerTokens(to, sender.tokenKey);
    const shown = view(select(to.reader));
    const message = newsletterMessage({
      from: sender.from,
      to,
      mail: { subject: String(shown.subject), html: [], text: [] },
      tokens,
      publicId: to.publicId,
      issueDate: batch.date,
      listHost: new URL(sender.publicUrl).hostname,
      unsubscribeUrl: `${sender.publicUrl}/u/${tokens.unsubscribe}`,
      helpUrl: `${sender.publicUrl}/m/${tokens.manage}`,
      date: house.clock.now(),
    });
    return asPoolMail(message, { html: await htmlOf(shown, tokens), text: textOf(templates.text, shown, tokens) });
  };
  return { naive: mailBy(templates.mjmlEach), improved: mailBy(templates.mjmlOnce) };
}
