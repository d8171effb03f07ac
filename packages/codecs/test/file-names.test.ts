import { promisedFormat, withExtension, withSuffix } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';

describe('names of files', () => {
  it('knows what extensions promise', () => {
    expect(promisedFormat('/a.png/photo')).toBeUndefined();
    expect(promisedFormat('.png')).toBeUndefined();
    expect(promisedFormat('x.JPeG')).toBe('jpeg');
    expect(withExtension('x.txt', 'png')).toBe('x.txt.png');
    expect(withSuffix('/a.b/x', '.min')).toBe('/a.b/x.min');
  });
});
