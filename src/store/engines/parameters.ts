import { type QueryCompiler, SqliteDialect, SqliteQueryCompiler } from 'kysely';

class StrictCompiler extends SqliteQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    if (parameter !== null && typeof parameter !== 'string' && typeof parameter !== 'number')
      throw new TypeError(`a parameter of a query is a ${typeof parameter}`);
    super.addParameter(parameter);
  }
}

/** Every parameter is a string, a number or null: the driver ends the whole process on a boolean. */
export class StrictSqlite extends SqliteDialect {
  override createQueryCompiler(): QueryCompiler {
    return new StrictCompiler();
  }
}
