import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Keyring } from '../../../../services/client/auth/keyring.ts'
import { tokenStore } from '../../../../services/client/auth/token-store.ts'

const tokens = { accessToken: 'access', refreshToken: 'refresh', expiresAt: 1 }
const newer = { accessToken: 'access 2', refreshToken: 'refresh 2', expiresAt: 2 }

describe('the store of tokens', () => {
  let parent: string
  let path: string
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'aws-ops-'))
    path = join(parent, 'sign-in', 'dev.json')
  })
  afterEach(() => rm(parent, { recursive: true }))

  describe('in a file', () => {
    it('keeps them for this user alone, and nothing else', async () => {
      const store = tokenStore({ path, keyring: undefined })
      assert.equal(await store.read(), undefined)
      assert.deepEqual(await store.write(tokens, 'keyring'), { tokens, keptIn: path })
      assert.deepEqual(await store.read(), { tokens, keptIn: path })
      assert.equal((await stat(path)).mode & 0o777, 0o600)
      assert.equal((await stat(join(path, '..'))).mode & 0o777, 0o700)
      await store.remove()
      assert.deepEqual(await readdir(join(path, '..')), [])
      await store.remove()
    })

    it('is whole at any moment', async () => {
      const store = tokenStore({ path, keyring: undefined })
      await store.write(tokens, 'file')
      const writing = [tokens, newer, tokens, newer].map((each) => store.write(each, 'file'))
      for (let times = 0; times < 20; times += 1) assert((await store.read())?.tokens.accessToken)
      await Promise.all(writing)
      assert.deepEqual(await readdir(join(path, '..')), ['dev.json'])
    })

    it('leaves nothing of what it could not write', async () => {
      await mkdir(path, { recursive: true })
      await assert.rejects(tokenStore({ path, keyring: undefined }).write(tokens, 'file'))
      assert.deepEqual(await readdir(join(path, '..')), ['dev.json'])
    })

    for (const mode of [0o640, 0o604, 0o660]) {
      it(`refuses what others could read or write (${mode.toString(8)})`, async () => {
        const store = tokenStore({ path, keyring: undefined })
        await store.write(tokens, 'file')
        await chmod(path, mode)
        await assert.rejects(store.read(), {
          code: 'unsafe_file',
          message: new RegExp(`Run: chmod 600 ${path};`),
        })
      })
    }

    for (const content of ['', '{', '{"accessToken":1}']) {
      it(`takes what it cannot read for nobody signed in: ${content}`, async () => {
        const store = tokenStore({ path, keyring: undefined })
        await store.write(tokens, 'file')
        await writeFile(path, content)
        assert.equal(await store.read(), undefined)
      })
    }
  })

  describe('in a keyring', () => {
    it('keeps them there, and in the file only that they are there', async () => {
      const keyring = keyringInMemory()
      const store = tokenStore({ path, keyring })
      assert.deepEqual(await store.write(tokens, 'keyring'), { tokens, keptIn: 'keyring' })
      assert.deepEqual([...keyring.secrets], [['dev', JSON.stringify(tokens)]])
      assert.doesNotMatch(await readFile(path, 'utf8'), /access|refresh/)
      assert.deepEqual(await tokenStore({ path, keyring }).read(), { tokens, keptIn: 'keyring' })
      await store.remove()
      assert.deepEqual([[...keyring.secrets], await store.read()], [[], undefined])
    })

    it('asks it again only when another terminal has written', async () => {
      const keyring = keyringInMemory()
      const [one, other] = [tokenStore({ path, keyring }), tokenStore({ path, keyring })]
      await one.write(tokens, 'keyring')
      for (let times = 0; times < 3; times += 1) await other.read()
      assert.equal(keyring.reads, 1)
      await one.write(newer, 'keyring')
      assert.deepEqual(await other.read(), { tokens: newer, keptIn: 'keyring' })
      assert.equal(keyring.reads, 2)
    })

    it('asks it nothing where nobody is signed in, or a file has the tokens', async () => {
      const store = tokenStore({ path, keyring: brokenKeyring })
      assert.equal(await store.read(), undefined)
      await store.write(tokens, 'file')
      assert.deepEqual(await store.read(), { tokens, keptIn: path })
      await store.remove()
    })

    it('falls back to the file where it does not take them', async () => {
      const store = tokenStore({ path, keyring: brokenKeyring })
      assert.deepEqual(await store.write(tokens, 'keyring'), { tokens, keptIn: path })
      assert.deepEqual(await store.read(), { tokens, keptIn: path })
    })

    it('says that it fails, and takes what has gone from it for nobody signed in', async () => {
      const keyring = keyringInMemory()
      await tokenStore({ path, keyring }).write(tokens, 'keyring')
      await assert.rejects(tokenStore({ path, keyring: brokenKeyring }).read(), {
        code: 'keyring_failed',
        message: /The keyring does not give the tokens\..*AWS_OPS_KEYRING=off/,
      })
      assert.equal(await tokenStore({ path, keyring: undefined }).read(), undefined)
      keyring.secrets.clear()
      assert.equal(await tokenStore({ path, keyring }).read(), undefined)
    })

    it('does not let go of them where it must not be used', async () => {
      const keyring = keyringInMemory()
      await tokenStore({ path, keyring }).write(tokens, 'keyring')
      await assert.rejects(tokenStore({ path, keyring: undefined }).remove(), {
        code: 'keyring_failed',
        message: 'The tokens are in the keyring: sign out without AWS_OPS_KEYRING=off.',
      })
      assert.deepEqual(await tokenStore({ path, keyring }).read(), { tokens, keptIn: 'keyring' })
    })

    it('says what to remove by hand where it does not let go of them', async () => {
      await tokenStore({ path, keyring: keyringInMemory() }).write(tokens, 'keyring')
      await assert.rejects(tokenStore({ path, keyring: brokenKeyring }).remove(), {
        code: 'keyring_failed',
        message: 'The keyring keeps the tokens. Remove the entry dev of aws-ops there.',
      })
      assert.deepEqual(await readdir(join(path, '..')), [])
    })
  })
})

function keyringInMemory() {
  const secrets = new Map<string, string>()
  const keyring = {
    secrets,
    reads: 0,
    async get(account: string) {
      keyring.reads += 1
      return secrets.get(account)
    },
    set: async (account: string, secret: string) => void secrets.set(account, secret),
    remove: async (account: string) => void secrets.delete(account),
  }
  return keyring
}

const broken = () => Promise.reject(new Error('No keyring: locked'))
const brokenKeyring: Keyring = { get: broken, set: broken, remove: broken }
