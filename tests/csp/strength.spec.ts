import { carrying, control, expect, test } from '../../fixtures/index.ts';

const FIELD = 'Content-Security-Policy';

test.describe('Content-Security-Policy', () => {
  // OWASP CSP Cheat Sheet; CSP Level 3 §6.7.3.2 says when 'unsafe-inline' counts, §6.8.3 what a directive falls back to.
  test('allows no forbidden source', control('CSP-FORBIDDEN-01'), async ({ https, required, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toForbidSources(required('csp.forbidden'));
  });

  // CSP Level 3 §8.1: policies combine by what all of them allow; csp_evaluator knows hosts that undo a policy.
  test('has no known weakness', control('CSP-STRENGTH-01'), async ({ https, required, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toHaveNoWeakness(required('csp.weakness'));
  });

  // CSP Level 3 §2.2.1: what browsers cannot read, and what comes again, they leave out without a word.
  test('is understood by browsers in full', control('CSP-SYNTAX-01'), async ({ https, routes }) => {
    expect(carrying(FIELD, await https.samples(routes.mainFirst))).toBeWellWritten();
  });
});
