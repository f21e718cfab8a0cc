// `paperboy send-test`: one mail to yourself, as a subscriber would get it.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';

export function sendTestCommand(): Command {
  return new Command('send-test')
    .description('send one mail to an address, as a subscriber would get it; nothing is written down')
    .argument('<address>', 'to whom it goes')
    .requiredOption('--as <subscriber>', 'whose mail, by the address')
    .action(send);
}

async function send(address: string, { as }: { as: string }): Promise<void> {
  const config = loadConfig();
  const { sendTest } = await import('../assembly/send-test.ts');
  const sent = await sendTest(config, { address, as });
  if ('empty' in sent) {
    console.error(`paperboy: nothing was sent: ${sent.empty}`);
    process.exitCode = 1;
    return;
  }
  console.log(`✓ sent to ${sent.to}${config.tryingOut ? ', which is the built-in mailbox' : ''}: ${sent.subject}`);
  console.log(`  the server said: ${sent.reply}`);
  console.log('  Personal links in it lead nowhere: nobody is unsubscribed by trying them.');
}
