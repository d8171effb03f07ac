import { deflateSync } from 'node:zlib';
import { sharp } from './independent-decoders.ts';
import { corners, gradient, type Picture } from './pictures.ts';
import { writeTestBmp } from './write-test-bmp.ts';
import { chunk, writeTestPng } from './write-test-png.ts';

/** A text that is in every place of the files where metadata can be. */
export const SECRET = 'Erika Mustermann 52.5163N 13.3777E';

/** Whether a file still holds the secret as text, or EXIF with a directory of positions (tag 0x8825). */
export async function tells(bytes: Uint8Array): Promise<string[]> {
  const text = Buffer.from(bytes).toString('latin1');
  const { exif, xmp, iptc, comments } = await sharp(bytes).metadata();
  const directory =
    exif && [Buffer.from([0x88, 0x25]), Buffer.from([0x25, 0x88])].some((tag) => exif.includes(tag));
  return [
    ...(text.includes('Mustermann') ? ['name'] : []),
    ...(text.includes('52.5163') ? ['place'] : []),
    ...(directory ? ['GPS'] : []),
    ...(xmp ? ['XMP'] : []),
    ...(iptc ? ['IPTC'] : []),
    ...(comments ? ['comments'] : []),
  ];
}

const EXIF = {
  IFD0: { Artist: SECRET, Copyright: 'somebody' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '52/1 30/1 5868/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '13/1 22/1 3972/100',
  },
};
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="${SECRET}"/></rdf:RDF></x:xmpmeta>`;

const text = (...parts: (string | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

const open = ({ data, width, height }: Picture) => sharp(data, { raw: { width, height, channels: 4 } });

/** A JPEG segment. */
export function segment(marker: number, ...parts: (string | Uint8Array)[]): Buffer {
  const data = text(...parts);
  return text(Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data);
}

/** Puts segments into a JPEG after its JFIF segment, or at its start. */
export function withSegments(jpeg: Uint8Array, ...segments: Uint8Array[]): Buffer {
  const at = jpeg[3] === 0xe0 ? 4 + Buffer.from(jpeg).readUInt16BE(4) : 2;
  return text(jpeg.subarray(0, at), ...segments, jpeg.subarray(at));
}

/** An index of the Multi-Picture Format of two pictures, the second of this type. */
export function mpf(type: number): Buffer {
  const index = Buffer.alloc(58);
  index.write('MM\0*');
  index.writeUInt32BE(8, 4);
  index.writeUInt16BE(1, 8);
  index.writeUInt16BE(0xb002, 10);
  index.writeUInt16BE(7, 12);
  index.writeUInt32BE(32, 14);
  index.writeUInt32BE(26, 18);
  index.writeUInt32BE(type, 26 + 16);
  return segment(0xe2, 'MPF\0', index);
}

const jpegWith = async (picture: Picture, exif = EXIF, orientation = 1): Promise<Buffer> => {
  const jpeg = open(picture).jpeg({ quality: 70 }).withExif(exif).withXmp(XMP);
  return (orientation === 1 ? jpeg : jpeg.withMetadata({ orientation })).toBuffer();
};

async function jpegOfAll(): Promise<Buffer> {
  const jpeg = await jpegWith(gradient(48, 32));
  const small = await jpegWith(gradient(16, 12));
  return text(
    withSegments(
      jpeg,
      segment(0xe0, 'JFXX\0\x10', small),
      segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0', SECRET),
      segment(0xe4, SECRET),
      segment(0xeb, 'JP\0\x01\0\0\0\x01\0\0\0\x40jumb\0\0\0\x20jumdc2pa', SECRET),
      segment(0xed, 'Photoshop 3.0\0', '8BIM\x04\x04\0\0\0\0\0\x28\x1c\x02\x50\0\x22', SECRET, '\0'),
      segment(0xef, SECRET),
      segment(0xfe, SECRET),
      mpf(0x010001),
    ),
    small,
    SECRET,
  );
}

/** GIF with these blocks before its first frame, and bytes after its trailer. */
const gifWith = (gif: Buffer): Buffer => {
  const at = 13 + (gif[10]! & 0x80 ? 3 * (2 << (gif[10]! & 7)) : 0);
  const blocks = [
    text('\x21\xfe', String.fromCharCode(SECRET.length), SECRET, '\0'),
    text(
      '\x21\xff\x0bXMP DataXMP',
      XMP,
      '\x01',
      Buffer.from(Array.from({ length: 256 }, (_, i) => 255 - i)),
      '\0',
    ),
    text('\x21\xff\x0bPRIVATE 1.0', String.fromCharCode(SECRET.length), SECRET, '\0'),
    text('\x21\x01\x0c', Buffer.alloc(12), String.fromCharCode(SECRET.length), SECRET, '\0'),
  ];
  return text(gif.subarray(0, at), ...blocks, gif.subarray(at), SECRET);
};

/** WebP with a chunk that nobody knows, and bytes after its end. */
function webpWith(webp: Buffer): Buffer {
  const data = text(SECRET, SECRET.length % 2 ? '\0' : '');
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const longer = text(webp, 'pRIV', size, data);
  longer.writeUInt32LE(longer.length - 8, 4);
  return text(longer, SECRET);
}

const exifOf = async (): Promise<Buffer> => {
  const { exif } = await sharp(await jpegWith(gradient(8, 8))).metadata();
  return exif!.subarray(6);
};

const pngChunks = async (): Promise<[string, Buffer][]> => [
  ['gAMA', Buffer.from([0, 0, 0xb1, 0x8f])],
  ['tEXt', text('Author\0', SECRET)],
  ['zTXt', text('Comment\0\0', deflateSync(SECRET))],
  ['iTXt', text('XML:com.adobe.xmp\0\0\0\0\0', XMP)],
  ['eXIf', await exifOf()],
  ['tIME', Buffer.from([7, 231, 1, 2, 3, 4, 5])],
  ['caBX', text(SECRET)],
  ['prVt', text(SECRET)],
];

/** Two flat tones: no encoder makes it smaller. */
const flat = { width: 8, height: 8, colorType: 0, bitDepth: 1, sample: (x: number) => x & 1 };

async function animatedPng(): Promise<Buffer> {
  const plain = writeTestPng({ ...flat, extra: await pngChunks() });
  const frameControl = (number: number) => {
    const data = Buffer.alloc(26);
    data.writeUInt32BE(number, 0);
    data.writeUInt32BE(8, 4);
    data.writeUInt32BE(8, 8);
    data.writeUInt16BE(1, 20);
    data.writeUInt16BE(10, 22);
    return chunk('fcTL', data);
  };
  const second = chunk(
    'fdAT',
    text('\0\0\0\x02', deflateSync(Buffer.from(Array.from({ length: 16 }, (_, i) => (i & 1 ? 0xaa : 0))))),
  );
  const idat = plain.indexOf('IDAT') - 4;
  const end = plain.length - 12;
  return text(
    plain.subarray(0, idat),
    chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
    frameControl(0),
    plain.subarray(idat, end),
    frameControl(1),
    second,
    plain.subarray(end),
    SECRET,
  );
}

const frames = (width: number, height: number): Picture => {
  const one = gradient(width, height).data;
  return {
    data: Buffer.concat([one, one.map((v, i) => (i % 4 === 3 ? 255 : 255 - v))]),
    width,
    height: 2 * height,
  };
};

const animation = (width: number, height: number) => {
  const { data } = frames(width, height);
  return sharp(data, { raw: { width, height: 2 * height, channels: 4, pageHeight: height } });
};

/** Files of every container that is read, with the secret wherever a container has a place for it. */
export async function privateFiles(): Promise<Record<string, Buffer>> {
  const turned = corners(24, 16);
  const exif = await exifOf();
  const exifSix = await sharp(await jpegWith(turned, EXIF, 6)).metadata();
  const webp = (picture: Picture) => open(picture).webp({ quality: 30 }).withExif(EXIF).withXmp(XMP);
  const bmp = writeTestBmp({ width: 2, height: 2, bitsPerPixel: 24, pixels: Buffer.alloc(12, 90) });
  return {
    'all.jpg': await jpegOfAll(),
    'turned.jpg': await jpegWith(turned, EXIF, 6),
    'flat.png': text(writeTestPng({ ...flat, extra: await pngChunks() }), SECRET),
    'many.png': text(await open(gradient(96, 64)).png().withExif(EXIF).withXmp(XMP).toBuffer(), SECRET),
    'rotated.png': writeTestPng({
      ...flat,
      extra: [
        ['eXIf', exifSix.exif!.subarray(6)],
        ['tEXt', text('Author\0', SECRET)],
      ],
    }),
    'animated.png': await animatedPng(),
    'lossy.webp': webpWith(await webp(gradient(48, 32)).toBuffer()),
    'turned.webp': webpWith(await webp(turned).withMetadata({ orientation: 6 }).toBuffer()),
    'animated.webp': webpWith(
      await animation(32, 24)
        .webp({ delay: [120, 80], loop: 3 })
        .withExif(EXIF)
        .withXmp(XMP)
        .toBuffer(),
    ),
    'still.gif': gifWith(await open(corners(12, 8)).gif().toBuffer()),
    'animated.gif': gifWith(
      await animation(16, 12)
        .gif({ delay: [120, 80], loop: 3 })
        .toBuffer(),
    ),
    'small.bmp': text(bmp, exif, SECRET),
  };
}

/** The JPEGs whose metadata cannot go alone: an HDR gain map is a part of the picture. */
export async function gainMapJpeg(): Promise<Buffer> {
  const xmp = segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta hdrgm:Version="1.0"/>');
  const plain = open(gradient(48, 32)).jpeg({ quality: 95 }).withExif(EXIF);
  return text(withSegments(await plain.toBuffer(), xmp, mpf(0)), await jpegWith(gradient(16, 12)));
}
