import type { Answers } from '../answer.ts'

/** The company has no jobs of Glue, nor anything that they would read. */
export const answers: Answers = {
  GetJobs: () => ({ Jobs: [] }),
  GetCrawlers: () => ({ Crawlers: [] }),
  GetDatabases: () => ({ DatabaseList: [] }),
}
