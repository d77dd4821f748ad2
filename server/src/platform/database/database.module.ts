import { Global, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../../../../migrations/index.js';
import { Instance } from '../instance/instance.js';
import { migrate } from './migrate.js';
import { poolOf } from './pool-of.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

const POOL_SIZE = 20;
const logger = new Logger('Database');

/** How TypeORM sees the database at `url`; its own pool also serves plain SQL. */
export const dataSourceOptions = (url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  migrations,
  synchronize: false,
  namingStrategy: new SnakeNamingStrategy(),
  poolSize: POOL_SIZE,
  extra: { keepAlive: true },
  // An idle connection that is lost (the database restarts) is replaced by the pool at its next use.
  poolErrorHandler: (error: unknown) => logger.warn({ msg: 'a database connection was lost', err: error }),
});

/** TypeORM's `DataSource` and repositories, and `pg.Pool` for SQL. Migrated before anything else is made. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Instance],
      useFactory: ({ databaseUrl }: Instance) => ({
        ...dataSourceOptions(databaseUrl),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
      dataSourceFactory: async (options) => {
        if (!options) throw new Error('No data source options');
        const dataSource = await new DataSource(options).initialize();
        await migrate(dataSource);
        return dataSource;
      },
    }),
  ],
  providers: [{ provide: pg.Pool, inject: [DataSource], useFactory: poolOf }],
  exports: [pg.Pool],
})
export class DatabaseModule {}
