import { promisedFormat, withExtension, withSuffix } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';

describe('names of files', () => {
  it('knows what extensions promise', () => {
    expect(promisedFormat('/a.png/photo')).toBeUndefined();
    expect(promisedFormat('.png')).toBeUndefined();
    expect(promisedFormat('x.JPeG')).toBe('jpeg');
    expect(withExtension('x.txt', 'png')).toBe('x.txt.png');
    expect(['a.jfif', 'a.JPE', 'a.pjpeg', 'a.pjp'].map(promisedFormat)).toEqual(Array(4).fill('jpeg'));
    expect(['a.apng', 'a.dib'].map(promisedFormat)).toEqual(['png', 'bmp']);
    expect(['a.tif', 'a.TIFF', 'a.ico', 'a.cur'].map(promisedFormat)).toEqual(['tiff', 'tiff', 'ico', 'ico']);
    expect(withExtension('scan.tiff', 'png')).toBe('scan.png');
    expect(withExtension('photo.jfif', 'jpeg')).toBe('photo.jfif');
    expect(withExtension('photo.jfif', 'png')).toBe('photo.png');
    expect(withExtension('photo.png', 'jpeg')).toBe('photo.jpg');
    expect(withSuffix('/a.b/x', '.min')).toBe('/a.b/x.min');
  });
});
