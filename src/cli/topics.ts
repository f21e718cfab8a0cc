// `paperboy topics`: the catalogue that readers choose from.
import { Command } from 'commander';
import { loadTopics } from '../assembly/load-topics.ts';
import { loadConfig } from '../config.ts';
import { topicsTryCommand } from './topics-try.ts';

export function topicsCommand(): Command {
  const list = new Command('list')
    .description('the topics of the catalogue, by group')
    .option('--json', 'print them as JSON')
    .action(({ json }: { json?: true }) => {
      const { groups, topics } = loadTopics(loadConfig());
      if (json) {
        console.log(
          JSON.stringify(topics.map(({ strong: _strong, weak: _weak, exclude: _exclude, ...topic }) => topic)),
        );
        return;
      }
      const width = Math.max(...topics.map(({ id }) => id.length));
      for (const [group, name] of Object.entries(groups)) {
        console.log(`\n${name}`);
        for (const topic of topics.filter(topic => topic.group === group)) {
          console.log(`  ${topic.id.padEnd(width)}  ${topic.name}: ${topic.description}`);
          if (topic.example !== undefined) console.log(`  ${' '.repeat(width)}  “${topic.example}”`);
        }
      }
    });
  return new Command('topics').description('the catalogue of topics').addCommand(list).addCommand(topicsTryCommand());
}
