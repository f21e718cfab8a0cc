// Every HTML and CSS feature that a mail uses, one by one, and which mail programs take it.
import { caniemail, parseCss, rawData } from 'caniemail';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** All that caniemail knows of Gmail, Outlook (Windows' with Word inside too), Apple Mail and Yahoo. */
const PROGRAMS = ['gmail', 'outlook', 'apple-mail', 'yahoo'] as const;

/** What one feature needs to be looked at alone. */
export interface UsedFeature {
  /** As people write it: `<td align>`, `font-size: 16px`, `@media (max-width: 479px)`. */
  name: string;
  code: { html: string } | { css: string };
  /** It stands in a style sheet and never in a `style` attribute. */
  isSheet: boolean;
}

type Support = Record<string, Record<string, string>>;
export interface FeatureData {
  title: string;
  /** Program, then platform, then version: `y`, `n`, or `a` for in part, each perhaps with notes. */
  stats: Record<string, Support>;
}

export const CANIEMAIL = rawData.data as unknown as readonly FeatureData[];

/** Elements, attributes and inline declarations of the document, then all of its style sheets. Comments for Outlook are its own affair. */
export function usedFeatures(html: string): UsedFeature[] {
  const found = new Map<string, UsedFeature>();
  const add = (name: string, code: UsedFeature['code'], isSheet = false): void => {
    const known = found.get(name);
    if (!known || (known.isSheet && !isSheet)) found.set(name, { name, code, isSheet });
  };
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('attrs' in node) {
      const { tagName, attrs } = node;
      add(`<${tagName}>`, { html: `<${tagName}></${tagName}>` });
      for (const { name, value } of attrs) {
        if (name === 'style')
          for (const [property, set] of declarations(`a { ${value} }`))
            add(`${property}: ${set}`, styled(property, set));
        else
          add(`<${tagName} ${name}>`, { html: `<${tagName} ${name}="${value.replace(/["&<>]/g, '')}"></${tagName}>` });
      }
      if (tagName === 'style') {
        const sheet = node.childNodes.map(child => ('value' in child ? child.value : '')).join('');
        for (const [name, code] of ruleFeatures(parseCss(sheet).stylesheet.rules)) add(name, code, true);
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return [...found.values()];
}

interface Rule {
  type: string;
  selectors?: string[];
  media?: string;
  rules?: Rule[];
  declarations?: { property?: string; value?: string }[];
}

/** Selectors, declarations and conditions, also those within conditions; the name of each, and a style sheet with it alone. */
function ruleFeatures(rules: readonly object[]): [string, UsedFeature['code']][] {
  return (rules as Rule[]).flatMap(({ type, selectors = [], media, rules: inner = [], declarations: all = [] }) => {
    const found = selectors.map((selector): [string, UsedFeature['code']] => [
      `${selector} {}`,
      { css: `${selector} {}` },
    ]);
    if (type === 'media') found.push([`@media ${media}`, { css: `@media ${media} {}` }]);
    for (const { property, value } of all) {
      if (property && value) found.push([`${property}: ${value}`, styled(property, value)]);
    }
    return [...found, ...ruleFeatures(inner)];
  });
}

function styled(property: string, value: string): UsedFeature['code'] {
  return { html: `<a style="${property}: ${value.replaceAll('"', "'")}"></a>` };
}

function declarations(css: string): [string, string][] {
  return (parseCss(css).stylesheet.rules as Rule[])
    .flatMap(rule => rule.declarations ?? [])
    .flatMap(({ property, value }): [string, string][] => (property && value ? [[property, value]] : []));
}

/** The titles under which caniemail lists what this is made of; none where everybody takes it or nobody has tried. */
export function titlesOf({ code }: UsedFeature): string[] {
  const { errors, warnings } = caniemail({ clients: PROGRAMS.map(program => `${program}.*` as const), ...code }).issues;
  const titles = [...errors.values(), ...warnings.values()].flat().map(({ title }) => title);
  // The package looks at the names of at-rules only.
  if ('css' in code && code.css.includes('prefers-color-scheme')) titles.push('@media (prefers-color-scheme)');
  return [...new Set(titles)];
}

/** The programs, such as `outlook.windows`, whose newest version does not take the feature. */
export function deniedBy({ stats }: FeatureData): string[] {
  return PROGRAMS.flatMap(program =>
    Object.entries(stats[program] ?? {}).flatMap(([platform, versions]) => {
      const newest = Object.keys(versions).sort().at(-1);
      return newest !== undefined && String(versions[newest]).startsWith('n') ? [`${program}.${platform}`] : [];
    }),
  );
}
