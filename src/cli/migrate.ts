// `paperboy migrate`: brings the database to this program's schema; every other command does so by itself.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description("bring the database to this program's schema")
    .option('--json', 'print the result as JSON')
    .action(async ({ json }: { json?: true }) => {
      const { openHouse } = await import('../assembly/house.ts');
      const house = await openHouse(loadConfig());
      const { from, to } = house.store.schema;
      await house.close();
      if (json) console.log(JSON.stringify({ from, to }));
      else
        console.log(
          from === to ? `✓ the database has schema ${to} already` : `✓ the database went from schema ${from} to ${to}`,
        );
    });
}
