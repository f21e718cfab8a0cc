// TeX that lost its backslashes and dollars, as the pages of Hugging Face print it: `2^{128}`, `1920times1080`.
import { subscript, superscript } from '../scripts.ts';
import { formulaText } from './formula.ts';

const COMMAND =
  /(?<![\\\p{L}])(?:frac\{[^{}]{1,60}\}\{[^{}]{1,60}\}|(?:boldsymbol|emph|math(?:bb|bf|cal|rm|sf|tt)|sqrt|text(?:bf|it|rm|sc|sf|tt)?|(?:wide)?tilde)\{[^{}]{1,200}\})/gu;
const SCRIPT = /(?<=[\p{L}\p{N})\]])([_^])\{([^{}]{1,40})\}/gu;
const TIMES = /(?<=\d)times(?!\p{L})/gu;

/** @param text without a backslash or dollar: where there is one, they were not lost */
export function mendTex(text: string): string {
  return text
    .replace(TIMES, '×')
    .replace(COMMAND, command => formulaText(`\\${command}`) ?? command)
    .replace(SCRIPT, (_, mark: string, script: string) => (mark === '^' ? superscript(script) : subscript(script)));
}
