// Which papers arXiv is asked about, many in one request.

const IDS_PER_REQUEST = 100;

/** One request of many ids. */
interface IdList {
  ids: readonly string[];
  url: string;
}

/**
 * The requests that tell what arXiv knows of these papers. https://info.arxiv.org/help/api/user-manual.html §3.1.1
 * @param ids canonical arXiv ids, with or without version
 */
export function arxivIdLists(ids: readonly string[], arxivApi: string): IdList[] {
  const lists: IdList[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
    const batch = ids.slice(start, start + IDS_PER_REQUEST);
    // Without max_results the API answers with ten.
    lists.push({ ids: batch, url: `${arxivApi}/api/query?id_list=${batch.join(',')}&max_results=${batch.length}` });
  }
  return lists;
}
