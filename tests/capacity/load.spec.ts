import { capacityOf, control, expect, test } from '../../fixtures/index.ts';

test.describe('Under load the target', () => {
  // One load is enough for all of them.
  test.describe.configure({ mode: 'default' });

  test(
    'answers as often as it has to',
    control('CAP-THROUGHPUT-01'),
    async ({ profile, session, required }) => {
      expect(await capacityOf(session, profile)).toKeepThroughput(required('capacity.throughput'));
    },
  );

  test('answers without errors', control('CAP-ERRORS-01'), async ({ profile, session, required }) => {
    expect(await capacityOf(session, profile)).toKeepErrorRate(required('capacity.errorRate'));
  });

  test('answers nearly everyone in time', control('CAP-P95-01'), async ({ profile, session, required }) => {
    expect(await capacityOf(session, profile)).toKeepLatency(0.95, required('capacity.p95Milliseconds'));
  });

  test(
    'answers all but the slowest in time',
    control('CAP-P99-01'),
    async ({ profile, session, required }) => {
      expect(await capacityOf(session, profile)).toKeepLatency(0.99, required('capacity.p99Milliseconds'));
    },
  );
});
