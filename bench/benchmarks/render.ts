// What a mail costs, from a reader's selection to the message as it goes out, beside the two usual ways.
import PostalMime from 'postal-mime';
import { TEMPLATES_DIR } from '../../src/assembly/package-files.ts';
import { composeMime } from '../../src/deliver/compose-mime.ts';
import { newsletterMessage } from '../../src/deliver/newsletter-message.ts';
import { composeMessage, type OpenBatch, readerTokens, type Sender } from '../../src/pipeline/compose-mail.ts';
import { loadTemplates } from '../../src/render/load-templates.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { PAPERBOY_THEME } from '../../src/render/theme.ts';
import { interleave, ratios, spreadOf } from '../interleave.ts';
import { IssueMaker, type MadeUpMail } from '../made-up/issue-mails.ts';
import { MADE_UP_NOW } from '../made-up/topical-papers.ts';
import { composeUsually, type HtmlOf, textOf, usualTemplates, viewer } from '../made-up/usual-mails.ts';
import { judge, type Measured } from '../measured.ts';

const ROUNDS = 5;
/** How many mails each way makes in a round; the slow ones are run for fewer. */
const MAILS = { ours: 10_000, handlebars: 200, mjml: 15 };
/** Mails that must read the same, whoever made them. */
const SAME = 10;

const SENDER: Sender = {
  from: { name: 'Paperboy', address: 'paperboy@lab.example.org' },
  publicUrl: 'https://papers.lab.example.org',
  tokenKey: { kid: 'made', secret: new Uint8Array(32).fill(7) },
};

type Way = keyof typeof MAILS;

/**
 * Each way gives the complete message of each mail in a Buffer: MIME, transfer encoding, headers, four signed tokens. No two mails
 * of the whole benchmark have the same papers for the same reasons. Ours begins every round with a batch it has not seen, without
 * a single card; of the frame it may keep what earlier mails had in common.
 */
export async function measure(): Promise<Measured> {
  const templates = await loadTemplates(TEMPLATES_DIR);
  const renderer = await createRenderer({ templates, theme: PAPERBOY_THEME, publicUrl: SENDER.publicUrl });
  const usual = await usualTemplates(templates, PAPERBOY_THEME, SENDER.publicUrl);
  const issue = new IssueMaker();
  const view = viewer(issue.batch, PAPERBOY_THEME.name);
  const octets: Record<Way, number> = { ours: 0, handlebars: 0, mjml: 0 };
  let mails: MadeUpMail[] = [];

  const compose = (mail: MadeUpMail, open: OpenBatch) =>
    composeMime(composeMessage(mail.row, mail.selection, open, SENDER, MADE_UP_NOW));
  const composeBy = async ({ row, selection }: MadeUpMail, htmlOf: HtmlOf) => {
    const tokens = readerTokens(row, SENDER.tokenKey);
    const shown = view(selection);
    const message = newsletterMessage({
      from: SENDER.from,
      to: { name: row.name, address: row.address },
      mail: { subject: String(shown.subject), html: [], text: [] },
      tokens,
      publicId: row.publicId,
      issueDate: issue.batch.date,
      listHost: new URL(SENDER.publicUrl).hostname,
      unsubscribeUrl: `${SENDER.publicUrl}/u/${tokens.unsubscribe}`,
      helpUrl: `${SENDER.publicUrl}/m/${tokens.manage}`,
      date: MADE_UP_NOW,
    });
    return composeUsually(message, await htmlOf(shown, tokens), textOf(usual.text, shown, tokens));
  };
  const sum = async (way: Way, make: (mail: MadeUpMail) => Buffer | Promise<Buffer>) => {
    octets[way] = 0;
    for (const mail of mails.slice(0, MAILS[way])) octets[way] += (await make(mail)).length;
  };

  const times = await interleave(
    {
      ours: () => {
        const open = { batch: issue.batch, mails: renderer.forBatch(issue.batch) };
        octets.ours = 0;
        for (const mail of mails) octets.ours += compose(mail, open).length;
      },
      handlebars: () => sum('handlebars', mail => composeBy(mail, usual.mjmlOnce)),
      mjml: () => sum('mjml', mail => composeBy(mail, usual.mjmlEach)),
    } satisfies Record<Way, () => unknown>,
    ROUNDS,
    () => {
      mails = issue.next(MAILS.ours);
    },
  );

  const open = { batch: issue.batch, mails: renderer.forBatch(issue.batch) };
  const differing = { handlebars: 0, mjml: 0 };
  for (const mail of mails.slice(0, SAME)) {
    const ours = await contentOf(compose(mail, open));
    if (ours !== (await contentOf(await composeBy(mail, usual.mjmlOnce)))) differing.handlebars += 1;
    if (ours !== (await contentOf(await composeBy(mail, usual.mjmlEach)))) differing.mjml += 1;
  }

  const each = (way: Way) => times[way].map(ms => ms / MAILS[way]);
  const rate = (way: Way) => spreadOf(each(way).map(ms => 1000 / ms));
  const gain = (way: Way) => spreadOf(ratios(each('ours'), each(way)));
  const row = (name: string, way: Way) => {
    const { median, low, high } = rate(way);
    const size = Math.round(octets[way] / MAILS[way]);
    return `  ${name.padEnd(26)}${whole(median).padStart(9)} mails/s (${whole(low)} to ${whole(high)})${whole(size).padStart(9)} octets a mail`;
  };
  const [mjml, handlebars] = [gain('mjml'), gain('handlebars')];
  return judge({
    lines: [
      `mails of ten papers with abstracts of 1,500 characters and more, on one core; medians of ${ROUNDS} rounds`,
      row('MJML per subscriber', 'mjml'),
      row('Handlebars per subscriber', 'handlebars'),
      row('ours', 'ours'),
      `  ours is ${whole(mjml.median)} times (${whole(mjml.low)} to ${whole(mjml.high)}) as fast as MJML, ` +
        `${whole(handlebars.median)} times (${whole(handlebars.low)} to ${whole(handlebars.high)}) as fast as Handlebars`,
      `  of ${SAME} mails ${differing.handlebars} read differently by Handlebars, ${differing.mjml} by MJML`,
    ],
    metrics: {
      'mails/s': Math.round(rate('ours').median),
      'Handlebars per subscriber, mails/s': Math.round(rate('handlebars').median),
      'MJML per subscriber, mails/s': Math.round(rate('mjml').median),
      'times MJML': Math.round(mjml.median),
      'times Handlebars': Math.round(handlebars.median),
      'octets a mail': Math.round(octets.ours / MAILS.ours),
      'differing by Handlebars': differing.handlebars,
      'differing by MJML': differing.mjml,
    },
    targets: {
      'mails/s': '>= 20000',
      'times MJML': '>= 150',
      'differing by Handlebars': '= 0',
      'differing by MJML': '= 0',
    },
  });
}

/** MJML's own label of the body, which we take out, and the marks between our fragments. */
const NOT_COMPARED = / aria-label="[^"]*"|<!--\s*fragment:[^>]*-->/g;

/** Subject, HTML and text as a mail program decodes them, with white space alike. */
async function contentOf(mime: Buffer): Promise<string> {
  const { subject, html, text } = await PostalMime.parse(mime);
  const parts = [subject, html, text].map(part => part?.replace(NOT_COMPARED, '').replace(/\s+/g, ' ').trim());
  return parts.join('\n');
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
