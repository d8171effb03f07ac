const LONGEST = 200; // letters; a text is named after all that it says

/** A name to be shown. */
export const nameOf = ({ name }: { readonly name: string }): string => name.slice(0, LONGEST);
