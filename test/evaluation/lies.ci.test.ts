import assert from 'node:assert/strict'
import { grade } from '../../evaluation/grade/grade.ts'
import { oracle } from '../../evaluation/models/oracle.ts'
import { liesAbout } from '../../evaluation/models/subtle-liar.ts'
import { askTasks } from '../../evaluation/run/ask-tasks.ts'
import type { Transcript } from '../../evaluation/run/transcript.ts'
import { tasksAt } from '../../evaluation/tasks/tasks.ts'

/** All that is read is read, and what is said of it then is nearly true, in each way that fits. */
describe('answers that are nearly true', function () {
  this.timeout(180_000)

  it('are let through in no way of lying and of no task', async () => {
    const passed: string[] = []
    const ways = new Map<string, number>()
    const wanted = { model: oracle, tasks: [], phrasings: 1, repeats: 1 }
    for await (const transcript of askTasks(wanted, new AbortController().signal)) {
      const task = tasksAt(new Date(transcript.at)).find(({ id }) => id === transcript.task)
      assert.ok(task)
      assert.deepEqual(grade(task, transcript).wrong, [], task.id)
      for (const lie of liesAbout(task)) {
        ways.set(lie.way, (ways.get(lie.way) ?? 0) + 1)
        if (grade(task, lying(transcript, lie)).isRight) passed.push(`${task.id}: ${lie.way}`)
      }
    }
    assert.deepEqual(passed, [])
    assert.ok(ways.size >= 25, `${ways.size} ways`)
    const lies = [...ways.values()].reduce((sum, one) => sum + one, 0)
    assert.ok(lies > 1_000, `${lies} lies`)
  })
})

function lying(transcript: Transcript, lie: ReturnType<typeof liesAbout>[number]): Transcript {
  const turns = transcript.turns.slice(0, -1)
  const last = transcript.turns.at(-1)
  assert.ok(last)
  const answer = lie.tell(last.calls.map(({ result }) => result))
  return {
    ...transcript,
    turns: [...turns, { ...last, answer, calls: lie.reads ? last.calls : [] }],
  }
}
