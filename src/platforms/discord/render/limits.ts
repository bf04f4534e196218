/**
 * What Discord accepts, with the page of its documentation that says so. Discord does not say in which unit it
 * counts; we count UTF-16 units, which is never less than code points, so a text within ours is within theirs.
 */
export const DISCORD_LIMITS = {
  /* docs: resources/message, "Embed Limits" */
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  embeds: 10,
  /** Over all texts of all embeds of one message. */
  embedsTotal: 6000,
  url: 2048,
  /* docs: resources/message, "Create Message" */
  content: 2000,
  nonce: 25,
  attachmentDescription: 1024,
  /* docs: components/reference */
  rows: 5,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  buttonUrl: 512,
  menuOptions: 25,
  optionText: 100,
  placeholder: 150,
  /* docs: interactions/application-commands, "Autocomplete" */
  suggestions: 25,
  suggestionText: 100,
  /* docs: interactions/application-commands, "Option Structure" */
  commandDescription: 100,
} as const;
