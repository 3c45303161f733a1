import type { FullConfig } from '@playwright/test';
import { checkProfiles, readBaselines } from './before.ts';

/**
 * Once per run, before anything is started: can the earlier run that `PLUMBLINE_BASELINE` names be compared with?
 *
 * @throws BaselineError where it cannot
 */
export default function checkBaseline({ filteredProjects }: Pick<FullConfig, 'filteredProjects'>): void {
  checkProfiles(
    readBaselines(process.env),
    filteredProjects.map(({ name }) => name),
  );
}
