import { LAYERS, type LayerId } from '../../knowledge/notes/layers.ts';
import type { Topic } from '../../knowledge/topic.ts';
import type { LayerColumn, Picture } from '../../talk/reply.ts';
import { say } from '../../talk/sentences/sentences.ts';
import { type Lang, pick } from '../../text.ts';

const boxes = (ids: readonly LayerId[], lang: Lang) => ids.map((id) => ({ id, label: LAYERS[id][lang] }));

function column(topic: Topic, lang: Lang): LayerColumn[] {
  if (!topic.layers) return [];
  const { base, each } = topic.layers;
  return [{ title: pick(topic.title, lang) ?? topic.id, base: boxes(base, lang), each: boxes(each, lang) }];
}

/** Stacks of the topics that have one, side by side; `undefined` when none has. */
export function layersPicture(topics: readonly Topic[], lang: Lang): Picture | undefined {
  const columns = topics.flatMap((topic) => column(topic, lang));
  if (columns.length === 0) return undefined;
  const stacks = columns.map((one) => {
    const names = [...one.base, ...one.each].map((box) => box.label);
    return say('stack', lang)(one.title, names);
  });
  const title = say('layersTitle', lang)(columns.map((one) => one.title));
  return { kind: 'layers', lang, title, alt: stacks.join(' '), columns };
}
