import { catalogueOf } from '../tools/catalogue/catalogue.ts'
import { type Service, services } from '../tools/catalogue/services.ts'
import { tools } from '../tools/tools.ts'
import { megabytes, type Row } from './figures.ts'
import { childUrl, pairOfMedians, runChild } from './run-child.ts'

const rounds = 5

/** The process's memory with the handler alone, with one client, and with all of them. */
export async function memory(handler: URL): Promise<Row[]> {
  const all = await oneCallAService()
  const rows: Row[] = []
  for (const [name, calls] of [
    ['handler loaded', []],
    ['EC2 client called', ['ec2 DescribeVpcs']],
    [`all ${all.length} clients called`, all],
  ] as const) {
    const ours = () => runChild(childUrl('memory.ts'), handler.href, ...calls)
    const peer = () => runChild(childUrl('empty.js'))
    rows.push({ name, unit: megabytes, ...(await pairOfMedians(rounds, ours, peer)) })
  }
  return rows
}

/** `ec2 ec2:DescribeAccountAttributes`, …: what can be called without parameters. */
async function oneCallAService(): Promise<string[]> {
  const places = tools.flatMap(({ name, services }) =>
    services.map((service) => ({ tool: name.replace('_read_operations', ''), service })),
  )
  return Promise.all(
    places.map(async ({ tool, service }) => `${tool} ${await parameterlessOperation(service)}`),
  )
}

async function parameterlessOperation(service: Service): Promise<string> {
  const { operations } = await catalogueOf(service)
  const [name] =
    Object.entries(operations).find(
      ([, { class: class_, parameters = {} }]) =>
        class_ === 'metadata' && !Object.values(parameters).some((type) => type.endsWith('!')),
    ) ?? []
  return `${services[service].name}:${name}`
}
