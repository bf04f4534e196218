import { expect, test } from 'vitest';
import { createSearch } from '../../src/search/create.ts';
import { FORM_WEIGHTS, formOf, likeliest } from '../../src/understanding/form.ts';
import { questionOf } from '../../src/understanding/question.ts';
import { labelledForms, learnOn } from '../learn/form.ts';
import { shippedKnowledge } from '../shipped.ts';

const search = createSearch(await shippedKnowledge());
const formIn = (text: string) => likeliest(formOf(questionOf(text, search)));

test('the weights are what is learned from the labelled questions', () => {
  const weights = learnOn(labelledForms(search), FORM_WEIGHTS);
  const names = new Set([...Object.keys(FORM_WEIGHTS), ...Object.keys(weights)]);

  expect(names.size).toBeGreaterThan(100);
  for (const name of names)
    for (const i of [0, 1])
      expect(weights[name]?.[i] ?? 0, name).toBeCloseTo(FORM_WEIGHTS[name]?.[i] ?? 0, 1);
});

test.each([
  ['compare', 'docker or podman for somebody who begins'],
  ['compare', 'XenからKVMに移る価値は'],
  ['other', 'why does docker need containerd'],
  ['other', 'KVMでスナップショットを取るには'],
  ['benchmark', 'benchmark numbers of kvm'],
] as const)('%s: %s', (form, text) => {
  expect(formIn(text)).toBe(form);
});
