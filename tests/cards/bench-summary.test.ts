import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { representative, selectRows } from '../../src/cards/bench/bench-select.ts';
import { bySource, changes, ranking } from '../../src/cards/bench/bench-summary.ts';
import type { Benchmark } from '../../src/knowledge/figures/benchmark.ts';
import { environments, published, publishedKnowledge } from './published.ts';
import { knowledgeOf, topic } from './topics.ts';

const row = (id: string): Benchmark => {
  const found = published.find((one) => one.id === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};
const of = (source: string) => published.filter((one) => one.source.id === source);

describe('overhead', () => {
  test('counts a longer time and a lower rate both as less performance', () => {
    const time = changes(row('ibm-rc25482-tcp-rr'), environments);
    const rate = changes(row('ibm-rc25482-rand-read'), environments);

    expect(time.find((one) => one.environment === 'kvm')?.performance).toBeCloseTo(37.6 / 67.9);
    expect(rate.find((one) => one.environment === 'kvm')?.performance).toBeCloseTo(46173 / 84044);
  });

  test('is relative to what the source used where bare metal was not measured', () => {
    expect(changes(row('youki-readme-create-delete'), environments).map((one) => one.environment)).toEqual([
      'crun',
      'youki',
    ]);
  });

  test('is not calculated from bounds, best cases, ranges or estimates', () => {
    expect(changes(row('firecracker-spec-cpu'), environments)).toEqual([]);
    expect(changes(row('nikkei-2007-overall'), environments)).toEqual([]);
    expect(changes(row('vmware-mlperf-v30'), environments)).toEqual([]);
  });

  test('is not calculated against a measurement that took another path', () => {
    expect(changes(row('firecracker-nsdi20-iperf3'), environments)).toEqual([]);
  });
});

describe('a draw', () => {
  const tiedIn = (id: string) =>
    changes(row(id), environments)
      .filter((one) => one.tied)
      .map((one) => one.environment);

  test('is what lies within the error the source states', () => {
    expect(tiedIn('cern-hs06-2016-four-vms')).toEqual(['kvm-ept-off']);
    expect(tiedIn('cern-hs06-2016-one-vm')).toEqual([]);
    expect(tiedIn('gvisor-hotcloud19-gettimeofday-sentry')).toEqual(['docker-runc']);
    expect(tiedIn('gvisor-hotcloud19-open-close')).toEqual([]);
  });

  test('of losses is told by what is left, not by the ratio of two small losses', () => {
    expect(tiedIn('cern-hs06-2016-four-vms-loss')).toEqual(['kvm-ept-off', 'hyper-v']);
    expect(ranking(row('cern-hs06-2016-four-vms-loss'), environments)).toEqual([
      ['hyper-v', 'kvm-ept-off'],
      ['kvm-default'],
    ]);
    expect(changes(row('morabito-ic2e15-tcp-rr'), environments)).toMatchObject([
      { environment: 'docker', performance: 0.806, tied: false },
      { environment: 'kvm', performance: 0.526, tied: false },
    ]);
  });

  test('is a container that comes out ahead of its own host, not a unikernel that does', () => {
    expect(tiedIn('ibm-rc25482-redis-10')).toEqual(['docker-hostnet']);
    expect(tiedIn('unikraft-eurosys21-nginx')).toEqual([]);
  });
});

describe('a ranking', () => {
  test('puts the best first whichever way the metric points', () => {
    expect(ranking(row('blending-vee20-ping'), environments)).toEqual([
      ['bare-metal', 'lxc'],
      ['gvisor'],
      ['firecracker'],
    ]);
    expect(ranking(row('unikraft-eurosys21-nginx'), environments)[0]).toEqual(['kvm-unikraft']);
  });

  test('holds every measured environment once, places in order and clearly apart', () => {
    const value = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    const better = fc.constantFrom('lower' as const, 'higher' as const);

    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), better, (values, direction) => {
        const results = values.map((one, index) => ({ environment: `e${index}`, value: one }));
        const places = ranking({ better: direction, results }, environments);
        const bests = places.map((place) => Number(values[Number(place[0]?.slice(1))]));

        expect(places.flat().sort()).toEqual(results.map((one) => one.environment).sort());
        for (const [index, best] of bests.slice(1).entries()) {
          const before = Number(bests[index]);
          expect(direction === 'lower' ? best > before : best < before).toBe(true);
          expect(Math.abs(best - before)).toBeGreaterThan(0.05 * before);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a selection', () => {
  test('finds rows in which all topics were measured', () => {
    const { together } = selectRows(
      { families: [], topics: ['docker', 'kvm'] },
      published,
      publishedKnowledge,
    );

    expect(together.length).toBeGreaterThan(10);
    for (const one of together) {
      const topics = one.results.map((result) => environments[result.environment]?.topic);
      expect(topics).toEqual(expect.arrayContaining(['docker', 'kvm']));
    }
  });

  test('counts the products of a kind as the kind', () => {
    const kind = topic('hosted');
    const notes = knowledgeOf([kind, topic('virtualbox', { parent: 'hosted' })], {
      benchmarks: published,
      environments,
    });
    const { any } = selectRows({ families: ['cpu'], topics: ['hosted'] }, published, notes);

    expect(any.map((one) => one.id)).toContain('codezine-7894-cpu');
    expect(any.every((one) => one.results.some((result) => result.environment === 'virtualbox'))).toBe(true);
  });

  test('names the topics nothing was measured of', () => {
    expect(
      selectRows({ families: [], topics: ['docker', 'cgroups'] }, published, publishedKnowledge).without,
    ).toEqual(['cgroups']);
  });
});

test('a few rows that stand for many come from different fields', () => {
  const few = representative(of('ibm-rc25482'), 4);

  expect(new Set(few.map((one) => one.family)).size).toBe(4);
});

test('the best documented source comes first, and none that was read off a chart', () => {
  const [first] = bySource(published);

  expect(first?.source).toMatchObject({ id: 'ibm-rc25482', level: 'primary-data' });
});
