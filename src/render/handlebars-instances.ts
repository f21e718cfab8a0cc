// The two Handlebars instances, one that escapes HTML and one for plain text, and the helpers templates may call.
import Handlebars from 'handlebars';
import { MAIL_PURPOSES, type MailPurpose } from '../domain/link-token.ts';
import { safeUrl } from '../domain/safe-url.ts';
import { slotMark } from './fragment.ts';
import { COLUMNS, wrapText } from './wrap-text.ts';

export const HELPER_NAMES = { url: true, link: true, wrap: true, hairline: true };

/** What a template is given: plain objects in which every field is present, for Handlebars is strict. */
export type View = Record<string, unknown>;
export type Template = (view: View) => string;

const PATHS = { unsubscribe: 'u', manage: 'm', view: 'v', learn: 'l' } as const satisfies Record<MailPurpose, string>;

/** The kinds of output. */
export type Kind = 'html' | 'text';
// biome-ignore lint/suspicious/noExplicitAny: each takes what it takes
export type Helper = (...given: any[]) => unknown;

/** What templates may call. `publicUrl` is what personal links begin with, without a slash at its end. */
export function createHelpers(kind: Kind, publicUrl: string): Record<keyof typeof HELPER_NAMES, Helper> {
  const inAttribute = kind === 'html' ? escapeAttribute : (text: string) => text;
  return {
    /** An address for a quoted attribute; anything but http, https and mailto becomes `#`. */
    url: (address: unknown) => new Handlebars.SafeString(inAttribute(safeUrl(String(address)) ?? '#')),
    /** `{{link 'unsubscribe'}}`: a personal link, with a slot where its token will stand. */
    link: (purpose: unknown) => {
      const known = MAIL_PURPOSES.find(name => name === purpose);
      if (!known) throw new Handlebars.Exception(`link '${purpose}': expected one of ${MAIL_PURPOSES.join(', ')}`);
      return new Handlebars.SafeString(`${inAttribute(`${publicUrl}/${PATHS[known]}/`)}${slotMark(known)}`);
    },
    /** `{{wrap text indent=2}}`, for plain text. */
    wrap: (text: unknown, { hash }: Handlebars.HelperOptions) =>
      new Handlebars.SafeString(wrapText(String(text), Number(hash.indent ?? 0))),
    /** `{{hairline}}`: a line across all columns, for plain text. */
    hairline: () => '-'.repeat(COLUMNS),
  };
}

/** A compiler for one kind of output. */
export function createCompiler(kind: Kind, publicUrl: string): (source: string) => Template {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(createHelpers(kind, publicUrl));
  return source =>
    handlebars.compile(source, {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: HELPER_NAMES,
      noEscape: kind === 'text',
    });
}

/** `safeUrl` has percent-encoded quotes and angle brackets already. */
function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
