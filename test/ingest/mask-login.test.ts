import { expect, test } from 'vitest';
import { maskLogin } from '../../src/ingest/mask-login.ts';

test.each([
  ['https://reader:secret@lab.org/feed', 'https://***@lab.org/feed'],
  ['https://token@lab.org', 'https://***@lab.org'],
  ['ftp://reader:s@cret@lab.org', 'ftp://***@lab.org'],
  ['//reader:secret@lab.org/feed', '//***@lab.org/feed'],
  // No URL: the slash in the password makes a port of its beginning.
  ['https://reader:sec/ret@lab.org', 'https://***@lab.org'],
  ['https://medium.com/feed/@lab', 'https://medium.com/feed/@lab'],
  ['https://lab.org/?mail=a@lab.org#@', 'https://lab.org/?mail=a@lab.org#@'],
  ['reader@lab.org', 'reader@lab.org'],
])('%s is shown as %s', (text, shown) => {
  expect(maskLogin(text)).toBe(shown);
});
