import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemKeyring } from '../../../../services/client/auth/keyring.ts'

// On other systems the keyring is there, and is the user's own: nothing to try things on.
describe('the keyring of the system', () => {
  const address = process.env.DBUS_SESSION_BUS_ADDRESS
  let folder: string
  before(async function () {
    if (process.platform !== 'linux') {
      process.stdout.write('  skipped: asks the session bus, which only Linux has\n')
      this.skip()
    }
    folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
  })
  after(async () => {
    if (address === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS
    else process.env.DBUS_SESSION_BUS_ADDRESS = address
    if (folder) await rm(folder, { recursive: true })
  })

  it('says where there is none', async () => {
    process.env.DBUS_SESSION_BUS_ADDRESS = `unix:path=${folder}/none`
    const keyring = systemKeyring()
    const message = /^No keyring: Platform failure: DBus error/
    await assert.rejects(keyring.get('dev'), { message })
    await assert.rejects(keyring.set('dev', 'secret'), (error) => {
      assert.doesNotMatch(JSON.stringify(error, Object.getOwnPropertyNames(error)), /secret/)
      return true
    })
    await assert.rejects(keyring.remove('dev'), { message })
  })

  it('is given up where it does not answer', async () => {
    const silent = createServer().listen(join(folder, 'bus'))
    await once(silent, 'listening')
    process.env.DBUS_SESSION_BUS_ADDRESS = `unix:path=${folder}/bus`
    await assert.rejects(systemKeyring(500).set('dev', 'secret'), {
      message: 'No keyring: it does not answer',
    })
    silent.close()
  })
})
