import { pino } from 'pino'
import { loggedError } from '../services/logged-error.ts'

/** To standard error: standard output belongs to answers. Silent unless LOG_LEVEL asks. */
export function localLog(level = 'silent') {
  return pino(
    { level, serializers: { err: loggedError } },
    pino.destination({ dest: 2, sync: true }),
  )
}
