// The one function of mjml 5 that we call; its types are not published.
declare module 'mjml' {
  export interface MjmlFault {
    line: number;
    message: string;
    tagName: string;
  }

  export interface MjmlOptions {
    /** With `strict`, faults are thrown as an error that carries `errors: MjmlFault[]`. */
    validationLevel: 'strict' | 'soft' | 'skip';
    keepComments: boolean;
    ignoreIncludes: boolean;
    /** Web fonts to link where their name appears: none. */
    fonts: Record<string, string>;
  }

  export default function mjml2html(mjml: string, options: MjmlOptions): Promise<{ html: string; errors: MjmlFault[] }>;
}
