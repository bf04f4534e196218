import { describe, expect, test } from 'vitest';
import { compare } from '../../src/cards/comparison/comparison.ts';
import { comparisonCard } from '../../src/cards/comparison/comparison-card.ts';
import { verdict } from '../../src/cards/comparison/verdict.ts';
import { ATTRIBUTE_IDS, attributeDefinition } from '../../src/knowledge/notes/attributes.ts';
import type { Topic } from '../../src/knowledge/topic.ts';
import { LANGS, type Lang, type Part, plain, text } from '../../src/text.ts';
import { knowledgeOf, topic, wholeBody } from './topics.ts';

const container = topic('container-virtualization', {
  ja: 'コンテナ型仮想化',
  en: 'Container virtualization',
  attributes: { boundary: 'namespaces', startup: 'subsecond', overhead: 'negligible', density: 'thousands' },
  layers: { base: ['hardware', 'host-kernel', 'container-engine'], each: ['libs', 'app'] },
});
const hypervisor = topic('hypervisor-virtualization', {
  ja: 'ハイパーバイザー型仮想化',
  en: 'Hypervisor virtualization',
  attributes: { boundary: 'vm', startup: 'minutes', overhead: 'moderate', density: 'tens' },
  layers: { base: ['hardware', 'hypervisor'], each: ['guest-os', 'libs', 'app'] },
});
const hosted = topic('hosted-virtualization', {
  ja: 'ホスト型仮想化',
  en: 'Hosted virtualization',
  attributes: { boundary: 'vm', startup: 'minutes', overhead: 'high', density: 'few' },
});
const docker = topic('docker', {
  ja: 'Docker',
  en: 'Docker',
  parent: 'container-virtualization',
  attributes: { licence: 'Apache-2.0' },
});
const podman = topic('podman', { ja: 'Podman', en: 'Podman', parent: 'container-virtualization' });
const kvm = topic('kvm', { ja: 'KVM', en: 'KVM', parent: 'hypervisor-virtualization' });
const namespaces = topic('namespaces', {
  summary: 'Namespaces decide what a process sees.',
  sections: { examples: [{ kind: 'list', items: [text('pid'), text('net')] }] },
});
const cgroups = topic('cgroups', {
  summary: 'Cgroups decide how much a process may use.',
  sections: { examples: [{ kind: 'list', items: [text('cpu.max')] }] },
});
const everything = knowledgeOf([container, hypervisor, hosted, docker, podman, kvm, namespaces, cgroups]);

const told = (topics: readonly Topic[], lang: Lang): string =>
  verdict(compare(topics, everything, lang), everything, lang);
const row = (topics: readonly Topic[], id: string, lang: Lang = 'en') => {
  const { differing, same } = compare(topics, everything, lang);
  return [...differing, ...same].find((one) => one.id === id);
};
const shown = (topics: readonly Topic[], id: string) =>
  row(topics, id)?.cells.map((cell) => (cell.value ? plain(cell.value) : undefined));

describe('a comparison', () => {
  test('takes what a product does not say itself from the kind it belongs to, and says whose note it is', () => {
    expect(row([docker, kvm], 'startup')?.cells).toMatchObject([
      { from: 'container-virtualization', inherited: true },
      { from: 'hypervisor-virtualization', inherited: true },
    ]);
  });

  test('prefers what the note itself says', () => {
    const quick = topic('quick', {
      parent: 'hypervisor-virtualization',
      attributes: { startup: 'milliseconds' },
    });

    expect(
      compare([quick, docker], everything, 'en').differing.find((one) => one.id === 'startup')?.cells[0],
    ).toMatchObject({
      from: 'quick',
      inherited: false,
    });
  });

  test('leaves out what means something for one of them only', () => {
    const engine = topic('engine', {
      parent: 'container-virtualization',
      attributes: { daemon: 'required' },
    });
    const notes = knowledgeOf([container, hypervisor, engine, podman, kvm]);
    const ids = (topics: readonly Topic[]) => compare(topics, notes, 'en').differing.map((one) => one.id);

    expect(ids([engine, kvm])).not.toContain('daemon');
    expect(ids([engine, podman])).toContain('daemon');
  });

  test('leaves unknown what neither the note nor its kinds say', () => {
    expect(shown([docker, podman], 'licence')).toEqual(['Apache-2.0', undefined]);
  });

  test('puts rows known for all before rows with an unknown, and each group in the order of the vocabulary', () => {
    const other = topic('other', {
      attributes: { boundary: 'vm', startup: 'minutes', overhead: 'low', licence: 'GPL-2.0' },
    });
    const ids = compare([docker, other], knowledgeOf([container, hypervisor, docker, other]), 'en')
      .differing.map((one) => one.id)
      .filter((id) => id !== 'definition');

    expect(ids).toEqual(['boundary', 'startup', 'overhead', 'licence', 'density']);
  });

  test('keeps rows with one value for all apart', () => {
    const { differing, same } = compare([hypervisor, hosted], everything, 'en');

    expect(same.map((one) => one.id)).toEqual(['boundary', 'startup']);
    expect(differing.map((one) => one.id)).toEqual(['overhead', 'density']);
  });

  test('ends although notes name each other as their kind', () => {
    const a = topic('a', { parent: 'b' });
    const b = topic('b', { parent: 'a', attributes: { startup: 'seconds' } });

    expect(compare([a, b], knowledgeOf([a, b]), 'en').same.map((one) => one.id)).toEqual(['startup']);
  });

  test('uses definitions and shared sections where the notes have no attributes', () => {
    expect(shown([namespaces, cgroups], 'definition')).toEqual([
      'Namespaces decide what a process sees.',
      'Cgroups decide how much a process may use.',
    ]);
    expect(shown([namespaces, cgroups], 'examples')).toEqual(['pid, net', 'cpu.max']);
  });
});

describe('the verdict', () => {
  test('of two names who leads in what', () => {
    expect(told([container, hypervisor], 'ja')).toBe(
      'コンテナ型仮想化は起動が速く、オーバーヘッドが小さく、1台に多く載ります。ハイパーバイザー型仮想化は隔離が強いです。',
    );
    expect(told([container, hypervisor], 'en')).toBe(
      'Container virtualization starts faster, has less overhead and packs more onto one host. ' +
        'Hypervisor virtualization isolates more strongly.',
    );
  });

  test('of three says whom the leaders are ahead of, and names ties together', () => {
    expect(told([container, hypervisor, hosted], 'en')).toContain(
      'Hypervisor virtualization and Hosted virtualization isolate more strongly than Container virtualization.',
    );
    expect(told([container, hypervisor, hosted], 'ja')).toContain(
      'コンテナ型仮想化は起動が最も速く、オーバーヘッドが最も小さく、1台に最も多く載ります。',
    );
    expect(told([container, hypervisor, hosted], 'ja')).toContain(
      'ハイパーバイザー型仮想化とホスト型仮想化は隔離が最も強いです。',
    );
  });

  test('of four counts only those the notes rank, and says of kinds what holds of kinds', () => {
    expect(told([docker, podman, kvm, namespaces], 'ja')).toBe(
      '型としては、コンテナ型仮想化はハイパーバイザー型仮想化より起動が速く、オーバーヘッドが小さく、1台に多く載ります。' +
        'ハイパーバイザー型仮想化は隔離が強いです。',
    );
    expect(told([docker, podman, kvm, namespaces], 'en')).toContain(
      'By type: Container virtualization starts faster, has less overhead and packs more onto one host than Hypervisor virtualization.',
    );
  });

  test('makes nothing of neighbouring estimates, which overlap', () => {
    expect(told([hypervisor, hosted], 'en')).toBe(
      'No clear difference in overhead class, density per host, isolation boundary and start-up class.',
    );
  });

  test('names what shows no clear difference', () => {
    const twin = topic('twin', { attributes: { startup: 'minutes' } });

    expect(told([hypervisor, twin], 'ja')).toBe('起動時間の目安に、はっきりした差はありません。');
  });

  test('of two of one kind names the kind', () => {
    expect(told([docker, podman], 'ja')).toBe('DockerとPodmanは、どちらもコンテナ型仮想化に属します。');
    expect(told([docker, podman], 'en')).toBe('Docker and Podman both belong to Container virtualization.');
  });

  test('says when one is a kind of the other', () => {
    expect(told([docker, container], 'ja')).toMatch(/^Dockerはコンテナ型仮想化の一種です。/);
    expect(told([docker, container], 'en')).toMatch(/^Docker is a kind of Container virtualization\./);
  });

  test('is silent where the notes rank nothing', () => {
    expect(told([namespaces, cgroups], 'ja')).toBe('');
  });

  test('joins every praise of the vocabulary grammatically in both languages', () => {
    const praised = ATTRIBUTE_IDS.flatMap((id) => attributeDefinition(id).praise ?? []);

    // The endings the sentences know how to join: 形容詞 in い, 五段動詞 in る, English verbs in the plural.
    expect(praised.length).toBeGreaterThan(3);
    for (const { ja, en } of praised) {
      expect(ja).toMatch(/[がに].*(?:い|[^いきしちにみりえけせてねめれ]る)$/);
      expect(en).toMatch(/^(?:have|[a-z]+[^s]) /);
    }
  });
});

describe('the card', () => {
  const table = (topics: readonly Topic[], lang: Lang) => {
    const part = comparisonCard(topics, [], everything, lang).body.find((one) => one.kind === 'table');
    return part?.kind === 'table' ? part : undefined;
  };
  const everyRow = (topics: readonly Topic[], lang: Lang) =>
    wholeBody(comparisonCard(topics, [], everything, lang)).flatMap((part) =>
      part.kind === 'table' ? part.rows : [],
    );

  test.each(LANGS)('has no row of which one side is not known (%s)', (lang) => {
    const labels = everyRow([docker, podman], lang).map((row) => row.label);

    expect(labels).not.toContain(lang === 'ja' ? 'ライセンス' : 'Licence');
    expect(JSON.stringify(comparisonCard([docker, podman], [], everything, lang))).not.toMatch(
      /unknown|不明/,
    );
  });

  test('shows what decides first: five rows at most, none of them once more behind the button', () => {
    const words = { licence: 'free', maintainer: 'somebody', image: 'OCI', use: 'servers' };
    const other = { licence: 'paid', maintainer: 'a company', image: 'VMDK', use: 'desktops' };
    const [a, b] = [
      topic('a', { attributes: { ...words, startup: 'seconds', density: 'tens', overhead: 'low' } }),
      topic('b', { attributes: { ...other, startup: 'minutes', density: 'few', overhead: 'high' } }),
    ];
    const card = comparisonCard([a, b], [], knowledgeOf([a, b]), 'en');
    const rows = (part: Part | undefined) =>
      part?.kind === 'table' ? part.rows.map((row) => row.label) : [];
    const shown = rows(card.body.find((part) => part.kind === 'table'));
    const rest = (card.more?.body ?? []).flatMap(rows);

    expect(shown).toContain('Start-up class');
    expect(shown).toHaveLength(5);
    expect(rest).toHaveLength(2);
    expect(rest.filter((label) => shown.includes(label))).toEqual([]);
    expect(card.actions[0]).toMatchObject({ label: 'All rows', ask: 'unfold compare a b' });
  });

  test('marks values that hold by type, and says with the table what the mark means, once', () => {
    const card = comparisonCard([docker, hypervisor], [], everything, 'ja');
    const [shown, ...rest] = wholeBody(card).flatMap((part) => (part.kind === 'table' ? [part] : []));

    expect(shown?.rows.flatMap((row) => row.cells.map(plain))).toContain('1秒未満*');
    expect(shown?.marks).toBe('* は、属する型（コンテナ型仮想化）に共通の値です。');
    expect(rest.map(({ marks }) => marks)).toEqual(rest.map(() => undefined));
  });

  test('the row that is asked for comes first', () => {
    const rowsFor = (...asked: string[]) =>
      comparisonCard([docker, hypervisor], [], everything, 'en', asked).body.flatMap((part) =>
        part.kind === 'table' ? part.rows.map(({ label }) => label) : [],
      );

    const usual = rowsFor();
    const last = usual.at(-1) ?? '';
    expect(usual.length).toBeGreaterThan(1);
    expect(rowsFor(last.toLowerCase().split(' ')[0] ?? '')[0]).toBe(last);
  });

  test('says apart what two things share only because they are of one kind', () => {
    const card = comparisonCard([docker, podman], [], everything, 'ja');

    expect(JSON.stringify(wholeBody(card))).toContain('コンテナ型仮想化として共通：');
    expect(card.picture).toBeUndefined();
  });

  test('folds equal rows into one line', () => {
    const card = comparisonCard([hypervisor, hosted], [], everything, 'ja');
    const same = wholeBody(card)
      .filter((part) => part.kind === 'text')
      .map((part) => plain(part.text));

    expect(same).toContainEqual(
      '共通：隔離の境界：仮想マシン（ハードウェアの境界）、起動時間の目安：数十秒〜数分',
    );
  });

  test('draws the layers of products by those of their kind, and says so', () => {
    const { picture } = comparisonCard([docker, kvm], [], everything, 'ja');

    expect(picture?.kind === 'layers' && picture.columns.map((column) => column.title)).toEqual([
      'Docker（型として）',
      'KVM（型として）',
    ]);
  });

  test('says what is not in the notes and compares the rest', () => {
    const card = comparisonCard([docker, kvm], ['VMwareなんとか'], everything, 'ja');

    expect(JSON.stringify(card.body)).toContain('「VMwareなんとか」はノートにありません。');
    expect(card.body.some((part) => part.kind === 'table')).toBe(true);
  });

  test('with one known thing asks for another and offers neighbours', () => {
    const lone = topic('lone', { related: ['docker', 'a-method'] });
    const engine = { ...docker, attributes: { ...container.attributes, ...docker.attributes } };
    const method = topic('a-method', { attributes: { use: 'for moving', role: 'a method' } });
    const card = comparisonCard([lone], ['foo'], knowledgeOf([lone, engine, method]), 'en');

    expect(card.tone).toBe('notice');
    expect(card.actions).toContainEqual({
      kind: 'ask',
      label: 'Compare with Docker',
      ask: 'compare lone docker',
    });
    expect(JSON.stringify(card.actions)).not.toContain('a-method');
  });

  test('compares a thing named twice with nothing', () => {
    expect(comparisonCard([docker, docker], [], everything, 'en').tone).toBe('notice');
  });

  test('keeps to four and says so', () => {
    const card = comparisonCard([docker, podman, kvm, hosted, container], [], everything, 'en');

    expect(JSON.stringify(card.body)).toContain('At most 4 can be compared at once');
    expect(table([docker, podman, kvm, hosted, container], 'en')?.columns).toHaveLength(4);
  });

  test('gives advice from the first lines on when to use each', () => {
    const when = (words: string) => ({ when: [{ kind: 'text', text: text(words) } as const] });
    const a = topic('a', { sections: when('Many small services.'), attributes: { startup: 'seconds' } });
    const b = topic('b', { sections: when('Different kernels.'), attributes: { startup: 'minutes' } });
    const c = { ...a, attributes: container.attributes };
    const d = { ...b, attributes: hypervisor.attributes };
    const advice = wholeBody(comparisonCard([c, d], [], knowledgeOf([c, d]), 'en')).find(
      (part) => part.kind === 'list',
    );

    expect(advice?.kind === 'list' && advice.items.map(plain)).toEqual([
      'a: Many small services.',
      'b: Different kernels.',
    ]);
  });
});
