/** `npm run bench [-- search notes …]`: every benchmark, or those named. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  flood: async () => (await import('./flood.ts')).benchFlood(),
  idle: async () => (await import('./idle.ts')).benchIdle(),
  start: async () => (await import('./start.ts')).benchStart(),
  search: async () => (await import('./search.ts')).benchSearch(),
  tips: async () => (await import('./tips.ts')).benchTips(),
  notes: async () => {
    await import('./notes.ts');
  },
};

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(BENCHES)) {
  const bench = BENCHES[name];
  if (!bench) {
    process.stderr.write(`no benchmark is called "${name}"; there are ${Object.keys(BENCHES).join(', ')}\n`);
    process.exit(2);
  }
  await bench();
}
