import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { createMetrics } from '../../src/ops/metrics.ts';
import { type OpsServer, serveOps } from '../../src/ops/server.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const health = (alive: boolean) =>
  ({
    alive,
    ready: alive,
    uptime: 1,
    platforms: { discord: { state: 'connected', reconnects: 0, rateLimited: 0, proofAge: 1 } },
    notes: { topics: 1, problems: 0 },
    database: { answers: true },
    delivery: { age: 1 },
  }) as const;

/** https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
const rules = z.strictObject({
  groups: z
    .array(
      z.strictObject({
        name: z.string(),
        rules: z
          .array(
            z.strictObject({
              alert: z.string().regex(/^[A-Za-z_]\w*$/),
              expr: z.string().min(1),
              for: z
                .string()
                .regex(/^\d+[smhd]$/)
                .optional(),
              labels: z.record(z.string(), z.string()),
              annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

/** As much of https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/ as is used. */
const dashboard = z.strictObject({
  uid: z.string().max(40),
  title: z.string(),
  schemaVersion: z.int().min(36),
  version: z.int(),
  editable: z.boolean(),
  refresh: z.string(),
  time: z.strictObject({ from: z.string(), to: z.string() }),
  timezone: z.string(),
  tags: z.array(z.string()),
  templating: z.strictObject({ list: z.array(z.looseObject({ name: z.string(), type: z.string() })) }),
  panels: z.array(
    z.strictObject({
      id: z.int(),
      type: z.enum(['stat', 'timeseries']),
      title: z.string(),
      datasource: z.strictObject({ type: z.literal('prometheus'), uid: z.string() }),
      gridPos: z.strictObject({ x: z.int().max(16), y: z.int(), w: z.int().max(24), h: z.int() }),
      fieldConfig: z.looseObject({ defaults: z.strictObject({ unit: z.string() }) }),
      options: z.object(),
      targets: z
        .array(
          z.strictObject({
            refId: z.string(),
            expr: z.string(),
            legendFormat: z.string(),
            exemplar: z.boolean().optional(),
          }),
        )
        .min(1),
    }),
  ),
});

/** Every series a process has, by the names that it gives to Prometheus. */
async function seriesNames(): Promise<Set<string>> {
  const metrics = createMetrics(() => health(true));
  const described = [...(await metrics.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set([
    'up',
    ...described.flatMap(([, name = '', type]) =>
      type === 'histogram'
        ? [`${name}_bucket`, `${name}_sum`, `${name}_count`]
        : type === 'counter'
          ? [name.endsWith('_total') ? name : `${name}_total`]
          : [name],
    ),
  ]);
}

const namesIn = (expr: string): string[] =>
  [...expr.matchAll(/\b(?:virt|process|nodejs)_[a-z0-9_]+|\bup\b/g)].map(([name]) => name);

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:') ? 'node' : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

const servers: OpsServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

describe('the files for those who watch it', () => {
  test('alert rules are ones Prometheus loads, about metrics that exist, each with its chapter', async () => {
    const { groups } = rules.parse(parse(read('deploy/prometheus/virt.rules.yaml')));
    const names = await seriesNames();
    const all = groups.flatMap((group) => group.rules);
    const headings = [...read('docs/operating.md').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading.toLowerCase(),
    );

    const used = all.flatMap(({ expr }) => namesIn(expr));
    expect(used.length).toBeGreaterThanOrEqual(all.length);
    expect(used.filter((name) => !names.has(name))).toEqual([]);
    expect(all.filter(({ alert }) => !headings.includes(alert.toLowerCase()))).toEqual([]);
    for (const { alert, annotations } of all)
      expect(annotations.runbook).toBe(`docs/operating.md#${alert.toLowerCase()}`);
  });

  test('the dashboard is one Grafana loads, about metrics that exist, and no panel hides another', async () => {
    const { panels } = dashboard.parse(JSON.parse(read('deploy/grafana-dashboard.json')));
    const names = await seriesNames();

    const used = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => namesIn(expr)));
    expect(used.filter((name) => !names.has(name))).toEqual([]);
    // Nothing of ours is measured and never shown.
    const shown = new Set(used.map((name) => name.replace(/_(?:bucket|sum|count)$/, '')));
    const ours = [...names].filter((name) => name.startsWith('virt_'));
    expect(ours.filter((name) => !shown.has(name.replace(/_(?:bucket|sum|count)$/, '')))).toEqual([]);
    expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x},${y}`)).size).toBe(panels.length);
  });
});

test('the health check of a container asks the running process', async () => {
  let alive = true;
  const report = () => health(alive);
  const server = await serveOps({ host: '127.0.0.1', port: 0, report, metrics: createMetrics(report) });
  servers.push(server);
  const check = (port = server.port) =>
    promisify(execFile)(join(ROOT, 'deploy/healthy'), { env: { HEALTH_PORT: String(port) } }).then(
      () => 'healthy',
      () => 'unhealthy',
    );

  expect(await check()).toBe('healthy');
  alive = false;
  expect(await check()).toBe('unhealthy');
  await server.close();
  expect(await check()).toBe('unhealthy');
});

describe('what is needed to run it', () => {
  test('an installation without the developers’ part has all that `npm start` uses', () => {
    const { dependencies } = JSON.parse(read('package.json'));
    const sources = ['src', 'bin'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.[tj]s$/.test(file) && !/^(?:playground|fonts)/.test(file))
        .map((file) => read(join(folder, file))),
    );
    const statement =
      /^(?:import|export)\s+(?!type\b)(?:[\w\s{},*$]+from\s+)?'([^'.][^']*)';$|\bimport\('([^'.][^']*)'\)/gm;
    const imported = sources.flatMap((source) =>
      [...source.matchAll(statement)].map(([, name, later]) => packageOf(name ?? later ?? '')),
    );

    expect(imported).toEqual(expect.arrayContaining(['zod', 'esbuild']));
    expect(imported.filter((name) => name !== 'node' && !(name in dependencies))).toEqual([]);
  });

  test('the deployment files set only variables that there are', () => {
    const known = new Set([...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
    const compose = parse(read('compose.yaml'));
    const pod = parse(read('deploy/kubernetes/deployment.yaml')).spec.template.spec;
    const unit = /^Environment=(.+)$/m.exec(read('deploy/systemd/virt.service'))?.[1] ?? '';
    const image = /^ENV (.+)$/m.exec(read('Dockerfile'))?.[1] ?? '';

    const set = [
      ...Object.keys(compose.services.virt.environment),
      ...pod.containers[0].env.map(({ name }: { name: string }) => name),
      ...`${unit} ${image}`.split(' ').map((pair) => pair.split('=')[0] ?? ''),
    ].map((name) => name.replace(/_FILE$/, ''));
    expect(set.filter((name) => !known.has(name) && name !== 'NODE_ENV')).toEqual([]);
    expect(set.length).toBeGreaterThan(8);
    // A secret that a service reads is one the file declares.
    const declared = Object.keys(compose.secrets);
    for (const { secrets } of Object.values(compose.services) as { secrets: string[] }[])
      expect(secrets.filter((name) => !declared.includes(name))).toEqual([]);
  });

  test('wherever it runs, it runs without rights and asks the running process how it is', () => {
    const [container] = parse(read('deploy/kubernetes/deployment.yaml')).spec.template.spec.containers;

    expect(parse(read('compose.yaml')).services.virt).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    expect(read('Dockerfile')).toMatch(/^USER node$[\s\S]*^HEALTHCHECK .*"\/app\/deploy\/healthy"/m);
  });
});
