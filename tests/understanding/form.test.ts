import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/files/load.ts';
import { createSearch } from '../../src/search/create.ts';
import { formOf, likeliest } from '../../src/understanding/form.ts';
import { FORM_WEIGHTS } from '../../src/understanding/form-weights.ts';
import { questionOf } from '../../src/understanding/question.ts';
import { labelledForms, learnForms } from '../learn/form.ts';

const search = createSearch(await loadKnowledge({ folders: ['knowledge'] }));
const formIn = (text: string) => likeliest(formOf(questionOf(text, search)));

test('the weights are what is learned from the labelled questions', () => {
  const weights = learnForms(labelledForms(search));

  expect(Object.keys(FORM_WEIGHTS).length).toBeGreaterThan(100);
  expect(Object.keys(weights)).toEqual(Object.keys(FORM_WEIGHTS));
  for (const [name, row] of Object.entries(weights))
    for (const [i, weight] of row.entries()) expect(FORM_WEIGHTS[name]?.[i], name).toBeCloseTo(weight, 1);
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
