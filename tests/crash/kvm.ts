import type { Knowledge } from '../../src/knowledge/knowledge.ts';

const text = { en: [{ text: 'idea' }] };
const tips = Array.from({ length: 5 }, (_none, n) => ({
  id: `kvm/tip-${n}`,
  topic: 'kvm',
  text,
  sources: {},
}));

/** One topic with a few tips: enough to deliver. */
export const kvm: Knowledge = {
  version: '1',
  topics: new Map([
    [
      'kvm',
      {
        id: 'kvm',
        title: { en: 'KVM' },
        aliases: {},
        asked: {},
        summary: {},
        sections: [],
        attributes: {},
        related: [],
        tips,
        quiz: [],
        sources: {},
      },
    ],
  ]),
  brands: [],
  benchmarks: [],
  environments: {},
  problems: [],
};
