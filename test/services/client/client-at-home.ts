import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Addresses } from '../../../local/data-folder.ts'
import { browserOf } from './auth/browser.ts'

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** The client as processes of its own, in an empty home folder. */
export interface ClientAtHome {
  /** What to start it with. */
  command: string
  args: readonly string[]
  env: Record<string, string>
  run(args: readonly string[], input?: string): Promise<Ended>
  /** `aws-ops configure` for this stack. */
  configure(stack: Omit<Addresses, 'tableName' | 'tableEndpoint'>): Promise<Ended>
  /** `aws-ops login`, and a browser that goes where it says. */
  logIn(login: string): Promise<Ended>
  close(): Promise<void>
}

export async function clientAtHome(
  program = resolve('services/client/main.ts'),
  node = process.execPath,
): Promise<ClientAtHome> {
  const home = await mkdtemp(join(tmpdir(), 'aws-ops-home-'))
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    AWS_OPS_KEYRING: 'off',
  }
  const start = (args: readonly string[]) => spawn(node, [program, ...args], { env, cwd: home })
  const run = (args: readonly string[], input = '') => {
    const child = start(args)
    child.stdin.end(input)
    return ended(child)
  }
  return {
    command: node,
    args: [program],
    env,
    run,
    configure({ functionUrl, gatewayUrl, region, issuer, clientId, audience, credentials }) {
      const { accessKeyId, secretAccessKey } = credentials
      env.AWS_ACCESS_KEY_ID = accessKeyId
      env.AWS_SECRET_ACCESS_KEY = secretAccessKey
      // The stack's password, too.
      const okta = { issuer, clientId, audience, scopes: ['aws-operations.read'] }
      const outputs = { environment: 'local', region, functionUrl, gatewayUrl, okta }
      return run(['configure', '-'], JSON.stringify(outputs))
    },
    async logIn(login) {
      const child = start(['login', '--no-browser'])
      const browser = browserOf(login, env.AWS_SECRET_ACCESS_KEY)
      let shown = ''
      child.stderr.setEncoding('utf8').on('data', (part: string) => {
        const before = addressIn(shown)
        shown += part
        const address = addressIn(shown)
        if (before === undefined && address !== undefined) void browser.open(address)
      })
      const { code, stdout } = await ended(child)
      return { code, stdout, stderr: shown }
    },
    close: () => rm(home, { recursive: true, force: true }),
  }
}

/** Once its line is complete. */
function addressIn(shown: string): string | undefined {
  return /(https?:\S+)\s/.exec(shown)?.[1]
}

async function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  const [stdout, stderr, code] = await Promise.all([
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ])
  return { code, stdout, stderr }
}
