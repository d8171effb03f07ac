const LONGEST = 200; // characters; Figma names a text layer after its whole text

/** A layer name, shortened for display. */
export const nameOf = ({ name }: { readonly name: string }): string => name.slice(0, LONGEST);
