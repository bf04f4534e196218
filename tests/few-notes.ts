import { join } from 'node:path';
import { loadKnowledge } from '../src/knowledge/files/load.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';

const FEW: readonly string[] = [
  'kvm',
  'xen',
  'docker',
  'startup-speed',
  'container-virtualization',
  'hypervisor-virtualization',
];

/** Some of the notes as they are: a bot for every test reads its notes for every test. */
export async function fewNotes(): Promise<Knowledge> {
  const whole = await loadKnowledge({ folders: [join(import.meta.dirname, '../knowledge')] });
  return { ...whole, topics: new Map([...whole.topics].filter(([id]) => FEW.includes(id))) };
}
