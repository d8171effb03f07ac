// Content security policies that Figma has been seen to set around the page of a plugin without network access. Which
// one holds is not documented, so a page has to do with each.
const COMMON = "default-src data: blob:; style-src 'unsafe-inline'";
const SCRIPTS = "script-src 'unsafe-inline' 'unsafe-eval'";

export const POLICIES = {
  /** Workers from a blob: or data: address start. */
  figma: `${COMMON}; ${SCRIPTS} data: blob: https://www.figma.com`,
  /** Those from a data: address do. */
  'data-only': `${COMMON}; ${SCRIPTS} data: https://www.figma.com`,
  /** None does. */
  'no-workers': `${COMMON}; ${SCRIPTS} https://www.figma.com`,
} as const;
export type Policy = keyof typeof POLICIES;
