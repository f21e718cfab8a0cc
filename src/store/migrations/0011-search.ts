// Schema 11: words of papers, to search in. The index keeps no text of its own: what it shows is read from the papers.
import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void> {
  // Folded like keywords: case and accents do not count.
  await sql`create virtual table paper_search using fts5 (
    title, authors, abstract, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '3'
  )`.execute(db);
  const words = (row: string) =>
    sql.raw(
      `${row}.id, json_extract(${row}.facts, '$.title'), coalesce(json_extract(${row}.facts, '$.authors'), ''),
       coalesce(json_extract(${row}.facts, '$.abstract'), '')`,
    );
  await sql`insert into paper_search (rowid, title, authors, abstract)
    select ${words('papers')} from papers where merged_into is null`.execute(db);
  await sql`create trigger paper_search_added after insert on papers begin
    insert into paper_search (rowid, title, authors, abstract) select ${words('new')};
  end`.execute(db);
  await sql`create trigger paper_search_changed after update of facts, merged_into on papers
    when new.facts is not old.facts or new.merged_into is not old.merged_into begin
    delete from paper_search where rowid = old.id;
    insert into paper_search (rowid, title, authors, abstract) select ${words('new')} where new.merged_into is null;
  end`.execute(db);
}
