import { EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2'
import { jsonBytes } from '../tools/json.ts'
import { callTool } from './call-tool.ts'
import { kilobytes, type Row } from './figures.ts'

/** What a model gets to read of DescribeInstances, beside AWS's whole answer as JSON. */
export async function bytes(): Promise<Row[]> {
  const rows: Row[] = []
  for (const count of [50, 500]) {
    const peer = await wholeAnswer(count)
    for (const [how, query] of Object.entries(queries)) {
      const parameters = filter(count)
      const input = { operation: 'DescribeInstances', parameters, ...(query && { query }) }
      const result = await callTool('ec2', input)
      const shown = result.regions.map((part) => (part.status === 'ok' ? part.items.length : 0))
      const name = `${count} instances, ${how}: ${shown.join()} shown`
      rows.push({ name, unit: kilobytes, ours: jsonBytes(result), peer })
    }
  }
  return rows
}

const queries = {
  whole: undefined,
  'four members': '[].[InstanceId, InstanceType, State.Name, Tags[?Key==`Name`].Value | [0]]',
}

async function wholeAnswer(count: number): Promise<number> {
  const client = new EC2Client({ region: 'us-east-1' })
  let bytes = 0
  for await (const { Reservations } of paginateDescribeInstances({ client }, filter(count))) {
    bytes += jsonBytes(Reservations)
  }
  return bytes
}

/** The answering AWS takes the number of instances from the value of a filter. */
const filter = (count: number) => ({ Filters: [{ Name: 'tag:Count', Values: [String(count)] }] })
