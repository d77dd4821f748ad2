// Control characters but tab and line feed, marks that reorder what is read, and what takes no room.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const named = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** What a person is to judge, with nothing in it that one could not see. */
export const visibleText = (text: string): string => text.replaceAll('\r\n', '\n').replace(UNSEEN, named);
