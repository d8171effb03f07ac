import { describe, expect, it } from 'vitest';
import { destinationOf } from '../src/compress/destination.ts';

const settings = { output: 'overwrite', suffix: '.min', folder: 'compressed' } as const;

describe('where a result goes', () => {
  it('is the image itself, when the format stays', () => {
    expect(destinationOf('/w/a/Photo.PNG', '/w', settings, 'png', 'png')).toEqual({
      path: '/w/a/Photo.PNG',
      mayReplace: 'input',
    });
  });

  it('is a new file beside the image, when the format changes', () => {
    expect(destinationOf('/w/a/photo.jpg', '/w', settings, 'jpeg', 'png')).toEqual({
      path: '/w/a/photo.png',
      mayReplace: 'own-result',
    });
  });

  it('is nowhere, when the name lies about the content', () => {
    expect(destinationOf('/w/a.png', '/w', settings, 'webp', 'webp')).toEqual({ misnamed: 'webp' });
    expect(destinationOf('/w/a.png', '/w', settings, 'webp', 'png')).toEqual({ misnamed: 'webp' });
  });

  it('has the suffix, and the extension of what it is', () => {
    const beside = { ...settings, output: 'suffix' } as const;
    expect(destinationOf('/w/a.png', '/w', beside, 'png', 'png')).toMatchObject({ path: '/w/a.min.png' });
    expect(destinationOf('/w/a.png', '/w', beside, 'webp', 'webp')).toMatchObject({ path: '/w/a.min.webp' });
    expect(destinationOf('/w/a.bmp', '/w', beside, 'bmp', 'png')).toMatchObject({ path: '/w/a.min.png' });
  });

  it.each(['.', '', './', 'a/..', '..', '/', '/w', '/tmp', 'C:\\', './/.', '. '])(
    'is never the image itself, by the folder %j',
    (folder) => {
      const elsewhere = { ...settings, output: 'folder', folder } as const;
      for (const target of ['png', 'webp'] as const) {
        expect(() => destinationOf('/w/i/a.png', '/w', elsewhere, 'png', target)).toThrow(
          'Setting kcolors.folder: expected a folder below the workspace folder',
        );
      }
    },
  );

  it('is never the image itself, by a suffix', () => {
    const beside = { ...settings, output: 'suffix', suffix: '' } as const;
    expect(() => destinationOf('/w/i/a.png', '/w', beside, 'png', 'png')).toThrow('written over a.png');
  });

  it('is in the folder for results also for an image of another place', () => {
    const elsewhere = { ...settings, output: 'folder' } as const;
    expect(destinationOf('/x/a.png', '/w', elsewhere, 'png', 'png')).toMatchObject({
      path: '/w/compressed/a.png',
    });
  });

  it.each(['out/small', './out/small/', 'out\\small'])(
    'is below the folder %s, with its own folders',
    (folder) => {
      const elsewhere = { ...settings, output: 'folder', folder } as const;
      expect(destinationOf('/w/img/a.png', '/w', elsewhere, 'png', 'webp')).toMatchObject({
        path: '/w/out/small/img/a.webp',
      });
    },
  );
});
