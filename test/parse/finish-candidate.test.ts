import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../src/domain/paper.ts';
import { finishCandidate } from '../../src/parse/finish-candidate.ts';

function finished(draft: Partial<Candidate>): Candidate {
  const result = finishCandidate({ title: 'A title', ...draft });
  if ('fault' in result) throw new Error(result.fault);
  return result.paper;
}

describe('finishCandidate', () => {
  test('reads TeX in title, abstract, names, venue, organisation, summary and keywords', () => {
    const paper = finished({
      title: 'H$^{\\mathbf{3}}$DP:\n$\\alpha$-divergence for T\\"ULU',
      abstract: 'In $O(n\n\\log n)$ it\\\\ is 10$\\times$ better.',
      authors: ["Andr\\'e {\\L}ukasiewicz"],
      venue: 'Nucl.\\ Phys.\\ {\\bf 5}',
      organization: 'Universit\\"at',
      tldr: '50\\% less',
      keywords: ['$k$-NN'],
    });
    expect(paper).toEqual({
      title: 'H³DP: α-divergence for TÜLU',
      abstract: 'In O(n log n) it is 10× better.',
      authors: ['André Łukasiewicz'],
      venue: 'Nucl. Phys. 5',
      organization: 'Universität',
      tldr: '50% less',
      keywords: ['k-NN'],
    });
  });

  test('undoes left-over HTML before TeX', () => {
    const { title, abstract } = finished({
      title: 'R\\&amp;D &amp; <b>more</b> for CO<sub>2</sub>',
      abstract: '<p>Let $x &lt; y$ with p<0.05 in List<int>.</p>',
    });
    expect(title).toBe('R&D & more for CO₂');
    expect(abstract).toBe('Let x < y with p<0.05 in List<int>.');
  });

  test('decodes references once, and never again what a feed reader has decoded', () => {
    expect(finished({ title: 'How &amp;lt; is escaped' }).title).toBe('How &lt; is escaped');
    expect(finished({ title: 'How &lt; and <b>x</b> are written', source: 'feed' }).title).toBe(
      'How &lt; and <b>x</b> are written',
    );
  });

  test('an abstract that says nothing but a citation is absent', () => {
    expect(finished({ abstract: '\\cite{x}' })).toEqual({ title: 'A title' });
  });

  test('an author has letters in the name', () => {
    expect(finished({ authors: ['Qwen', ':', '42', 'An Yang'] }).authors).toEqual(['Qwen', 'An Yang']);
  });

  test('categories are codes, not text', () => {
    expect(finished({ categories: ['cs.LG', ' '], primaryCategory: ' cs.LG' })).toMatchObject({
      categories: ['cs.LG'],
      primaryCategory: 'cs.LG',
    });
  });
});
