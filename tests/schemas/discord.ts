import * as z from 'zod';

/*
 * What Discord accepts in a whole message, written from its documentation (resources/message, components/reference,
 * interactions/receiving-and-responding) and not from our own limits, so that a mistake there shows here. Lengths
 * count UTF-16 units, the strictest reading.
 */

const most = (n: number) => z.string().refine((s) => s.length <= n, { error: `longer than ${n}` });
const some = (n: number) => most(n).refine((s) => s.trim() !== '', { error: 'empty' });
const address = (n: number) => some(n).refine((s) => /^https?:\/\/\S+$/.test(s), { error: 'not http(s)' });
const pictureAddress = most(2048).refine(
  (s) => /^attachment:\/\/[\w.-]+\.(png|jpe?g|webp|gif)$/.test(s) || /^https?:\/\/\S+$/.test(s),
  { error: 'not a picture' },
);

const field = z.strictObject({ name: some(256), value: some(1024), inline: z.boolean().optional() });
const embed = z
  .strictObject({
    title: some(256).optional(),
    description: some(4096).optional(),
    url: address(2048).optional(),
    color: z.int().min(0).max(0xffffff).optional(),
    fields: z.array(field).max(25).optional(),
    footer: z.strictObject({ text: some(2048) }).optional(),
    image: z.strictObject({ url: pictureAddress }).optional(),
  })
  .refine((e) => e.title || e.description || e.fields?.length || e.image, { error: 'an empty embed' });

const customId = some(100);
const button = z.union([
  z.strictObject({
    type: z.literal(2),
    style: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    label: some(80),
    custom_id: customId,
  }),
  z.strictObject({ type: z.literal(2), style: z.literal(5), label: some(80), url: address(512) }),
]);
const option = z.strictObject({ label: some(100), value: some(100), description: some(100).optional() });
const select = z.strictObject({
  type: z.literal(3),
  custom_id: customId,
  placeholder: most(150).optional(),
  options: z.array(option).min(1).max(25),
});
const row = z.strictObject({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(5), z.array(select).length(1)]),
});

const attachment = z.strictObject({ id: z.string(), description: some(1024).optional() });

const message = z.strictObject({
  content: most(2000).optional(),
  embeds: z.array(embed).max(10).optional(),
  components: z.array(row).max(5).optional(),
  allowed_mentions: z.strictObject({ parse: z.tuple([]), replied_user: z.literal(false).optional() }),
  flags: z.literal(64).optional(),
  attachments: z.array(attachment).max(10).optional(),
  message_reference: z
    .strictObject({ message_id: z.string(), fail_if_not_exists: z.literal(false) })
    .optional(),
  nonce: some(25).optional(),
  enforce_nonce: z.boolean().optional(),
  tts: z.literal(false).optional(),
});
type Message = z.infer<typeof message>;

function textsOf({ embeds = [] }: Message): string[] {
  return embeds.flatMap((one) => [
    one.title ?? '',
    one.description ?? '',
    one.footer?.text ?? '',
    ...(one.fields ?? []).flatMap((f) => [f.name, f.value]),
  ]);
}

function twice(list: readonly string[]): string[] {
  return list.filter((one, i) => list.indexOf(one) !== i);
}

function idsOf({ components = [] }: Message): string[] {
  return components.flatMap((one) => one.components.flatMap((c) => ('custom_id' in c ? [c.custom_id] : [])));
}

function acrossFields(body: Message): string[] {
  const total = textsOf(body).join('').length;
  const rows = (body.components ?? []).flatMap((one) => [...one.components]);
  const values = rows.flatMap((c) => (c.type === 3 ? twice(c.options.map((o) => o.value)) : []));
  const all = JSON.stringify(body);
  return [
    ...(total > 6000 ? [`the embeds hold ${total} units, more than 6000`] : []),
    ...twice(idsOf(body)).map((id) => `two controls are called ${id}`),
    ...values.map((value) => `a menu holds ${value} twice`),
    ...(/\\ud[89a-f]/i.test(all) ? ['half a surrogate pair'] : []),
    ...(body.content || body.embeds?.length ? [] : ['an empty message']),
    // A footer shows its text as it is.
    ...textsOf({ ...body, embeds: body.embeds?.map(({ footer: _, ...one }) => one) })
      .filter((text) => (text.match(/```/g) ?? []).length % 2 === 1)
      .map(() => 'a fence is not closed'),
  ];
}

/** Why Discord would refuse a message, or `[]`. */
export function discordProblems(body: unknown): string[] {
  const parsed = message.safeParse(body);
  if (parsed.success) return acrossFields(parsed.data);
  return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}
