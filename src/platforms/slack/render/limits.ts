/**
 * What Slack takes, in UTF-16 units unless the name says bytes. Slack does not say which unit it counts; these
 * are the larger reading. Sources: docs.slack.dev/reference/block-kit and the comments of @slack/types 3.2.
 */
export const SLACK_LIMITS = {
  blocks: 50,
  homeBlocks: 100,
  header: 150,
  mrkdwn: 3000,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  options: 100,
  optionText: 75,
  /** 150 in Slack's current pages, 75 in its own types: the smaller is safe. */
  optionValue: 75,
  placeholder: 150,
  alt: 2000,
  /** Header row included. */
  tableRows: 100,
  /** Row label included. */
  tableColumns: 20,
  /** Over all cells of one table. */
  tableText: 10_000,
  /** One table a message. */
  tables: 1,
  /** Slack truncates at 40,000 and recommends this. */
  fallbackText: 4000,
  /** Uses of one response_url, within 30 minutes. */
  responses: 5,
} as const;

/**
 * Undocumented: `msg_blocks_too_long` came at about 13,200 characters over all blocks (bolt-js#2509), for some
 * at 11,400 (bolt-js#2867), and whether characters or bytes are counted is unknown. Bytes of JSON are the
 * stricter reading: Japanese is three a character.
 */
export const TOTAL_BYTES = 10_000;

/** Sources past this are counted instead of listed. */
export const SOURCE_BYTES = 1_800;

/** Kept free for the body: menus grow only into what is left. */
export const BODY_BYTES = 2_500;
