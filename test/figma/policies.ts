// Content security policies that Figma has been seen to set for plugin pages without network access. Figma
// does not document which one applies, so the page has to work with each.
const COMMON = "default-src data: blob:; style-src 'unsafe-inline'";
const SCRIPTS = "script-src 'unsafe-inline' 'unsafe-eval'";

export const POLICIES = {
  /** Workers start from blob: and data: URLs. */
  figma: `${COMMON}; ${SCRIPTS} data: blob: https://www.figma.com`,
  /** Workers start only from data: URLs. */
  'data-only': `${COMMON}; ${SCRIPTS} data: https://www.figma.com`,
  /** No workers start. */
  'no-workers': `${COMMON}; ${SCRIPTS} https://www.figma.com`,
} as const;
export type Policy = keyof typeof POLICIES;
