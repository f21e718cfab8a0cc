// A word of `SOURCES`: what kind of source it names, and where its bytes are.
import { AppError } from '../domain/errors.ts';

export type Source =
  /** A page, API or feed on the web. */
  | { kind: 'url'; name: string; url: string }
  /** A file or a glob pattern. */
  | { kind: 'file'; name: string; pattern: string }
  | { kind: 'stdin'; name: string };

const HF_DAILY = 'https://huggingface.co/api/daily_papers?limit=100';

/**
 * @param text `hf://daily`, `sample://`, an http(s) URL, a path, a glob, or `-` for standard input
 * @param samplesDir folder of the bundled sample digest
 * @throws AppError usage for a scheme nobody knows and a URL that is none
 */
export function readSource(text: string, samplesDir: string): Source {
  if (text === '-') return { kind: 'stdin', name: 'standard input' };
  if (text === 'hf://daily') return { kind: 'url', name: text, url: HF_DAILY };
  if (text === 'sample://')
    return { kind: 'file', name: 'the sample digest', pattern: `${samplesDir}/daily-papers.txt` };
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return { kind: 'url', name: text, url: text };
  if (text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw new AppError(
      'usage',
      `"${text}" is not a source: expected hf://daily, an http(s) URL, a file, a pattern such as digests/*.txt, or -`,
    );
  }
  return { kind: 'file', name: text, pattern: text };
}
