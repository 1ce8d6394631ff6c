import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { commanded } from '../support/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'claimcheck-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A result that has none of the paper's claims. */
const otherEdition = join(folder, 'other.json');
writeFileSync(otherEdition, JSON.stringify({ tool: 'claimcheck', version: '0.1.0', seed: 1, seconds: 1, claims: [], slowest: [] }));

/** What the page shows of each claim when its section is opened, by id. */
function detailsIn(html: string): Map<string, string> {
  const zipped = /<script[^>]*id="claims"[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
  const shown = JSON.parse(gunzipSync(Buffer.from(zipped, 'base64')).toString()) as { id: string; details: string }[];
  return new Map(shown.map(({ id, details }) => [id, details]));
}

/** The table of slacks: how many rows it has, and how many of them are of violated cases. */
function slackRows(details: string | undefined): { rows: number; violated: number } {
  const table = /<caption>Slack of the cases<\/caption>([\s\S]*?)<\/table>/.exec(details ?? '')?.[1] ?? '';
  return { rows: table.match(/<td class="bar/g)?.length ?? 0, violated: table.match(/class="bar violated"/g)?.length ?? 0 };
}

describe('claimcheck report', () => {
  it('writes one file with the verdicts of a verify run, which asks nothing of a network', async () => {
    const verdicts = join(folder, 'verdicts.json');
    await commanded('verify', 'thm-3.1/3*', '--cases', '20', '--jobs', '1', '--json', verdicts);
    const page = join(folder, 'page.html');

    const { code, stdout } = await commanded('report', 'thm-3.1/3*', '--from', verdicts, '--out', page);
    const html = readFileSync(page, 'utf8');

    expect(code).toBe(0);
    expect(stdout).toContain('2 claims');
    expect(
      [...html.matchAll(/<details [^>]*data-id="([^"]*)"[^>]*data-verdict="([^"]*)"/g)].map(([, id, verdict]) => [id, verdict]),
    ).toEqual([
      ['thm-3.1/3', 'refuted'],
      ['thm-3.1/3@repaired', 'survives'],
    ]);
    // What a browser would load; names of namespaces and links in texts of licences are none of that.
    expect(html).not.toMatch(/<(?:script|link|img|iframe)[^>]*(?:src|href)=/);
    expect(html).toContain("default-src 'none'");
    const { claims } = JSON.parse(readFileSync(verdicts, 'utf8')) as { claims: { id: string; slackQuantiles: number[] }[] };
    for (const { id, slackQuantiles } of claims) {
      expect(slackQuantiles).toHaveLength(11);
      expect(slackRows(detailsIn(html).get(id))).toEqual({ rows: 11, violated: slackQuantiles.filter((slack) => slack < 0).length });
    }
  });

  it('says what Coq proves, by the proposition of coq/Claims.v and the commands', async () => {
    const page = join(folder, 'proofs.html');

    await commanded('report', 'thm-3.2/descent', 'leaky/special-cases@intended', '--cases', '20', '--jobs', '1', '--out', page);
    const details = detailsIn(readFileSync(page, 'utf8'));

    const refuted = details.get('thm-3.2/descent') ?? '';
    const [definition = ''] = /^Definition thm_3_2_descent[^.]*/m.exec(readFileSync('coq/Claims.v', 'utf8')) ?? [];
    expect(definition.length).toBeGreaterThan(50);
    const unescaped = refuted.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&quot;', '"');
    expect(unescaped).toContain(`${definition}.\n\nTheorem refuted : ~ thm_3_2_descent.`);
    expect(unescaped).toContain('npx claimcheck certify thm-3.2/descent --coq Refuted.v\n');
    expect(details.get('leaky/special-cases@intended')).toContain('Theorem leaky_special_cases_intended : forall k d w');
  });

  it('shows no table of slacks for verdicts that were written without them', async () => {
    const verdicts = join(folder, 'old.json');
    const page = join(folder, 'old.html');
    await commanded('verify', 'thm-3.1/3', '--cases', '20', '--jobs', '1', '--json', verdicts);
    const result = JSON.parse(readFileSync(verdicts, 'utf8')) as { claims: { slackQuantiles?: number[] }[] };
    for (const claim of result.claims) delete claim.slackQuantiles;
    writeFileSync(verdicts, JSON.stringify(result));

    expect((await commanded('report', 'thm-3.1/3', '--from', verdicts, '--out', page)).code).toBe(0);
    expect(slackRows(detailsIn(readFileSync(page, 'utf8')).get('thm-3.1/3'))).toEqual({ rows: 0, violated: 0 });
  });

  it('judges own claims and names their edition', async () => {
    const page = join(folder, 'own.html');

    const { code } = await commanded('report', '--claims', 'examples/claims/heavy-ball.js', '--cases', '20', '--jobs', '1', '--out', page);
    const html = readFileSync(page, 'utf8');

    expect(code).toBe(0);
    expect(html).toContain('data-id="notes/heavy-ball"');
    expect(slackRows(detailsIn(html).get('notes/heavy-ball')).rows).toBe(11);
  });

  it('writes the explorer alone', async () => {
    const page = join(folder, 'explorer.html');

    expect((await commanded('report', '--explorer', '--out', page)).code).toBe(0);
    expect(readFileSync(page, 'utf8')).not.toContain('<details');
  });

  it.each([
    ['a file that is not there', ['--from', 'missing.json'], /missing\.json: cannot be read \(no such file or folder\)/],
    ['what is no result of verify', ['--from', 'package.json'], /package\.json:\d+: .*is not what verify --json writes/],
    ['a result about another edition', ['--from', otherEdition], /none of the claims of max-margin-relu .* \(--claims MODULE names/],
    ['an id with the explorer alone', ['thm-3.1/3', '--explorer'], /--explorer/],
    ['a folder that is not there', ['--explorer', '--out', '/dev/null/page.html'], /--out/],
  ])('refuses %s and writes nothing', async (_, args, message) => {
    const page = join(folder, 'refused.html');

    const { code, stderr } = await commanded('report', ...args, ...(args.includes('--out') ? [] : ['--out', page]));

    expect(code).toBe(3);
    expect(stderr).toMatch(message);
    expect(existsSync(page)).toBe(false);
  });

  it('leaves an old page as it was where it cannot write', async () => {
    const page = join(folder, 'kept.html');
    writeFileSync(page, 'old');

    expect((await commanded('report', '--from', 'package.json', '--out', page)).code).toBe(3);
    expect(readFileSync(page, 'utf8')).toBe('old');
  });
});
