import { pino } from 'pino'

/** To standard error: standard output belongs to answers. Silent unless LOG_LEVEL asks. */
export function localLog(level = 'silent') {
  return pino({ level }, pino.destination({ dest: 2, sync: true }))
}
