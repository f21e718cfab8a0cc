import { expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import type { FileFault, PreviewMail, PreviewRequest, SupportGap } from '../../src/preview/preview-ports.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { JANE, testPrivateSite } from './private-site-fixture.ts';

const MAIL = {
  subject: 'Today <script>',
  html: '<html><head></head><body><p>Seven papers</p></body></html>',
  text: 'Seven papers <script>',
  papers: 7,
};
const EML = new TextEncoder().encode('List-Id: <daily.lab.example>\r\nSubject: Today\r\n\r\nSeven papers\r\n');

const FAULT: FileFault = {
  file: 'partials/masthead.mjml',
  line: 2,
  message: '"nam" is no variable here',
  around: [
    { line: 1, text: '<mj-text>' },
    { line: 2, text: '  {{nam}}' },
    { line: 3, text: '</mj-text>' },
  ],
};

/** A site that notes what it is asked for. */
function listeningSite(mail: PreviewMail = MAIL) {
  const requests: PreviewRequest[] = [];
  const previewMail = async (request: PreviewRequest) => {
    requests.push(request);
    return mail;
  };
  return { requests, ...testPrivateSite({ previewMail }) };
}

const link = (page: string, text: string) =>
  attribute(
    elements(page, 'a').find(candidate => textOf(candidate) === text),
    'href',
  );
const frameOf = (page: string) => attribute(elements(page, 'iframe')[0], 'src') ?? '';

test('offers the sample subscribers, the sample mails, and a form with every topic', async () => {
  const page = await testPrivateSite().read('/preview');
  expect(textOf(elements(page, 'li')[0])).toMatch(
    /Jane\s*jane@lab.example · Reinforcement learning, “offline”, never “survey”/,
  );
  expect(link(page, 'Right to left')).toBe('/preview/fixtures/right-to-left');
  expect(elements(page, 'legend').map(textOf)).toEqual(['Learning', 'Acting']);
  const boxes = elements(page, 'input').filter(input => attribute(input, 'type') === 'checkbox');
  expect(boxes.map(box => attribute(box, 'value'))).toEqual(['rl', 'agents', 'yes']);
  expect(attribute(elements(page, 'form')[0], 'method')).toBeUndefined();
});

test('says where subscribers come from when there are none', async () => {
  expect(await testPrivateSite({ readers: async () => [] }).read('/preview')).toContain('There are no subscribers yet');
});

test('shows the mail of a subscriber from all sides', async () => {
  const { site, read } = testPrivateSite({ previewMail: async () => MAIL, composeMail: async () => EML });
  const page = await read('/preview/jane');
  expect(textOf(elements(page, 'h1')[0])).toBe('Today <script>');
  expect(textOf(elements(page, 'main')[0])).toMatch(/jane@lab.example[\s\S]*7 papers · [\s\S]*1 of 102 KB/);
  expect(attribute(elements(page, 'meter')[0], 'value')).toBe('1');
  const frame = await site.request(frameOf(page));
  expect(await frame.text()).toContain('<p>Seven papers</p>');
  expect(textOf(elements(await read('/preview/jane?view=text'), 'pre')[0])).toBe(MAIL.text);
  expect(textOf(elements(await read('/preview/jane?view=source'), 'pre')[0])).toBe(MAIL.html);
  expect(textOf(elements(await read('/preview/jane?view=headers'), 'dd')[0])).toBe('<daily.lab.example>');
  const file = await site.request(link(page, 'Download .eml') ?? '');
  expect(file.headers.get('content-type')).toBe('message/rfc822');
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(EML);
});

test('the frame runs no script, neither by its attribute nor by its own policy', async () => {
  const { site, read } = testPrivateSite({ previewMail: async () => MAIL });
  const page = await read('/preview/jane');
  const policy = (await site.request(frameOf(page))).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^sandbox [^;]*; default-src 'none'; style-src 'unsafe-inline';/);
  for (const sandbox of [attribute(elements(page, 'iframe')[0], 'sandbox'), policy]) {
    expect(sandbox).toBeTruthy();
    expect(sandbox).not.toMatch(/allow-(?:scripts|forms|top-navigation)|script-src/);
  }
});

test('a mail without HTML is shown as text', async () => {
  const { site, read } = testPrivateSite({ previewMail: async () => ({ ...MAIL, html: '' }) });
  const page = await read('/preview/jane');
  expect(elements(page, 'iframe')).toEqual([]);
  expect(elements(page, 'meter')).toEqual([]);
  expect(textOf(elements(page, 'pre')[0])).toBe(MAIL.text);
  expect((await site.request('/preview/jane/html')).status).toBe(404);
});

test('asks for the mail of exactly the reader, issue and layout in the URL, for the page and for its frame', async () => {
  const { requests, read } = listeningSite();
  const page = await read(`/preview/${encodeURIComponent('jane+x@lab.example')}?issue=2026-03-02&layout=compact`);
  await read(frameOf(page));
  const request = { reader: 'jane+x@lab.example', issue: '2026-03-02', layout: 'compact' };
  expect(requests).toEqual([request, request]);
});

test('width, colours and images are chosen by links that keep the rest, and taken back by the same', async () => {
  const { read } = listeningSite();
  const page = await read('/preview/jane?issue=2026-03-02&width=320&scheme=dark&images=off');
  expect(attribute(elements(page, 'iframe')[0], 'class')).toBe('w320');
  expect(frameOf(page)).toContain('scheme=dark&images=off');
  expect(link(page, '800 px')).toBe('/preview/jane?issue=2026-03-02&width=800&scheme=dark&images=off');
  expect(link(page, '320 px')).toBe('/preview/jane?issue=2026-03-02&scheme=dark&images=off');
  expect(link(page, 'Dark')).toBe('/preview/jane?issue=2026-03-02&width=320&images=off');
  expect(link(page, 'Compact')).toContain('layout=compact');
});

test('the frame is coloured and without images as its address says', async () => {
  const html =
    '<html><head><style>@media (prefers-color-scheme: dark){p{color:#fff}}</style></head><body><img src="https://x.example/a.png" alt="A"></body></html>';
  const { read } = testPrivateSite({ previewMail: async () => ({ ...MAIL, html }) });
  expect(await read('/preview/jane/html')).toContain('prefers-color-scheme: dark');
  const frame = await read('/preview/jane/html?scheme=dark&images=off');
  expect(frame).toContain('@media (min-width:0)');
  expect(frame).toContain('alt="A"');
  expect(frame).not.toContain('a.png');
});

test('the issues of the archive can be chosen, and what else was chosen stays', async () => {
  const { read } = testPrivateSite({ issueDates: async () => ['2026-03-02', '2026-02-27'] });
  const page = await read('/preview/jane?issue=2026-02-27&layout=text');
  expect(elements(page, 'option').map(textOf)).toEqual(['now', '2026-03-02', '2026-02-27']);
  const chosen = elements(page, 'option').filter(option => attribute(option, 'selected') !== undefined);
  expect(chosen.map(textOf)).toEqual(['2026-02-27']);
  const kept = elements(page, 'input').map(input => [attribute(input, 'name'), attribute(input, 'value')]);
  expect(kept).toEqual([['layout', 'text']]);
});

test.each([
  ['/preview/jane?layout=wide', '“wide” is no layout: expected one of full, compact, text'],
  ['/preview/jane?issue=yesterday', '“yesterday” is no date'],
  ['/preview/fixtures/nothing', '“nothing” is no sample mail: expected one of no-papers'],
  ['/preview?topics=quantum', '“quantum” is not in the catalogue'],
])('%s is refused with what was expected', async (path, message) => {
  const answer = await testPrivateSite().site.request(path);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(message);
});

test.each([
  ['/preview', 'yesterday'],
  ['/preview/matrix', '2026-02-30'],
  ['/preview/jane', '2026-2-3'],
  ['/preview/jane/html', '0'],
  ['/preview/jane/eml', '2026-13-01'],
  ['/preview/fixtures/one-paper', 'x'],
  ['/preview.html', 'x'],
])('%s refuses the issue “%s” before it reads or makes anything', async (path, issue) => {
  const never = () => Promise.reject(new Error('asked for something'));
  const { site, reported } = testPrivateSite({
    readers: never,
    issueDates: never,
    previewMail: never,
    composeMail: never,
  });
  const answer = await site.request(`${path}?issue=${issue}&topics=rl`);
  expect(answer.status).toBe(400);
  expect(textOf(elements(await answer.text(), 'pre')[0])).toBe(
    `issue: “${issue}” is no date: expected one of the calendar, such as 2026-03-02`,
  );
  expect(reported).toEqual([]);
});

test('shows the mail of a made-up reader, page and frame alike, with the form to change it', async () => {
  const { requests, read } = listeningSite();
  const page = await read('/preview?topics=rl,agents&keywords=graph&papers=3');
  expect(await read(frameOf(page))).toContain('Seven papers');
  const reader = { interests: { ...NO_INTERESTS, topics: ['rl', 'agents'], keywords: ['graph'] }, papersPerMail: 3 };
  expect(requests).toEqual([reader, reader]);
  expect(textOf(elements(page, 'main')[0])).toContain('Reinforcement learning, Agents, “graph”');
  expect(link(page, 'Text')).toBe('/preview?topics=rl%2Cagents&keywords=graph&papers=3&view=text');
});

test('a sample mail is made of its own papers', async () => {
  const { requests, read } = listeningSite();
  await read('/preview/fixtures/quiet-day?layout=compact');
  expect(requests).toMatchObject([{ fixture: { id: 'quiet-day', quiet: 'Christmas Day' }, layout: 'compact' }]);
});

test('says why there would be no mail', async () => {
  const { site, read } = testPrivateSite({ previewMail: async () => ({ empty: 'Nothing new matches.' }) });
  const page = await read('/preview/jane');
  expect(textOf(elements(page, 'main')[0])).toContain('Nothing new matches.');
  expect(elements(page, 'iframe')).toEqual([]);
  expect((await site.request('/preview/jane/html')).status).toBe(404);
});

test('a fault is shown with file, line, message and the lines around it, above the mail that was good last', async () => {
  const page = await testPrivateSite({ previewMail: async () => MAIL, faults: () => [FAULT] }).read('/preview/jane');
  const fault = textOf(elements(page, 'section')[0]);
  expect(fault).toContain('partials/masthead.mjml, line 2');
  expect(fault).toContain(FAULT.message);
  expect(elements(page, 'mark').map(textOf)).toEqual(['   2    {{nam}}\n']);
  expect(elements(page, 'iframe')).toHaveLength(1);
});

test('where no mail was good before, the fault stands alone', async () => {
  const { site, reported } = testPrivateSite({
    previewMail: async () => {
      throw new AppError('template_invalid', `${FAULT.file}:${FAULT.line}: ${FAULT.message}`);
    },
    faults: () => [FAULT],
  });
  const answer = await site.request('/preview/jane');
  expect(answer.status).toBe(500);
  const page = await answer.text();
  expect(textOf(elements(page, 'h1')[0])).toBe('Template invalid');
  expect(textOf(elements(page, 'section')[0])).toContain('partials/masthead.mjml, line 2');
  expect(attribute(elements(page, 'script')[0], 'src')).toBe('/preview.js');
  expect(reported).toEqual([]);
});

const GAPS: readonly SupportGap[] = [
  { feature: ':hover', missingIn: ['Outlook (Windows)'], differsIn: [], notes: ['Buggy.'], places: ['a.mjml:3, 4'] },
  { feature: 'align attribute', missingIn: [], differsIn: ['Outlook (macOS)'], notes: [], places: [] },
];

test('the checks tell of links, of mail programs with the template’s line, and where to ask a spam filter', async () => {
  const asked: string[] = [];
  const { read } = testPrivateSite({
    previewMail: async () => ({ ...MAIL, html: '<a href="#">Paper</a>' }),
    composeMail: async () => EML,
    supportGaps: async html => {
      asked.push(html);
      return GAPS;
    },
    spamVerdict: async mail => ({
      score: mail.length,
      required: 5,
      rules: [{ points: 0.7, name: 'RULE', text: 'Why' }],
    }),
  });
  await read('/preview/jane');
  expect(asked).toEqual([]);
  const page = await read('/preview/jane?view=checks');
  const text = textOf(elements(page, 'main')[0]);
  expect(text).toContain('3 faults in 1 links');
  expect(text).toMatch(/:hover\s*a\.mjml:3, 4\s*Not in Outlook \(Windows\)\./);
  expect(text).toContain('Written by MJML, not by a template: 1');
  const verdict = await read(link(page, 'Ask SpamAssassin') ?? '');
  expect(textOf(elements(verdict, 'main')[0])).toMatch(
    /gives \d+\.0 points; 5\.0 make a mail spam[\s\S]*0\.7 RULE Why/,
  );
});

test('no other site can have a spam filter started', async () => {
  let asked = 0;
  const { site } = testPrivateSite({
    composeMail: async () => EML,
    spamVerdict: async () => {
      asked += 1;
      return { unknown: 'none here' };
    },
  });
  const ask = (from: string) =>
    site.request('http://127.0.0.1:3001/preview/jane?view=checks&spam=yes', { headers: { 'sec-fetch-site': from } });
  expect((await ask('cross-site')).status).toBe(400);
  expect(asked).toBe(0);
  expect((await ask('same-origin')).status).toBe(200);
  expect(asked).toBe(1);
});

test('the matrix shows every subscriber, each with subject, number of papers, size and a frame of its own', async () => {
  const joe = { ...JANE, id: 'joe', address: 'joe@lab.example' };
  const { site, read } = testPrivateSite({
    readers: async () => [JANE, joe],
    previewMail: async request =>
      'reader' in request && request.reader === 'joe' ? { empty: 'Nothing matches.' } : MAIL,
  });
  const page = await read('/preview/matrix?scheme=dark&layout=compact&width=320');
  const cards = elements(page, 'li').map(textOf);
  expect(cards[0]).toMatch(/Today <script>\s*jane@lab.example · 7 papers\s*1 of 102 KB[\s\S]*2 bad links/);
  expect(cards[1]).toMatch(/No mail\s*joe@lab.example\s*Nothing matches\./);
  const [frame, ...more] = elements(page, 'iframe');
  expect(more).toEqual([]);
  expect([attribute(frame, 'class'), attribute(frame, 'loading')]).toEqual(['w320', 'lazy']);
  expect(await (await site.request(attribute(frame, 'src') ?? '')).text()).toContain('Seven papers');
});

test('the matrix of the sample mails has them all', async () => {
  const { requests, read } = listeningSite();
  const page = await read('/preview/matrix?of=fixtures');
  const ids = requests.map(request => 'fixture' in request && request.fixture.id);
  expect(ids).toEqual([
    'no-papers',
    'one-paper',
    'ten-papers',
    '25-papers',
    'no-abstract',
    'right-to-left',
    'long-title',
    'first-mail',
    'weekly',
    'after-pause',
    'silence',
    'quiet-day',
  ]);
  expect(elements(page, 'iframe')).toHaveLength(ids.length);
});

test('an open page is told of every save until it goes', async () => {
  const listeners = new Set<() => void>();
  const gone = Promise.withResolvers<void>();
  const { site } = testPrivateSite({
    onChange: async tell => {
      listeners.add(tell);
      return () => {
        listeners.delete(tell);
        gone.resolve();
      };
    },
  });
  const answer = await site.request('/preview/events');
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const events = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await events.read()).value).toContain('event: hello');
  for (const tell of listeners) tell();
  expect((await events.read()).value).toContain('event: saved');
  await events.cancel();
  await gone.promise;
  expect(listeners.size).toBe(0);
});
