declare module 'dynalite' {
  import type { Server } from 'node:http'

  interface Options {
    /** Where tables are kept; in memory if absent. */
    path?: string
    createTableMs?: number
    deleteTableMs?: number
    updateTableMs?: number
  }

  /** Its `close` ends the database too, before it calls back. */
  function dynalite(options?: Options): Server
  export = dynalite
}
