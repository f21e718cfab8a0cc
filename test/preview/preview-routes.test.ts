import { expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import type { PreviewRequest } from '../../src/preview/ports.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { JANE, testPrivateSite } from './private-site-fixture.ts';

const MAIL = {
  subject: 'Today <script>',
  html: '<html><head></head><body><p>Seven papers</p></body></html>',
  text: 'Seven papers <script>',
  headers: [['List-Id', '<daily.lab.example>']] as const,
};

test('offers the sample subscribers and a form with every topic', async () => {
  const page = await testPrivateSite().read('/preview');
  expect(textOf(elements(page, 'li')[0])).toMatch(
    /Jane\s*jane@lab.example · Reinforcement learning, “offline”, never “survey”/,
  );
  expect(elements(page, 'legend').map(textOf)).toEqual(['Learning', 'Acting']);
  const boxes = elements(page, 'input').filter(input => attribute(input, 'type') === 'checkbox');
  expect(boxes.map(box => attribute(box, 'value'))).toEqual(['rl', 'agents', 'yes']);
  expect(attribute(elements(page, 'form')[0], 'method')).toBeUndefined();
});

test('says where subscribers come from when there are none', async () => {
  expect(await testPrivateSite({ readers: async () => [] }).read('/preview')).toContain('There are no subscribers yet');
});

test('shows the mail of a subscriber from all sides', async () => {
  const { site, read } = testPrivateSite({ previewMail: async () => MAIL });
  const page = await read('/preview/jane');
  expect(textOf(elements(page, 'h1')[0])).toBe('Today <script>');
  expect(textOf(elements(page, 'main')[0])).toMatch(/jane@lab.example[\s\S]*1 KB of HTML/);
  const frame = await site.request(attribute(elements(page, 'iframe')[0], 'src') ?? '');
  expect(await frame.text()).toContain('<p>Seven papers</p>');
  expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox /);
  expect(textOf(elements(await read('/preview/jane?view=text'), 'pre')[0])).toBe(MAIL.text);
  expect(textOf(elements(await read('/preview/jane?view=source'), 'pre')[0])).toBe(MAIL.html);
  expect(textOf(elements(await read('/preview/jane?view=headers'), 'dd')[0])).toBe('<daily.lab.example>');
  expect(elements(page, 'script')).toEqual([]);
});

test('asks for the mail of exactly the reader in the URL', async () => {
  const requests: PreviewRequest[] = [];
  const { read } = testPrivateSite({
    readers: async () => [{ ...JANE, id: 'jane+x@lab.example' }],
    previewMail: async request => {
      requests.push(request);
      return MAIL;
    },
  });
  const link = elements(await read('/preview'), 'a').find(candidate => textOf(candidate) === 'Jane');
  const page = await read(attribute(link, 'href') ?? '');
  await read(attribute(elements(page, 'iframe')[0], 'src') ?? '');
  expect(requests).toEqual([{ reader: 'jane+x@lab.example' }, { reader: 'jane+x@lab.example' }]);
});

test('shows the mail of a made-up reader, page and frame alike, with the form to change it', async () => {
  const requests: PreviewRequest[] = [];
  const { read } = testPrivateSite({
    previewMail: async request => {
      requests.push(request);
      return MAIL;
    },
  });
  const page = await read('/preview?topics=rl,agents&keywords=graph&papers=3');
  expect(await read(attribute(elements(page, 'iframe')[0], 'src') ?? '')).toContain('Seven papers');
  const reader = { interests: { ...NO_INTERESTS, topics: ['rl', 'agents'], keywords: ['graph'] }, papersPerMail: 3 };
  expect(requests).toEqual([reader, reader]);
  expect(textOf(elements(page, 'main')[0])).toContain('Reinforcement learning, Agents, “graph”');
  const text = elements(page, 'a').find(link => textOf(link) === 'Text');
  expect(attribute(text, 'href')).toBe('/preview?topics=rl%2Cagents&keywords=graph&papers=3&view=text');
});

test('says why there would be no mail', async () => {
  const { site, read } = testPrivateSite({ previewMail: async () => ({ empty: 'Nothing new matches.' }) });
  const page = await read('/preview/jane');
  expect(textOf(elements(page, 'main')[0])).toContain('Nothing new matches.');
  expect(elements(page, 'iframe')).toEqual([]);
  expect((await site.request('/preview/jane/html')).status).toBe(404);
});

test('a broken template is a page that says file, line and fault', async () => {
  const message = 'templates/digest.mjml:12: <mj-txt> is no MJML element: expected <mj-text>';
  const { site, reported } = testPrivateSite({
    previewMail: async () => {
      throw new AppError('template_invalid', message);
    },
  });
  const answer = await site.request('/preview/jane');
  expect(answer.status).toBe(500);
  const page = await answer.text();
  expect(textOf(elements(page, 'h1')[0])).toBe('Template invalid');
  expect(textOf(elements(page, 'pre')[0])).toBe(message);
  expect(reported).toEqual([]);
});

test('a topic that the catalogue does not have is named', async () => {
  const { site } = testPrivateSite();
  const answer = await site.request('/preview?topics=quantum');
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('“quantum” is not in the catalogue');
});
