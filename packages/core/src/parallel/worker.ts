// Thread script: runs jobs and reports their progress. The build bundles it with all of core into one classic script,
// which `./parallel` carries as text.
import { serve } from '../threads/index.ts';
import { coreTasks } from './tasks.ts';

serve(coreTasks());
