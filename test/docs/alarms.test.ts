import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { deploymentAlarms, gatewayAlarms } from '../../stacks/alarms.ts'
import { tools } from '../../tools/tools.ts'

describe('docs/alarms.md', () => {
  it('has a heading for each alarm, and none for others', async () => {
    const watched = {
      config: {
        alarms: { enabled: true, tokensPerHour: 1_000, usdPerDay: 20 },
        limits: { personUsdPerDay: 5, tokensPerMonth: 1_000_000 },
      },
      names: { agent: 'a', toolHandler: 'b' },
      tools,
    }
    const services = new Set(
      tools.map(({ name }) => `tool-${name.replace('_read_operations', '').replaceAll('_', '-')}`),
    )
    const ids = [...deploymentAlarms(watched), ...gatewayAlarms].map(({ id }) =>
      services.has(id) ? 'tool-<service>' : id,
    )
    const text = await readFile('docs/alarms.md', 'utf8')
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    assert.deepEqual(headings.toSorted(), [...new Set(ids)].toSorted())
  })
})
