// Compresses the file named on the command line, and prints what came of it and what it took as one line of JSON.
import { readFileSync } from 'node:fs';
import { CodecError, compressImage } from '@kcolors/codecs';

const start = performance.now();
const report = await compressImage(readFileSync(process.argv[2])).then(
  ({ outcome, bytesBefore, bytes }) => ({ outcome, bytesBefore, bytesAfter: bytes.length }),
  (error) => ({
    outcome: error instanceof CodecError ? 'refused' : 'crashed',
    message: String(error.message),
  }),
);
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ ...report, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
