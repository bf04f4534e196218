import { expect, test } from 'vitest';
import { chooseLang } from '../../src/talk/language.ts';

const person = (locale?: string) => ({ id: 'p', ...(locale ? { locale } : {}) });

test.each([
  ['what was asked for outright', { lang: 'en', person: person('ja'), text: 'コンテナ' }, 'en'],
  ['the locale before the script of the text', { person: person('ja-JP'), text: 'docker' }, 'ja'],
  ['the script when the locale is neither language', { person: person('de'), text: 'コンテナ' }, 'ja'],
  ['English for Latin text without a locale', { person: person(), text: 'docker' }, 'en'],
  ['half-width kana as Japanese', { person: person(), text: 'ｺﾝﾃﾅ' }, 'ja'],
  ['the default when nothing tells', { person: person(), text: '???' }, 'ja'],
] as const)('takes %s', (_name, request, lang) => {
  expect(chooseLang(request, 'ja')).toBe(lang);
});
