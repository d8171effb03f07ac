import { kcolors, type Program } from './whole-process.ts';

/** Files that are compressed in one call, and the settings of kcolors to compare. */
export interface Job {
  readonly title: string;
  /** Paths below the folder of images; a folder stands for its PNG files. */
  readonly paths: readonly string[];
  readonly programs: readonly Program[];
  /** Number of times that each program runs. */
  readonly rounds: number;
  /** Whether the other programs take part. */
  readonly withPeers: boolean;
}

const FAST = kcolors('-c', '256', '--effort', 'fast');
const DEFAULT = kcolors('-c', '256');
const BEST = kcolors('-c', '256', '--effort', 'best');
const GOOD = kcolors('--quality', 'good');

/** The jobs of people: a folder of photographs, one file, large files, an icon. */
export const JOBS: readonly Job[] = [
  {
    title: 'A folder of 12 photographs, 4.7 Mpx',
    paths: ['kodak'],
    programs: [FAST, DEFAULT, GOOD],
    rounds: 5,
    withPeers: true,
  },
  {
    title: 'One photograph, 0.4 Mpx',
    paths: ['kodak/kodim03.png'],
    programs: [FAST, DEFAULT, BEST, GOOD],
    rounds: 11,
    withPeers: true,
  },
  {
    title: 'A photograph of 3 Mpx',
    paths: ['clic2025/pepper.png'],
    programs: [FAST, DEFAULT, GOOD],
    rounds: 7,
    withPeers: true,
  },
  {
    title: 'A screenshot of 5.6 Mpx',
    paths: ['ui/screenshot_imac_g3.png'],
    programs: [FAST, DEFAULT, GOOD],
    rounds: 5,
    withPeers: true,
  },
  {
    title: 'An icon of 32 × 32 pixels',
    paths: ['ui/icon_oxygen_32x32_apps_konqueror.png'],
    programs: [DEFAULT, GOOD],
    rounds: 15,
    withPeers: true,
  },
];
