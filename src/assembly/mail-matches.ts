// What fitted when a mail was cut, with why in words and what of it the mail held.
import { placedAs } from '../domain/issue.ts';
import { matchesReader } from '../pipeline/all-matches.ts';
import { explainReasons } from '../render/explain-reason.ts';
import type { MailMatches } from '../web/ports.ts';
import type { House } from './house.ts';

export function mailMatches(house: House): (deliveryPublicId: string) => Promise<MailMatches | undefined> {
  const { store } = house;
  let matches: ReturnType<typeof matchesReader> | undefined;
  return async deliveryPublicId => {
    // Compiled when it is first asked for: most processes never are.
    matches ??= matchesReader({ ...store, catalogue: house.compiled, prior: house.prior });
    const [found, delivery] = await Promise.all([matches(deliveryPublicId), store.issues.delivery(deliveryPublicId)]);
    if (!found || !delivery) return undefined;
    const { selection: mail } = delivery;
    const inMail = new Set(mail.papers.map(({ paperId }) => paperId));
    const papers = found.papers.map(({ paper, reasons }) => ({
      paper,
      why: explainReasons(reasons),
      isInMail: inMail.has(paper.id),
    }));
    const matching = mail.papers.filter(paper => placedAs(paper) === 'match').length;
    const beside = inMail.size - matching;
    return { date: found.date, papers, matched: found.matched - beside, inMail: matching, beside };
  };
}
