// The script of a worker thread. It writes no files.
import { serveCompress } from './compress-file.ts';

serveCompress();
