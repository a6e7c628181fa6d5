import type { DailyCostPage } from '../../clients/cost-explorer/index.ts';
import { type Database, runStatement, type Sql } from '../../platform/db/index.ts';

/** Kept answers of Cost Explorer. */
export class ExplorerRepository {
  readonly #sql: Sql;
  constructor(db: Database) {
    this.#sql = db.sql;
  }

  /** Null when it was never asked, or not since. */
  async find(question: string, since: Date): Promise<DailyCostPage | null> {
    const { rows } = await runStatement(this.#sql, 'select answer from cost_explorer_answers where question = $1 and fetched_at >= $2', [question, since]);
    return (rows[0] as { answer: DailyCostPage } | undefined)?.answer ?? null;
  }

  async keep(question: string, answer: DailyCostPage, at: Date): Promise<void> {
    await runStatement(this.#sql, 'insert into cost_explorer_answers (question, answer, fetched_at) values ($1, $2, $3) on conflict (question) do update set answer = $2, fetched_at = $3', [question, JSON.stringify(answer), at]);
  }
}
