// Runs in a thread: does jobs and tells how far they are. It is bundled with all of core into one classic script, which
// `./parallel` carries as text.
import { serve } from '../threads/index.ts';
import { coreTasks } from './tasks.ts';

serve(coreTasks());
