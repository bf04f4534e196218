const CONTROL = /(?![\n\t\r])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Without what no reader is to be sent, since a terminal or a platform might obey it; line ends and tabs stay. */
export const withoutControls = (text: string): string => text.replace(CONTROL, '');
