/** Slack's own markup, written and read. Nothing else in this folder escapes or unescapes. */

/** Characters that would reorder or hide what follows them, or that JSON readers refuse. Line breaks stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text safe to send anywhere: no control characters, no half of a surrogate pair. Not escaped. */
export const cleanMrkdwn = (text: string): string => text.replace(CONTROLS, '').replace(/\p{Cs}/gu, '\ufffd');

/** The three characters with a meaning in mrkdwn and in a message's `text`; mentions are inert after it. */
export const escapeMrkdwn = (text: string): string =>
  cleanMrkdwn(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const unescapeMrkdwn = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s<>|]+$/i.test(url);

/** A link in mrkdwn; only its label when the address is not one. */
export const link = (url: string, label: string): string =>
  isWebAddress(url)
    ? `<${escapeMrkdwn(url)}|${escapeMrkdwn(label).replace(/\s+/g, ' ')}>`
    : escapeMrkdwn(label).replace(/\s+/g, ' ');

/** A label stays as words unless it is an address itself: `<http://kvm.org|kvm.org>` was typed as "kvm.org". */
const labelOf = (label: string | undefined): string =>
  label && !/^(https?:|www\.|mailto:)/i.test(label) ? label : ' ';

/** What a person wrote: mentions, addresses, emoji and code blocks taken out, Slack's escapes undone. */
export function readMrkdwn(raw: string): string {
  const words = raw
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/<[@#!][^<>]*>/g, ' ')
    .replace(/<((?:https?|mailto|tel):[^|<>]*)(?:\|([^<>]*))?>/gi, (_all, _url, label) => labelOf(label))
    .replace(/:[a-z+-][a-z0-9_+-]*(?:::skin-tone-\d)?:/g, ' ')
    .replaceAll('`', ' ');
  return unescapeMrkdwn(words).replace(/\s+/g, ' ').trim();
}
