import { createRequire } from 'node:module';

/*
 * Loaded before the program in a process of its own: its platforms' libraries are sent to the stand-ins named in
 * the environment, and nothing reaches the network. The program itself has no way to be pointed elsewhere.
 */

const { STAND_IN_DISCORD, STAND_IN_SLACK } = process.env;
const NOWHERE = 'http://127.0.0.1:9';

const discord = createRequire(import.meta.url)('discord.js');
discord.DefaultRestOptions.api = STAND_IN_DISCORD ?? NOWHERE;

const fetched = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const address = input instanceof Request ? input.url : String(input);
  const local = address.replace('https://slack.com/api/', STAND_IN_SLACK ?? `${NOWHERE}/`);
  if (!local.startsWith('http://127.0.0.1:')) throw new Error(`a test may not reach ${address}`);
  return fetched(local, init);
};

// Errors nobody waits for, as soon as the program listens for such.
if (process.env.STAND_IN_FAILURE) {
  const listening = setInterval(() => {
    if (process.listenerCount('uncaughtException') === 0) return;
    clearInterval(listening);
    void Promise.reject(new Error('nobody waits for this promise'));
    throw new Error('nobody catches this');
  }, 50);
}
