/** The memory in bytes that Node itself takes. */
globalThis.gc?.()
process.stdout.write(String(process.memoryUsage.rss()))
