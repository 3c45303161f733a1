import type { RunParts } from '../../reporters/run.ts';

/** The parts of a run that say nothing of its verdicts. */
export const SAMPLE = {
  suite: { name: 'plumbline', version: '1.2.3' },
  profile: {
    name: 'staging',
    description: '',
    sha256: 'abcdef0123456789'.repeat(4),
    sections: {},
    waivers: [],
  },
  execution: { node: 'v20.19.0', platform: 'linux x64', arguments: ['--project=staging'], settings: {} },
  startedAt: new Date('2026-11-22T12:00:00Z'),
  finishedAt: new Date('2026-11-22T12:00:01Z'),
} as const satisfies Partial<RunParts>;
