// Run as a whole process: compresses files with the palette PNG of sharp or of @napi-rs/image, one after the other.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [peer, colors, folder, ...files] = process.argv.slice(2);

const PEERS = {
  async sharp() {
    const { default: sharp } = await import('sharp');
    return (bytes) =>
      sharp(bytes)
        .png({ palette: true, colours: Number(colors) })
        .toBuffer();
  },
  async napi() {
    const { pngQuantize } = await import('@napi-rs/image');
    return (bytes) => pngQuantize(bytes, { colors: Number(colors), minQuality: 0, maxQuality: 100 });
  },
};

const compress = await PEERS[peer]();
for (const file of files) writeFileSync(join(folder, basename(file)), await compress(readFileSync(file)));
