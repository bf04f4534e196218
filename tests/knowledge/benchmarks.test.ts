import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { folderWith, lines } from './folder.ts';

const NOTE = '---\ntitle: Docker\n---\n\n# Docker\n\nA tool.\n';
const ENVIRONMENTS = lines(`
  bare-metal:
    label: { ja: 物理サーバー, en: Bare metal }
    baseline: true
  docker:
    label: { ja: Docker, en: Docker }
    topic: docker
`);
const FIGURES = lines(`
  source:
    id: paper
    title: A paper
    authors: A. Nobody
    url: https://example.org/paper
    year: 2020
    level: primary-data
    conditions: { ja: 条件, en: Conditions }
  rows:
    - id: paper-cpu
      family: cpu
      workload: { ja: 素数, en: Primes }
      metric: { ja: 時間, en: Time }
      unit: s
      better: lower
      evidence: Table 1
      confidence: high
      results:
        - { environment: bare-metal, value: 2.4 }
        - { environment: docker, value: 2.5, qualifier: '~' }
`);

const load = (figures: string, environments = ENVIRONMENTS) =>
  loadKnowledge({
    folders: [
      folderWith({
        'topics/docker.en.md': NOTE,
        'benchmarks/environments.yaml': environments,
        'benchmarks/paper.yaml': figures,
      }),
    ],
  });

test('each row of a file of figures carries the source of its file', async () => {
  const knowledge = await load(FIGURES);

  expect(knowledge.problems).toEqual([]);
  expect(knowledge.benchmarks).toMatchObject([
    { id: 'paper-cpu', origin: 'published', source: { id: 'paper', url: 'https://example.org/paper' } },
  ]);
  expect(knowledge.environments.docker?.topic).toBe('docker');
});

test('a wrong value is reported with its line and field, and nothing of the file is shown', async () => {
  const knowledge = await load(FIGURES.replace('better: lower', 'better: faster'));

  expect(knowledge.benchmarks).toEqual([]);
  expect(knowledge.problems).toMatchObject([{ severity: 'error', line: 15, field: 'rows.0.better' }]);
});

test('a result in an environment nobody described is left out and reported', async () => {
  const knowledge = await load(FIGURES.replace('environment: docker', 'environment: dcoker'));

  expect(knowledge.benchmarks[0]?.results.map((result) => result.environment)).toEqual(['bare-metal']);
  expect(knowledge.problems).toMatchObject([{ line: 20, field: 'rows.0.results.1.environment' }]);
});

test('an environment explained by a topic that does not exist is reported', async () => {
  const knowledge = await load(FIGURES, ENVIRONMENTS.replace('topic: docker', 'topic: moby'));

  expect(knowledge.problems).toMatchObject([{ line: 6, field: 'docker.topic' }]);
});
