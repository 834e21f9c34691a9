import assert from 'node:assert/strict'
import { isHarmless } from '../../../../tools/recipes/evidence/log-level.ts'

const lines = {
  harmless: [
    'INFO 0 errors',
    '[INFO] 0 errors',
    '{"level":"info","msg":"batch finished with 0 errors"}',
    '{"level":30,"msg":"batch finished with 0 errors"}',
    '{"level":"30","msg":"no error"}',
    '{"level":"Information","message":"no exception in this run"}',
    '{"severity":"NOTICE","message":"error budget is full"}',
    '{"log":{"level":"debug"},"message":"errors: 0"}',
    '{"@l":"Debug","@mt":"error handler registered"}',
    '2026-11-28T12:00:00.000Z {"level":"info","msg":"0 errors"}',
    '2026-11-28T12:00:00.000Z\t3f1c\tINFO\tno error',
    '2026-11-28 12:00:00,123 - app - INFO - no errors',
    '12:00:00.123 [main] DEBUG com.example.Batch - error handler ready',
    'time=2026-11-28T12:00:00Z level=info msg="0 errors"',
    'info: batch finished, errors 0',
  ],
  telling: [
    'ERROR could not connect',
    '{"level":"error","msg":"info is missing"}',
    '{"level":50,"msg":"could not connect"}',
    '{"level":"warn","msg":"error, trying again"}',
    '{"msg":"Error: no level at all"}',
    'level=error msg="INFO table is gone"',
    'Error: ENOENT, no such file',
    '2026-11-28T12:00:00.000Z\t3f1c\tERROR\tInvoke Error {"level":"info"}',
    'Traceback (most recent call last):',
    '{"level":"info", broken by an error',
  ],
}

describe('the level of a log line', () => {
  for (const line of lines.harmless) {
    it(`is its own, and below a warning, in ${line}`, () => assert.equal(isHarmless(line), true))
  }
  for (const line of lines.telling) {
    it(`may be an error's in ${line}`, () => assert.equal(isHarmless(line), false))
  }
})
