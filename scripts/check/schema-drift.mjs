import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { withDatabase } from './with-database.mjs';

/**
 * What TypeORM would change in a migrated database to make it fit the entities. Keys, indexes, checks and
 * defaults are the migrations' own: entities only say which columns there are and of which type.
 */
const IGNORED =
  /^(DROP|CREATE) (UNIQUE )?INDEX|(ADD|DROP) CONSTRAINT|(SET|DROP) DEFAULT|^DROP TABLE|^COMMENT ON/;

await withDatabase(async (url) => {
  const { dataSourceOptions } =
    await import('../../dist/server/src/platform/database/data-source-options.js');
  const dataSource = await new DataSource({
    ...dataSourceOptions(url),
    entities: ['dist/server/src/**/*.entity.js'],
  }).initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    const drift = upQueries.map(({ query }) => query).filter((query) => !IGNORED.test(query));
    if (drift.length === 0) return;
    console.error(`The migrated schema differs from the entities; TypeORM would run:\n${drift.join('\n')}`);
    process.exitCode = 1;
  } finally {
    await dataSource.destroy();
  }
});
