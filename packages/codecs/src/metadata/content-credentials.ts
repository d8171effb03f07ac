/** Note for Content Credentials (C2PA) in a file of any format. */
export const CREDENTIALS_DROPPED =
  'The Content Credentials (C2PA) were dropped: they are signed for the bytes of the original.';
