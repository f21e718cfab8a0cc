// A title without what sites wrap around it.

/** "[2401.00001] Sparse Hives", "(arXiv:2401.00001v2) Sparse Hives". */
const ID_BEFORE = /^[[(]\s*(?:arxiv:\s*)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?\s*[\])]\s*/i;
/** "Sparse Hives | Hugging Face", "Sparse Hives - arXiv". */
const SITE_BEHIND =
  /\s+[|·•–—-]\s*(?:(?:paper page|papers?)\s+[|·•–—-]\s*)?(?:hugging ?face|arxiv(?:\.org)?|alphaxiv|openreview|papers ?with ?code|semantic scholar|researchgate|acl anthology|ieee xplore|springer ?link|github|youtube)\s*$/i;
const ID_BEHIND = /\s*[[(]\s*arxiv:?\s*\d{4}\.\d{4,5}(?:v\d+)?\s*[\])]\s*$/i;

/** The title itself, where anything else is left of it. */
export function undressed(title: string): string {
  const bare = title.replace(ID_BEFORE, '').replace(SITE_BEHIND, '').replace(ID_BEHIND, '');
  return bare === '' ? title : bare;
}
