// The fields in which somebody says what they want and when: the same for subscribing, for changing, and for trying out.
import { html } from 'hono/html';
import { chosenTopics } from '../domain/chosen-topics.ts';
import { FIELD_NAMES, type FormField, faultAt, faultId, inputId } from './field-faults.ts';
import type { Markup } from './page.ts';
import { plural } from './plural.ts';
import type { FieldFault, PublicSitePorts, SiteFrame } from './ports.ts';
import { WEEKDAYS_BY_NAME } from './rhythm-words.ts';
import type { Typed, WordField } from './typed-wish.ts';

type Topics = PublicSitePorts['catalogue']['topics'];

export type WishSite = SiteFrame & Pick<PublicSitePorts, 'catalogue' | 'trials'>;
type LineFormField = 'email' | 'name' | 'at';

export interface FilledForm {
  typed: Typed;
  faults?: readonly FieldFault[];
}

const DAY_CHOICES: Readonly<Record<string, string>> = {
  weekdays: 'Monday to Friday',
  daily: 'Every day',
  ...Object.fromEntries(WEEKDAYS_BY_NAME.map(([day, name]) => [`weekly:${day}`, `Once a week, on ${name}`])),
};
const LAYOUT_CHOICES = {
  full: 'Full: the first three papers with their abstracts',
  compact: 'Compact: a few lines for each paper',
  text: 'Plain text, without HTML',
};
const ZONES = Intl.supportedValuesOf('timeZone');

const HINTS: Record<WordField, Markup> = {
  keywords: html`One a line. <code>world model</code> finds these words side by side, <code>"reward model"</code> exactly
so, <code>robot*</code> every word that begins so, and <code>diffusion + protein</code> papers with both.`,
  muted: html`One a line, written like keywords. A paper with one of these never comes.`,
  authors: html`One name a line, the first or the last name first.`,
  labs: html`One a line. <code>Tsinghua</code> also finds Tsinghua University.`,
  categories: html`Such as <code>cs.LG</code>, or <code>cs</code> for all of its categories, with spaces between.`,
};

const ROWS_MAX = 8;

export function inputFor(
  field: LineFormField,
  value: string,
  { faults = [], hint, attributes }: { faults?: readonly FieldFault[]; hint?: string; attributes?: Markup } = {},
): Markup {
  const id = inputId(field);
  return html`<p class="field"><label for="${id}">${FIELD_NAMES[field]}</label>
${hint && html`<span class="hint" id="${id}-hint">${hint}</span>`}
<input id="${id}" name="${field}" value="${value}"${attributes && html` ${attributes}`}${describedBy(field, faults, hint !== undefined)}>
${faultAt(field, faults)}</p>`;
}

/** What is wanted: topics, words, how many. */
export function interestFields({ catalogue }: Pick<WishSite, 'catalogue'>, { typed, faults = [] }: FilledForm): Markup {
  const words = (field: WordField, lines = 2) => wordField(field, typed[field], { faults, lines });
  return html`${topicField(catalogue, typed.topics, faults)}
${words('keywords', 3)}
${words('muted')}
${words('authors')}
${words('labs')}
${words('categories', 1)}
<p class="field short"><label for="${inputId('papers')}">${FIELD_NAMES.papers}</label>
<input id="${inputId('papers')}" name="papers" inputmode="numeric" autocomplete="off" value="${typed.papers}"${describedBy('papers', faults, false)}>
${faultAt('papers', faults)}</p>
<p class="field"><label class="choice"><input type="checkbox" name="outside" value="yes"${checkedIf(typed.outside)}>
<span>Keep the last place for a paper outside of all this</span></label></p>`;
}

/** For who does not know it yet: topics and keywords; the rest can be set later. */
export function shortInterestFields(
  { catalogue }: Pick<WishSite, 'catalogue'>,
  { typed, faults = [], perDay }: FilledForm & { perDay?: ReadonlyMap<string, number> },
): Markup {
  return html`${topicField(catalogue, typed.topics, faults, perDay)}
${wordField('keywords', typed.keywords, { faults, lines: 3 })}`;
}

/** When mail comes. */
export function rhythmFields({ typed, faults = [] }: FilledForm, { guess = false } = {}): Markup {
  return html`${choice('days', typed.days, DAY_CHOICES, faults)}
${inputFor('at', typed.at, { faults, attributes: html`type="time" required` })}
<p class="field"><label for="${inputId('time_zone')}">${FIELD_NAMES.time_zone}</label>
<select id="${inputId('time_zone')}" name="time_zone"${guess && html` data-guess`}${describedBy('time_zone', faults, false)}>
${zonesWith(typed.time_zone).map(zone => html`<option${zone === typed.time_zone && html` selected`}>${zone}`)}
</select>
${faultAt('time_zone', faults)}</p>`;
}

export function layoutField({ typed, faults = [] }: FilledForm): Markup {
  return choice('layout', typed.layout, LAYOUT_CHOICES, faults);
}

function choice(
  field: 'days' | 'layout',
  chosen: string,
  choices: Readonly<Record<string, string>>,
  faults: readonly FieldFault[],
): Markup {
  const id = inputId(field);
  return html`<p class="field"><label for="${id}">${FIELD_NAMES[field]}</label>
<select id="${id}" name="${field}"${describedBy(field, faults, false)}>
${Object.entries(choices).map(([value, name]) => html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`)}
</select>
${faultAt(field, faults)}</p>`;
}

function zonesWith(zone: string): readonly string[] {
  return ZONES.includes(zone) || zone === '' ? ZONES : [zone, ...ZONES];
}

function topicField(
  { groups, topics }: WishSite['catalogue'],
  typed: readonly string[],
  faults: readonly FieldFault[],
  perDay?: ReadonlyMap<string, number>,
): Markup {
  const chosen = chosenTopics(typed, topics).topics;
  return html`<fieldset class="field" id="${inputId('topics')}" tabindex="-1"${describedBy('topics', faults)}>
<legend>${FIELD_NAMES.topics}</legend>
<span class="hint" id="${inputId('topics')}-hint">Open a group to choose from it. With nothing chosen anywhere, the top papers come.</span>
${faultAt('topics', faults)}
${Object.entries(groups).map(([group, name]) =>
  topicGroup(
    name,
    topics.filter(topic => topic.group === group),
    { chosen, perDay },
  ),
)}</fieldset>`;
}

/** Closed it lists what is chosen in it: the style shows the name of each topic whose box is ticked at this moment. */
interface Chosen {
  chosen: Topics;
  /** Topic ids with how many papers a day they bring. */
  perDay?: ReadonlyMap<string, number>;
}

function topicGroup(name: string, topics: Topics, { chosen, perDay }: Chosen): Markup {
  return html`<details class="group"><summary><b>${name}</b> <span class="size">${plural(topics.length, 'topic')}</span>
<span class="picked">${topics.map(topic => html`<span>${topic.name}</span>`)}</span></summary>
<div role="group" aria-label="${name}">${topics.map(topic => topicChoice(topic, chosen.includes(topic), perDay?.get(topic.id)))}</div></details>`;
}

function topicChoice({ id, name, description }: Topics[number], isChosen: boolean, perDay?: number): Markup {
  const about = `about-${id}`;
  return html`<p><label class="choice">
<input type="checkbox" name="topics" value="${id}" aria-describedby="${about}"${checkedIf(isChosen)}><span>${name}</span></label>
<span class="hint" id="${about}">${description}${perDay !== undefined && html` <span class="rate">${rate(perDay)}</span>`}</span></p>`;
}

function rate(perDay: number): string {
  if (perDay >= 0.75) return `≈ ${Math.round(perDay)} a day`;
  const perWeek = Math.round(perDay * 5);
  return perWeek >= 1 ? `≈ ${perWeek} a week` : 'now and then';
}

function wordField(
  field: WordField,
  text: string,
  { faults, lines }: { faults: readonly FieldFault[]; lines: number },
): Markup {
  const id = inputId(field);
  const rows = Math.min(ROWS_MAX, Math.max(lines, text.split('\n').length));
  return html`<p class="field"><label for="${id}">${FIELD_NAMES[field]}</label>
<span class="hint" id="${id}-hint">${HINTS[field]}</span>
<textarea id="${id}" name="${field}" rows="${rows}" autocapitalize="off" autocomplete="off" spellcheck="false"${describedBy(field, faults)}>
${text}</textarea>
${faultAt(field, faults)}</p>`;
}

function describedBy(field: FormField, faults: readonly FieldFault[], hasHint = true): Markup {
  const isWrong = faults.some(fault => fault.field === field);
  const ids = [hasHint ? `${inputId(field)}-hint` : '', isWrong ? faultId(field) : ''].filter(Boolean);
  const invalid = isWrong && field !== 'topics' && html` aria-invalid="true"`;
  return ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"${invalid}` : html``;
}

function checkedIf(isChecked: boolean): Markup | undefined {
  return isChecked ? html` checked` : undefined;
}
