import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import * as z from 'zod'
import { ClientError } from '../errors.ts'
import { parseJson } from '../parse-json.ts'
import type { Keyring } from './keyring.ts'

export type Tokens = z.infer<typeof tokens>

export interface Kept {
  tokens: Tokens
  /** `keyring`, or the path of the file. */
  keptIn: string
}

/** The tokens of one person in one environment, shared by all that person's terminals. */
export interface TokenStore {
  /** Undefined where nobody is signed in. Throws a ClientError where others could read the tokens. */
  read(): Promise<Kept | undefined>
  /** All or nothing; `keyring` falls back to the file where the keyring does not take them. */
  write(tokens: Tokens, where: 'keyring' | 'file'): Promise<Kept>
  remove(): Promise<void>
}

interface Place {
  /** Of the file: it holds the tokens, or says that the keyring does. */
  path: string
  keyring: Keyring | undefined
}

export function tokenStore({ path, keyring }: Place): TokenStore {
  const account = basename(path, '.json')
  let remembered: { revision: string; tokens: Tokens } | undefined

  /** The keyring is slow: it is asked again only where another terminal has written since. */
  async function readKeyring(revision: string): Promise<Tokens | undefined> {
    if (remembered?.revision === revision) return remembered.tokens
    const todo = 'Unlock it, or sign in again with AWS_OPS_KEYRING=off to use a file.'
    const failed = keyringFailed(`The keyring does not give the tokens. ${todo}`)
    const found = await keyring?.get(account).catch(failed)
    const parsed = tokens.safeParse(parseJson(found ?? '')).data
    remembered = parsed && { revision, tokens: parsed }
    return parsed
  }

  async function writeKeyring(written: Tokens): Promise<boolean> {
    if (keyring === undefined) return false
    const taken = keyring.set(account, JSON.stringify(written))
    return taken.then(
      () => true,
      () => false,
    )
  }

  return {
    async read() {
      const entry = file.safeParse(parseJson(await readPrivate(path))).data
      if (entry === undefined) return undefined
      if (!('revision' in entry)) return { tokens: entry, keptIn: path }
      const found = await readKeyring(entry.revision)
      return found && { tokens: found, keptIn: 'keyring' }
    },
    async write(written, where) {
      if (where === 'keyring' && (await writeKeyring(written))) {
        const revision = randomUUID()
        await writePrivate(path, { keptIn: 'keyring', revision })
        remembered = { revision, tokens: written }
        return { tokens: written, keptIn: 'keyring' }
      }
      await writePrivate(path, written)
      return { tokens: written, keptIn: path }
    },
    async remove() {
      const entry = file.safeParse(parseJson(await readPrivate(path))).data
      const isInKeyring = entry !== undefined && 'revision' in entry
      if (isInKeyring && keyring === undefined) {
        const message = 'The tokens are in the keyring: sign out without AWS_OPS_KEYRING=off.'
        throw new ClientError('keyring_failed', message)
      }
      await rm(path, { force: true })
      const todo = `Remove the entry ${account} of aws-ops there.`
      const failed = keyringFailed(`The keyring keeps the tokens. ${todo}`)
      if (isInKeyring) await keyring?.remove(account).catch(failed)
    },
  }
}

function keyringFailed(message: string) {
  return (cause: unknown) => {
    throw new ClientError('keyring_failed', message, { cause })
  }
}

export const tokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** When the access token ends by this machine's clock, in ms. */
  expiresAt: z.number(),
})

const file = z.union([z.object({ keptIn: z.literal('keyring'), revision: z.string() }), tokens])

/** An empty text where there is no such file. */
async function readPrivate(path: string): Promise<string> {
  const opened = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (opened === undefined) return ''
  try {
    const { mode } = await opened.stat()
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw readableByOthers(path)
    return await opened.readFile('utf8')
  } finally {
    await opened.close()
  }
}

function readableByOthers(path: string): ClientError {
  return new ClientError(
    'unsafe_file',
    `Others on this machine may read your tokens in ${path}. Run: chmod 600 ${path}; then sign out ` +
      'and in again, as they may have been read.',
  )
}

/** Whoever reads meanwhile finds what was there before; so does who starts after a crash. */
async function writePrivate(path: string, content: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.${randomUUID()}`
  try {
    await writeFile(unfinished, JSON.stringify(content), { mode: 0o600, flag: 'wx', flush: true })
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
