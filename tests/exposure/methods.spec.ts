import { control, expect, test, traceAnswer } from '../../fixtures/index.ts';

test.describe('Methods that send requests back', () => {
  // RFC 9110 §9.3.8: TRACE reflects the request, fields with credentials included. ASVS v5.0.0-13.4.4: not supported.
  test('TRACE is refused', control('EXP-TRACE-01'), async ({ https, routes }) => {
    expect(await traceAnswer(https, routes, 'TRACE')).toRefuse('TRACE');
  });

  // ASVS v5.0.0-4.1.4: only supported methods answer. TRACK is the same method under the name that IIS gave it.
  test('TRACK is refused', control('EXP-TRACK-01'), async ({ https, routes }) => {
    expect(await traceAnswer(https, routes, 'TRACK')).toRefuse('TRACK');
  });
});
