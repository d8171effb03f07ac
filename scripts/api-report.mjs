// Writes what each library exports to its `api` folder, a file for each entry, so that a change of the interface shows in
// review. With --check it fails if a file is out of date.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('..', import.meta.url));
const LIBRARIES = ['core', 'codecs', 'avif', 'ui'];
const isCheck = process.argv.includes('--check');
const silent = { default: { logLevel: 'none' } };

/** Returns whether the report of an entry is up to date, or was written. */
function report(folder, entry, types) {
  const api = join(folder, 'api');
  mkdirSync(api, { recursive: true });
  const name = entry === '.' ? 'index' : entry.slice(2).replaceAll('/', '-');
  const file = join(folder, types);
  const compilerOptions = {
    ...{ target: 'es2022', module: 'nodenext', lib: ['es2023', 'esnext.disposable', 'dom', 'dom.iterable'] },
    types: [],
    skipLibCheck: true,
  };
  const config = ExtractorConfig.prepare({
    configObject: {
      newlineKind: 'lf',
      projectFolder: folder,
      mainEntryPointFilePath: file,
      compiler: { overrideTsconfig: { compilerOptions, include: [file] } },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: api,
        reportTempFolder: join(root, 'node_modules/.cache/api', name),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: silent,
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
  });
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: !isCheck,
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  return !(isCheck && apiReportChanged);
}

for (const library of LIBRARIES) {
  const folder = join(root, 'packages', library);
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const [entry, { types }] of Object.entries(exports)) {
    if (!types || report(folder, entry, types)) continue;
    console.error(
      `The interface of @kcolors/${library}${entry.slice(1)} has changed: run npm run fix, and look at api/.`,
    );
    process.exitCode = 1;
  }
}
