/** The note for Content Credentials (C2PA), whichever file they were in. */
export const CREDENTIALS_DROPPED =
  'The Content Credentials (C2PA) were dropped: they are signed for the bytes of the original.';
