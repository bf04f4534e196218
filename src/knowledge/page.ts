import type { Lang, Part, Source, Text } from '../text.ts';
import type { BenchmarkFile, Environments } from './figures/benchmark.ts';
import type { AttributeId } from './notes/attributes.ts';
import type { Attribute, Brand, Citation, LayerStack, Problem, SectionKind } from './topic.ts';

/**
 * What one file says on its own, before files are joined: plain data, so that it can be cached as JSON.
 * Links between files still stand as written; `trees/resolve.ts` resolves them once every file is known.
 */
export type Page =
  | NotePage
  | FactsPage
  | BrandsPage
  | TreePage
  | FiguresPage
  | EnvironmentsPage
  | ProblemPage;

export type PageProblem = Omit<Problem, 'file'>;

interface PageBase {
  /** Texts of all headings in order: anchors are derived from them in the style of whoever publishes. */
  readonly headings: readonly string[];
  readonly links: readonly InternalLink[];
  readonly problems: readonly PageProblem[];
}

/** A file that says nothing usable. */
export interface ProblemPage extends PageBase {
  readonly kind: 'problem';
}

/** A link to another file or heading of the notes, as written. */
export interface InternalLink {
  readonly target: string;
  readonly line: number;
}

export interface PageSection {
  /** Index into the page's headings; -1 for what stands before the first. */
  readonly heading: number;
  readonly kind: SectionKind;
  readonly path: readonly string[];
  readonly body: readonly Part[];
  readonly sources: readonly Source[];
  readonly citations: readonly Citation[];
  /** Phrases of `<!-- asked: … -->` comments. */
  readonly asked: readonly string[];
  readonly line: number;
}

export interface PageTip {
  readonly text: Text;
  readonly sources: readonly Source[];
  /** Index into the page's headings. */
  readonly heading: number;
  readonly line: number;
}

export interface PageQuiz {
  readonly question: Text;
  readonly choices: readonly Text[];
  readonly answer: number;
  readonly why: Text;
  readonly line: number;
}

/** What holds in every language, checked: it stands in `<id>.yaml`, or in the front matter of a note without one. */
export interface SharedFacts {
  readonly parent?: string;
  readonly related: readonly string[];
  readonly layers?: LayerStack;
  readonly attributes: Partial<Record<AttributeId, Attribute>>;
}

/** What the front matter of a note says, checked. */
export interface NoteFacts extends SharedFacts {
  readonly title?: string;
  readonly aliases: readonly string[];
  readonly asked: readonly string[];
  readonly updated?: string;
}

/** Facts of a topic that both its languages share. */
export interface FactsPage extends PageBase {
  readonly kind: 'facts';
  readonly topic: string;
  readonly facts: SharedFacts;
  /** Line of each field (`related.2`). */
  readonly lines: Readonly<Record<string, number>>;
}

/** One language of a topic in our own format. */
export interface NotePage extends PageBase {
  readonly kind: 'note';
  readonly topic: string;
  readonly lang: Lang;
  readonly facts: NoteFacts & { readonly title: string };
  readonly summary: Text;
  readonly sections: readonly PageSection[];
  readonly tips: readonly PageTip[];
  /** `null`: a question with a mistake in it, which keeps its number. */
  readonly quiz: readonly (PageQuiz | null)[];
  readonly sources: readonly Source[];
  /** See `Origin`. */
  readonly lines: Readonly<Record<string, number>>;
}

/** Brands as written, before it is known which topics exist. */
export interface BrandsPage extends PageBase {
  readonly kind: 'brands';
  readonly content: readonly Omit<Brand, 'at'>[];
  /** Lines of brands (`0`) and of their topics (`0.topics.1`). */
  readonly lines: Readonly<Record<string, number>>;
}

/** What a heading of a free page is to the page. */
export type HeadingRole = SectionKind | 'intro' | 'sources' | 'tips';

/** A heading of a free page with what stands right under it. */
export interface TreeSection extends PageSection {
  /** Names it would have if nothing else in the notes laid claim to them. */
  readonly names: readonly string[];
  /** Present for a section of nothing but links: what they lead to, as written or as the index of a heading. */
  readonly leadsTo?: readonly (string | number)[];
}

/** A page in anybody's own style: one topic, with every heading a section of it. */
export interface TreePage extends PageBase {
  readonly kind: 'tree';
  readonly title: string;
  readonly lang: Lang;
  readonly aliases: readonly string[];
  /** Its first real paragraph. */
  readonly summary?: Text;
  /** Phrases people ask with that the page as a whole answers. */
  readonly asked: readonly string[];
  readonly sections: readonly TreeSection[];
  readonly tips: readonly PageTip[];
  readonly sources: readonly Source[];
  /** Tools for Markdown whose forms it holds. */
  readonly dialects?: readonly string[];
  /** Its address on the site, where its writer chose one. */
  readonly slug?: string;
  /** Its place among the pages beside it, where its writer says. */
  readonly place?: number;
  readonly updated?: string;
}

/** A file of measurements. */
export interface FiguresPage extends PageBase {
  readonly kind: 'figures';
  readonly content: BenchmarkFile;
  /** Lines of rows and results by their path, e.g. `rows.0.results.1`. */
  readonly lines: Readonly<Record<string, number>>;
}

/** What was measured, for all files of measurements. */
export interface EnvironmentsPage extends PageBase {
  readonly kind: 'environments';
  readonly content: Environments;
  /** Line of each environment's topic. */
  readonly lines: Readonly<Record<string, number>>;
}

/** A file that cannot be used at all, with the reasons. */
export const problemPage = (problems: readonly PageProblem[]): ProblemPage => ({
  kind: 'problem',
  headings: [],
  links: [],
  problems,
});
