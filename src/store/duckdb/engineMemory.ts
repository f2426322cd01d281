import { availableParallelism } from "node:os";

/**
 * Tells the engine's allocator, before the engine is loaded, to keep what it has freed for half a minute and to share
 * it between threads. As it comes, it gives memory back to the system after a second and asks for it again: where pages
 * are dear (in a virtual machine, above all), that was a fifth of a load's time. What a user sets stands. Only the
 * engine's builds for Linux have this allocator; others do not look at the setting.
 */
process.env.DUCKDB_JE_MALLOC_CONF ??= `narenas:${Math.ceil(availableParallelism() / 2)},dirty_decay_ms:30000,muzzy_decay_ms:30000`;
