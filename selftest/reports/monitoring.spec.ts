import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { METRIC_NAMES } from '../../reporters/metrics.ts';
import { HOUSE } from '../runs/run-suite.ts';
import { textOf, valuesOf, type Json } from './documents.ts';
import { everyStatus, HOSTILE } from './every-status.ts';

const ALERTS = join(HOUSE, 'monitoring/alerts.yml');
const RULE_TESTS = join(HOUSE, 'monitoring/alerts.test.yml');
const DASHBOARD = JSON.parse(readFileSync(join(HOUSE, 'monitoring/dashboard.json'), 'utf8')) as Json;
const HAS_PROMTOOL = spawnSync('promtool', ['--version']).status === 0;
const MISSING = 'promtool is not installed: apt install prometheus';

const text = textOf(everyStatus(), 'metrics.prom');

/** Names of ours that a text speaks of. */
const namesIn = (query: string): string[] => [...new Set(query.match(/plumbline_\w+/g))];

test.describe('promtool', () => {
  test.skip(!HAS_PROMTOOL, MISSING);

  test('accepts the metrics, and finds nothing to better', () => {
    const checked = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    expect(checked.stdout + checked.stderr).toBe('');
    expect(checked.status).toBe(0);
    const wrong = spawnSync('promtool', ['check', 'metrics'], { input: `${text}plumbline{a="b} 1\n` });
    expect(wrong.status).not.toBe(0);
  });

  test('accepts the alert rules, and each does what its tests say', () => {
    expect(execFileSync('promtool', ['check', 'rules', ALERTS], { encoding: 'utf8' })).toContain('SUCCESS');
    expect(execFileSync('promtool', ['test', 'rules', RULE_TESTS], { encoding: 'utf8' })).toContain(
      'SUCCESS',
    );
  });

  test('sees where a rule is wrong', () => {
    const broken = test.info().outputPath('alerts.yml');
    writeFileSync(broken, readFileSync(ALERTS, 'utf8').replaceAll('36 * 3600', '72 * 3600'));
    writeFileSync(test.info().outputPath('alerts.test.yml'), readFileSync(RULE_TESTS));
    const tested = spawnSync('promtool', ['test', 'rules', test.info().outputPath('alerts.test.yml')]);
    expect(tested.status).not.toBe(0);
  });
});

test.describe('The metrics', () => {
  test('are samples of known names alone, each once, without a time', () => {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const samples = lines.map((line) =>
      /^(\w+)\{(?:\w+="(?:[^"\\\n]|\\["\\n])*",?)+\} -?\d+(\.\d+)?(e-\d+)?$/.exec(line),
    );
    expect(lines.filter((_, index) => !samples[index])).toEqual([]);
    expect([...new Set(samples.map((sample) => sample?.[1]))]).toEqual(METRIC_NAMES);
    const series = lines.map((line) => line.slice(0, line.lastIndexOf(' ')));
    expect(new Set(series).size).toBe(series.length);
  });

  test('carry what a target sends as an escaped and short label', () => {
    const [info = ''] = /^plumbline_run_info.*$/m.exec(text) ?? [];
    expect(info).toContain('server="nginx/1.26 <script>');
    expect(info.length).toBeLessThan(800);
    const quoted = textOf(everyStatus(), 'metrics.prom').match(/HYPERLINK/g);
    expect(quoted).toBeNull();
    expect(HOSTILE.join('')).toContain('HYPERLINK');
  });

  test('tell expiry, overhead and capacity as they were measured', () => {
    const value = (start: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(start))
          ?.split(' ')
          .at(-1),
      );
    expect(value('plumbline_certificate_expiry_timestamp_seconds{')).toBe(
      Date.parse('2027-01-06T12:00:00Z') / 1000,
    );
    expect(value('plumbline_latency_overhead_seconds{')).toBe(0.000038);
    expect(value('plumbline_latency_overhead_lower_bound_seconds{')).toBe(0.000023);
    expect(value('plumbline_latency_overhead_upper_bound_seconds{')).toBe(0.000048);
    expect(value('plumbline_load_good_requests_per_second{')).toBe(199.5);
    expect(value('plumbline_run_duration_seconds{')).toBe(1);
  });
});

test.describe('Alert rules and the dashboard', () => {
  test('speak of metrics only that a run gives', () => {
    const queries = {
      alerts: [readFileSync(ALERTS, 'utf8')],
      dashboard: [...valuesOf(DASHBOARD, 'expr'), ...valuesOf(DASHBOARD, 'query')].map((query) =>
        JSON.stringify(query),
      ),
    };
    for (const [where, all] of Object.entries(queries)) {
      const names = all.flatMap(namesIn);
      expect(names.length, where).toBeGreaterThan(5);
      expect(
        names.filter((name) => !METRIC_NAMES.includes(name)),
        where,
      ).toEqual([]);
    }
  });

  test('leave no metric without a use', () => {
    const spoken = namesIn(readFileSync(ALERTS, 'utf8') + JSON.stringify(DASHBOARD));
    expect(METRIC_NAMES.filter((name) => !spoken.includes(name))).toEqual([]);
  });

  test('have a test for each alert', () => {
    const alerts = [...readFileSync(ALERTS, 'utf8').matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    const tests = readFileSync(RULE_TESTS, 'utf8');
    expect(alerts.length).toBeGreaterThan(5);
    expect(alerts.filter((name) => !tests.includes(`alertname: ${name ?? ''}\n`))).toEqual([]);
  });

  test('ask of labels that the metrics carry', () => {
    const asked = [
      ...JSON.stringify(DASHBOARD).matchAll(/\{\{(\w+)\}\}/g),
      ...readFileSync(ALERTS, 'utf8').matchAll(/\$labels\.(\w+)/g),
    ];
    const carried = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.map(([, label]) => label).filter((label) => !carried.has(label))).toEqual([]);
  });
});
