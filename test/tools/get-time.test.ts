import assert from 'node:assert/strict'
import { getTime } from '../../tools/get-time.ts'
import { helloWorld } from '../../tools/hello-world.ts'
import { contextOf, scriptedClients } from './executor/scripted-clients.ts'

const context = contextOf(scriptedClients(() => ({})).clients)

describe('get_time', () => {
  it('tells the time in UTC, and in a time zone', async () => {
    assert.deepEqual(await getTime.run({ timezone: 'Europe/Berlin' }, context), {
      status: 'ok',
      regions: [
        {
          region: 'us-east-1',
          status: 'ok',
          items: [
            {
              utc: '2030-01-02T03:04:05.000Z',
              timezone: 'Europe/Berlin',
              local: 'Wednesday, 2 January 2030 at 04:04:05 CET',
            },
          ],
          truncated: false,
        },
      ],
    })
  })

  it('is in UTC by default', async () => {
    const { regions } = await getTime.run({}, context)
    const [region] = regions
    assert.ok(region?.status === 'ok')
    assert.deepEqual(region.items, [
      {
        utc: '2030-01-02T03:04:05.000Z',
        timezone: 'UTC',
        local: 'Wednesday, 2 January 2030 at 03:04:05 UTC',
      },
    ])
  })

  it('refuses what is no time zone', async () => {
    assert.deepEqual(await getTime.run({ timezone: 'Mars/Olympus' }, context), {
      status: 'error',
      regions: [],
      code: 'invalid_input',
      message: 'Unknown time zone: Mars/Olympus',
      hint: 'Give an IANA name, as Europe/Berlin or America/New_York, or leave it out for UTC.',
    })
    for (const bad of [{ timezone: 5 }, { zone: 'UTC' }, null, [], 'UTC']) {
      assert.equal((await getTime.run(bad, context)).code, 'invalid_input')
    }
  })
})

describe('hello_world', () => {
  it('says hello', async () => {
    const { status, regions } = await helloWorld.run({}, context)
    assert.deepEqual([status, regions.length], ['ok', 1])
  })
})
