import { CodecError, type CodecErrorCode, sniffFormat } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';

const latin1 = (text: string) => Buffer.from(text.padEnd(40, '\0'), 'latin1');

describe('formats that are read', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['RIFF\0\0\0\0WEBPVP8L', 'webp'],
    ['GIF87a', 'gif'],
    ['GIF89a', 'gif'],
    [`BM${'\0'.repeat(12)}\x28`, 'bmp'],
    ['II*\0', 'tiff'],
    ['MM\0*', 'tiff'],
    ['\0\0\0\x20ftypavif', 'avif'],
    ['\0\0\0\x20ftypmif1\0\0\0\0avifmiaf', 'avif'],
    ['\0\0\0\x18ftypheic', 'heic'],
    ['\0\0\0\x18ftypmif1\0\0\0\0heic', 'heic'],
    [`\0\0\x01\0\x01\0${'\0'.repeat(12)}\x16`, 'ico'],
    [`\0\0\x02\0\x01\0${'\0'.repeat(12)}\x16`, 'ico'],
  ])('%j is %s', (start, format) => {
    expect(sniffFormat(latin1(start))).toBe(format);
  });
});

describe('everything else is named', () => {
  it.each<[string, CodecErrorCode, RegExp]>([
    ['\0\0\0\x0cJXL ', 'unsupported-format', /JPEG XL/],
    ['\xff\x0a', 'unsupported-format', /JPEG XL/],
    ['II+\0', 'unsupported-format', /BigTIFF/],
    ['II*\0\x10\0\0\0CR', 'unsupported-format', /Canon/],
    ['\0\0\x01\0\x01\0', 'not-an-image', /none of these/],
    ['8BPS', 'unsupported-format', /PSD\): convert it to PNG first\.$/],
    [
      '<?xml version="1.0"?>\n<svg xmlns="',
      'unsupported-format',
      /^This is an SVG drawing: it stores shapes/,
    ],
    ['\n<!DOCTYPE html><html>', 'not-an-image', /HTML/],
    ['version https://git-lfs.github.com/spec/v1\n', 'not-an-image', /Git LFS/],
    ['\x89PNG\n\x1a\n', 'damaged', /text mode/],
    ['\x89PNG\r\r\n\x1a\r\n', 'damaged', /text mode/],
    ['hello', 'not-an-image', /none of these/],
    ['BMW is a car', 'not-an-image', /none of these/],
  ])('%j', (start, code, message) => {
    const sniff = () => sniffFormat(latin1(start));
    expect(sniff).toThrow(CodecError);
    expect(sniff).toThrow(message);
    expect(sniff).toThrow(expect.objectContaining({ code }));
  });

  it('an empty file', () => {
    expect(() => sniffFormat(new Uint8Array(0))).toThrow(expect.objectContaining({ code: 'empty-file' }));
  });
});
