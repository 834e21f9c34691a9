import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The operating system's keyring; each call rejects where there is none, or it does not answer. */
export interface Keyring {
  get(account: string): Promise<string | undefined>
  set(account: string, secret: string): Promise<void>
  remove(account: string): Promise<void>
}

/**
 * A process of its own makes each call: a session bus that is silent, or a keyring that asks for
 * its password on a screen that nobody sees, would block this one for good.
 */
export function systemKeyring(timeoutMs = 20_000): Keyring {
  return {
    async get(account) {
      const found = await callKeyring('get', { account, timeoutMs })
      return found === '' ? undefined : found
    },
    async set(account, secret) {
      await callKeyring('set', { account, secret, timeoutMs })
    },
    async remove(account) {
      await callKeyring('remove', { account, timeoutMs })
    },
  }
}

interface Call {
  account: string
  secret?: string
  timeoutMs: number
}

async function callKeyring(action: string, { account, secret = '', timeoutMs }: Call) {
  const library = import.meta.resolve('@napi-rs/keyring')
  const args = ['--input-type=module', '--eval', script, '--', library, action, account]
  const calling = promisify(execFile)(process.execPath, args, {
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    windowsHide: true,
  })
  // One that is gone already says why by its exit.
  calling.child.stdin?.on('error', () => {}).end(secret)
  // Without its cause, which holds what was printed: a secret, perhaps.
  const { stdout } = await calling.catch((error: Error & { stderr?: string; killed?: boolean }) => {
    const reason = error.killed
      ? 'it does not answer'
      : /^\w*Error: (.+)/m.exec(error.stderr ?? '')?.[1]
    throw new Error(`No keyring: ${reason ?? 'it cannot be used'}`)
  })
  return stdout
}

// On Linux only the Secret Service: the library's other store there ends with the login session.
// Bytes rather than text, as Windows has room for 2,560 of them and doubles those of text.
const script = `
import { buffer } from 'node:stream/consumers'
const [library, action, account] = process.argv.slice(1)
const { Entry } = await import(library)
const entry = new Entry('aws-ops', account, { linux: { store: 'secret-service' } })
if (action === 'get') process.stdout.write(Buffer.from(entry.getSecret() ?? []))
if (action === 'set') entry.setSecret(await buffer(process.stdin))
if (action === 'remove') entry.deleteCredential()
`
