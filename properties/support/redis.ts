/** A Redis server of one's own, on loopback with its own port and folder, to be killed and started again. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** Whether redis-server is there. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0;

if (!hasRedis) console.warn('no redis-server: work over an engine is NOT tested, its tests are SKIPPED (apt-get install redis-server)');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A server that writes down what it is told before it answers, so that being killed loses nothing. */
export class RedisServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'claimcheck-redis-'));
  private process: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  /** Starts one. */
  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.up();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again where it was, and waits until it answers. */
  async up(): Promise<void> {
    const options = { port: this.port, bind: '127.0.0.1', dir: this.folder, appendonly: 'yes', save: '' };
    this.process = spawn(
      'redis-server',
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
      {
        stdio: 'ignore',
      },
    );
    const client = this.client();
    await client.ping();
    client.disconnect();
  }

  /** Ends it with -9. */
  async kill(): Promise<void> {
    const { process } = this;
    if (process === undefined) return;
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGKILL');
    await ended;
    this.process = undefined;
  }

  /** A connection; it waits for the server. */
  client(): Redis {
    const client = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    client.on('error', () => {});
    return client;
  }

  /** Ends it and removes its folder. */
  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
