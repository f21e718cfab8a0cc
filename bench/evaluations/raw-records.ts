// What digests hold, found by means that share nothing with the parser: JSON.parse and plain regular expressions.

/** The texts of one record as the file has them, empty where it has none. */
export interface RawRecord {
  /** Canonical arXiv identifier, without version. */
  arxivId: string;
  title: string;
  abstract: string;
  authors: string;
}

const ELEMENT = /<(item|entry|record)\b[^>]*>([\s\S]*?)<\/\1>/g;
const IN_ADDRESS =
  /(?:arxiv\.org\/abs\/|oai:arxiv\.org:|^arxiv:|^)(?:([a-z-]+)(?:\.[a-z]{2})?\/(\d{7})|(\d{4}\.\d{4,5}))/im;
/** A record of arXiv's mails: header, `\\`, abstract, `\\`. */
const MAILED = /^\\\\\n(arXiv:[\s\S]*?)^\\\\\n(?: {2}([\s\S]*?)^\\\\)?/gm;

interface InspireAnswer {
  results_data: {
    arxiv_eprints?: { value: string }[];
    titles?: { title: string }[];
    abstracts?: { value: string }[];
    authors?: { full_name: string }[];
  }[];
}

interface HuggingFaceRow {
  title?: string;
  paper: { id: string; title?: string; summary?: string; authors?: { name: string; hidden?: boolean }[] };
}

/** The records of JSON (Hugging Face, INSPIRE), XML (RSS, Atom, OAI-PMH) or an arXiv mail, in their order. */
export function rawRecords(text: string): RawRecord[] {
  if (text.startsWith('[')) return (JSON.parse(text) as (InspireAnswer | HuggingFaceRow)[]).flatMap(jsonRecords);
  if (text.startsWith('<')) return [...text.matchAll(ELEMENT)].map(([, , inner = '']) => xmlRecord(inner));
  return [...text.matchAll(MAILED)].map(([, head = '', abstract = '']) => mailRecord(head, abstract));
}

function jsonRecords(row: InspireAnswer | HuggingFaceRow): RawRecord[] {
  if ('results_data' in row) {
    return row.results_data.map(({ arxiv_eprints, titles, abstracts, authors = [] }) => ({
      arxivId: idIn(arxiv_eprints?.[0]?.value ?? ''),
      title: titles?.[0]?.title ?? '',
      abstract: abstracts?.[0]?.value ?? '',
      authors: authors.map(author => author.full_name).join('; '),
    }));
  }
  const { id, title = row.title ?? '', summary = '', authors = [] } = row.paper;
  const shown = authors.filter(author => !author.hidden).map(author => author.name);
  return [{ arxivId: idIn(id), title, abstract: summary, authors: shown.join('; ') }];
}

function xmlRecord(inner: string): RawRecord {
  const field = (name: string) => new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`).exec(inner)?.[1]?.trim() ?? '';
  const description = field('description');
  // Mirrors of Hugging Face put everything into the description, as escaped HTML.
  const within = (label: string) =>
    new RegExp(`${label}:&lt;/b&gt;([\\s\\S]*?)(?:&lt;/p&gt;|$)`).exec(description)?.[1]?.trim();
  const names = field('dc:creator') || field('author').replace(/<[^>]*>/g, '');
  return {
    arxivId: ['id', 'link', 'guid'].map(name => idIn(field(name))).find(id => id !== '') ?? '',
    title: field('title'),
    abstract: within('Summary') ?? (field('summary') || field('abstract') || description),
    authors: within('Authors') ?? names.trim(),
  };
}

function mailRecord(head: string, abstract: string): RawRecord {
  const field = (name: string) => new RegExp(`^${name}: *(\\S.*)$`, 'm').exec(head)?.[1] ?? '';
  return { arxivId: idIn(head), title: field('Title'), abstract: abstract.trim(), authors: field('Authors?') };
}

function idIn(text: string): string {
  const [, archive, number, modern] = IN_ADDRESS.exec(text.trim()) ?? [];
  return modern ?? (archive ? `${archive.toLowerCase()}/${number}` : '');
}
