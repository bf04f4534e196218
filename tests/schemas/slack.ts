import * as z from 'zod';

/**
 * What Slack's pages say a message may be, as far as we use it, written from those pages and not from the
 * renderer: docs.slack.dev/reference/block-kit. Lengths in UTF-16 units.
 */

/** No half characters, no control characters, nothing that turns the reading direction around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const HARMFUL = /\p{Cs}|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

const words = (most: number) =>
  z
    .string()
    .min(1)
    .refine((value) => value.length <= most, { error: `longer than ${most}` })
    .refine((value) => !HARMFUL.test(value), { error: 'half or control characters' });

/** Text that Slack parses: only links may begin with `<`, and `&` only begins what it must. */
const parsed = (most: number) =>
  words(most)
    .refine((value) => !/<(?!https?:\/\/[^|<>\s]+\|[^<>]*>)/.test(value), { error: 'an unescaped <' })
    .refine((value) => !/&(?!amp;|lt;|gt;)/.test(value), { error: 'an unescaped &' });

const address = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/[^\s<>|]+$/);
const id = z.string().min(1).max(255);
const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(most), emoji: z.boolean().optional() });
const mrkdwn = z.strictObject({
  type: z.literal('mrkdwn'),
  text: parsed(3000),
  verbatim: z.literal(true),
});

const style = z.strictObject({ bold: z.boolean().optional(), code: z.boolean().optional() }).optional();
/** Mentions, broadcasts and emoji are elements of their own kinds: none of them is allowed here. */
const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: words(3000), style }),
  z.strictObject({ type: z.literal('link'), url: address, text: words(3000), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().min(1),
    fallback: words(3000),
  }),
]);
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline).min(1) });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline).min(1) }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(inline).min(1) }),
      ]),
    )
    .min(1),
});

const option = z.strictObject({
  text: plainText(75),
  value: words(75),
  description: plainText(75).optional(),
});
const button = z.strictObject({
  type: z.literal('button'),
  action_id: id,
  text: plainText(75),
  value: words(2000).optional(),
  url: address.optional(),
  style: z.enum(['primary', 'danger']).optional(),
});
const menu = z.strictObject({
  type: z.literal('static_select'),
  action_id: id,
  placeholder: plainText(150),
  options: z
    .array(option)
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map((one) => one.value)).size === all.length, { error: 'doubled options' }),
});
const search = z.strictObject({
  type: z.literal('external_select'),
  action_id: id,
  placeholder: plainText(150),
  min_query_length: z.int().min(0),
});
const trash = z.strictObject({
  type: z.literal('icon_button'),
  icon: z.literal('trash'),
  action_id: id,
  text: plainText(75),
  value: words(2000),
  visible_to_user_ids: z.array(z.string().min(1)).min(1),
});

const verdict = z.strictObject({ text: plainText(75), accessibility_label: words(75), value: words(2000) });
const feedback = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id: id,
  positive_button: verdict,
  negative_button: verdict,
});

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: words(10_000) }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(section).min(1) }),
]);
const lengthOf = (one: z.infer<typeof cell>): number =>
  one.type === 'raw_text'
    ? one.text.length
    : one.elements
        .flatMap((part) => part.elements)
        .reduce((sum, part) => sum + (part.type === 'date' ? part.fallback : part.text).length, 0);
const table = z
  .strictObject({
    type: z.literal('table'),
    column_settings: z.array(z.strictObject({ is_wrapped: z.boolean() })).max(20),
    rows: z.array(z.array(cell).min(1).max(20)).min(2).max(100),
  })
  .refine(({ rows }) => rows.every((row) => row.length === rows[0]?.length), { error: 'ragged rows' })
  .refine(({ rows }) => rows.flat().reduce((sum, one) => sum + lengthOf(one), 0) <= 10_000, {
    error: 'a table over 10,000 characters',
  });

const imageSource = z.union([
  z.strictObject({ type: z.literal('image'), image_url: address, alt_text: words(2000) }),
  z.strictObject({
    type: z.literal('image'),
    slack_file: z.strictObject({ id: z.string().min(1) }),
    alt_text: words(2000),
  }),
]);

const shared = [
  z.strictObject({ type: z.literal('header'), text: plainText(150) }),
  z.strictObject({ type: z.literal('section'), text: z.union([plainText(3000), mrkdwn]) }),
  z.strictObject({ type: z.literal('divider') }),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.union([plainText(3000), mrkdwn]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    elements: z
      .array(z.union([button, menu, search]))
      .min(1)
      .max(25),
  }),
  richText,
  table,
  imageSource,
] as const;
const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  elements: z
    .array(z.union([trash, feedback]))
    .min(1)
    .max(5),
});

interface AnyBlock {
  readonly type: string;
  readonly elements?: readonly object[];
}
const actionIds = (blocks: readonly AnyBlock[]): string[] =>
  blocks.flatMap((block) =>
    (block.elements ?? []).flatMap((one) => ('action_id' in one ? [String(one.action_id)] : [])),
  );
const together = (blocks: readonly AnyBlock[]): string[] => {
  const ids = actionIds(blocks);
  const size = Buffer.byteLength(JSON.stringify(blocks));
  return [
    ...(blocks.filter((block) => block.type === 'table').length > 1 ? ['more than one table'] : []),
    ...(new Set(ids).size < ids.length ? ['doubled action ids'] : []),
    // Undocumented; see bolt-js#2509 and #2867.
    ...(size > 10_000 ? [`${size} bytes of blocks`] : []),
  ];
};
const all = (blocks: readonly AnyBlock[], context: z.RefinementCtx) => {
  for (const message of together(blocks)) context.addIssue({ code: 'custom', message });
};

const messageBlocks = z
  .array(z.union([...shared, contextActions]))
  .max(50)
  .superRefine(all);
/** Unfurling is off and nothing else is on: no `parse`, no `link_names`. */
const message = z
  .strictObject({
    text: parsed(4000),
    blocks: messageBlocks,
    unfurl_links: z.literal(false).optional(),
    unfurl_media: z.literal(false).optional(),
  })
  .refine(({ text }) => !/<|>/.test(text), { error: 'markup in the fallback text' });

const home = z.strictObject({
  type: z.literal('home'),
  blocks: z
    .array(z.union([...shared]))
    .max(100)
    .superRefine(all),
});

/* docs.slack.dev/reference/block-kit/block-elements and /reference/views/modal-views: what a form may hold. */
const typedSearch = {
  action_id: id,
  min_query_length: z.int().min(0),
  placeholder: plainText(150).optional(),
};
const field = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('conversations_select'),
    action_id: id,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.literal(true).optional(),
    filter: z.strictObject({
      include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1),
      exclude_bot_users: z.boolean(),
    }),
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    action_id: id,
    initial_time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  }),
  z
    .strictObject({
      type: z.literal('static_select'),
      action_id: id,
      options: z.array(option).min(1).max(100),
      initial_option: option,
    })
    .refine((one) => one.options.some(({ value }) => value === one.initial_option.value), {
      error: 'an initial option that is none of the options',
    }),
  z.strictObject({ type: z.literal('external_select'), ...typedSearch, initial_option: option }),
  z.strictObject({ type: z.literal('multi_external_select'), ...typedSearch }),
]);
const input = z.strictObject({
  type: z.literal('input'),
  block_id: words(255),
  label: plainText(2000),
  element: field,
  optional: z.boolean(),
});
const modal = z
  .strictObject({
    type: z.literal('modal'),
    callback_id: words(255).optional(),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24),
    blocks: z
      .array(z.union([...shared, input]))
      .min(1)
      .max(100),
  })
  .refine((view) => view.submit || !view.blocks.some((block) => block.type === 'input'), {
    error: 'fields that cannot be sent in',
  });

const problems = (schema: z.ZodType, value: unknown): string[] => {
  const read = schema.safeParse(value);
  return read.success ? [] : [z.prettifyError(read.error)];
};

/** What is wrong with a message body (text, blocks, unfurling); empty when Slack would take it. */
export const slackMessageProblems = (value: unknown): string[] => problems(message, value);
export const slackModalProblems = (value: unknown): string[] => problems(modal, value);
export const slackHomeProblems = (value: unknown): string[] => problems(home, value);
export const slackOptionProblems = (value: unknown): string[] => problems(z.array(option).max(100), value);
