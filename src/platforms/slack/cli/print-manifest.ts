import { SCOPES, slackManifest } from '../connect/manifest.ts';

/**
 * Writes the Slack app's manifest to stdout, ready to be pasted or piped, and to stderr what each permission is for.
 * `address`: where Slack reaches the bot over HTTP; without it the app uses Socket Mode. `many`: any workspace may
 * install it.
 */
export function printManifest(address: string | undefined, many: boolean): number {
  if (address !== undefined && !URL.canParse(address)) {
    process.stderr.write(`--url: "${address}" is no web address\n`);
    return 2;
  }
  if (many && !address?.startsWith('https:')) {
    process.stderr.write('--workspaces needs --url https://…: where browsers and Slack reach the bot\n');
    return 2;
  }
  const events = address === undefined ? undefined : new URL('/slack/events', address).href;
  process.stdout.write(`${JSON.stringify(slackManifest(events, many), null, 2)}\n`);
  for (const [scope, purpose] of Object.entries(SCOPES))
    process.stderr.write(`${scope.padEnd(20)}${purpose}\n`);
  return 0;
}
