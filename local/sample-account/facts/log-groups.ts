import { hex } from './company.ts'
import { clusterNamed, ecsServices, logGroupOf, tasksOf } from './containers.ts'
import { functions } from './functions.ts'
import { badDeploy, deadLetters } from './incidents.ts'

export interface LogGroup {
  name: string
  region: string
  /** Absent: kept for ever. */
  retentionDays?: number
  storedBytes: number
  createdDaysAgo: number
  streams: readonly string[]
  /** An ordinary line each minute, one of these. */
  usual: readonly string[]
  trouble?: Trouble
}

/** Lines that repeat in this order, one each `everyMs`, since something broke. */
interface Trouble {
  startedMinutesAgo: number
  everyMs: number
  lines: readonly string[]
  streams: readonly string[]
}

export const logGroups: readonly LogGroup[] = [...ofServices(), ...ofFunctions()]

function ofServices(): LogGroup[] {
  return ecsServices.map((service) => {
    const { name, cluster } = service
    const stream = (id: string) => `${name}/${name}/${id}`
    const tasks = tasksOf(service).filter(({ status }) => status === 'RUNNING')
    const failing = tasks.filter(({ healthy }) => !healthy).map(({ id }) => stream(id))
    return {
      name: logGroupOf(service),
      region: clusterNamed(cluster).region,
      retentionDays: 7,
      storedBytes: 190_000_000,
      createdDaysAgo: 640,
      streams: tasks.map(({ id }) => stream(id)),
      usual: [
        `INFO ${name} request completed method=GET path=/api/${name} status=200 duration_ms=41`,
        `INFO ${name} request completed method=POST path=/api/${name} status=201 duration_ms=87`,
        `INFO ${name} health check ok`,
      ],
      ...(failing.length > 0 && { trouble: brokenCheckout(failing) }),
    }
  })
}

// Of six errors three are the cause (the pool), two its first effect, one what customers feel.
function brokenCheckout(streams: string[]): Trouble {
  const { service, poolSize, version, startedMinutesAgo } = badDeploy
  const error = `ERROR ${service} version=${version.after}`
  const pool = `${error} TimeoutError: no connection from pool orders-db within 3000 ms (pool max ${poolSize.after})`
  const health = `${error} HealthCheckFailed: GET /healthz answered 503 (orders-db: no free connection)`
  const payment = `${error} PaymentCaptureError: order could not be saved, capture rolled back status=502`
  return {
    startedMinutesAgo,
    everyMs: 10_000,
    lines: [pool, health, pool, payment, pool, health],
    streams,
  }
}

function ofFunctions(): LogGroup[] {
  return functions.map(({ name, region, modifiedDaysAgo }) => {
    const streams = [`[$LATEST]${hex(`stream ${name}`, 32)}`]
    return {
      name: `/aws/lambda/${name}`,
      region,
      storedBytes: 61_000_000,
      createdDaysAgo: modifiedDaysAgo + 100,
      ...(name !== 'nightly-report' && { retentionDays: 7 }),
      streams,
      usual:
        name === 'nightly-report' ? [] : [`INFO ${name} done`, `INFO ${name} done (nothing to do)`],
      ...(name === deadLetters.consumer && { trouble: brokenConsumer(streams) }),
    }
  })
}

function brokenConsumer(streams: string[]): Trouble {
  const { consumer, startedMinutesAgo, perMinute, receives } = deadLetters
  const error = `ERROR ${consumer} TypeError: Cannot read properties of undefined (reading 'currency')`
  return {
    startedMinutesAgo,
    everyMs: 60_000 / (perMinute * receives),
    lines: [`${error} at parseOrderEvent (index.js:88) order.total missing`],
    streams,
  }
}
