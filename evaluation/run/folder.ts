import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Report, type Run, report, run } from '../report/figures.ts'
import { markdown } from '../report/markdown.ts'
import { type Transcript, transcript } from './transcript.ts'

/** A run as it is kept: `run.json`, a line an attempt in `transcripts.jsonl`, and the report twice. */
export function runFolder(path: string) {
  const file = (name: string) => join(path, name)
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(file(name), 'utf8'))
  return {
    path,
    async begin(about: Run): Promise<void> {
      await mkdir(path, { recursive: true })
      await writeFile(file('run.json'), json(about))
      await writeFile(file('transcripts.jsonl'), '')
    },
    keep: (one: Transcript) => appendFile(file('transcripts.jsonl'), `${JSON.stringify(one)}\n`),
    async end(whole: Report): Promise<void> {
      const { list: _, ...about } = whole
      await writeFile(file('run.json'), json(run.parse(about)))
      await writeFile(file('report.json'), json(whole))
      await writeFile(file('report.md'), markdown(whole))
    },
    async run(): Promise<Run> {
      return run.parse(await read('run.json'))
    },
    async report(): Promise<Report> {
      return report.parse(await read('report.json'))
    },
    async transcripts(): Promise<Transcript[]> {
      const lines = (await readFile(file('transcripts.jsonl'), 'utf8')).split('\n')
      // A run that was killed may have left half a line.
      return lines.flatMap((line) => {
        try {
          return [transcript.parse(JSON.parse(line))]
        } catch {
          return []
        }
      })
    },
  }
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
