import { redact } from '../tools/redaction/redact.ts'
import { median, ms, type Row } from './figures.ts'
import { redactedTexts } from './redacted-texts.ts'

const rounds = 15

/** Redaction of an answer of log lines, by the megabyte, beside its way through JSON and back. */
export function redaction(): Row[] {
  return Object.entries(redactedTexts).map(([name, lines]) => {
    const megabytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0) / 1e6
    const events = lines.map((message, at) => ({ message, timestamp: at, logStreamName: 's' }))
    const answer = { events }
    const ours = () => redact(answer, { service: 'cloudwatch-logs', opened: new Set(['logs']) })
    const peer = () => JSON.parse(JSON.stringify(answer))
    const times: [ours: number, peer: number][] = Array.from({ length: rounds }, () => [
      cpuMs(ours) / megabytes,
      cpuMs(peer) / megabytes,
    ])
    return {
      name: `1 MB of ${name}`,
      unit: ms,
      ours: median(times.map(([time]) => time)),
      peer: median(times.map(([, time]) => time)),
    }
  })
}

function cpuMs(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
