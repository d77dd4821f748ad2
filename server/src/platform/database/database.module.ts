import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Instance } from '../instance/instance.js';
import { dataSourceOptions } from './data-source-options.js';
import { endSilentConnections } from './end-silent-connections.js';
import { migrate } from './migrate.js';
import { poolOf } from './pool-of.js';
import { reportLostConnections } from './report-lost-connections.js';

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
        reportLostConnections(poolOf(dataSource));
        endSilentConnections(poolOf(dataSource));
        return dataSource;
      },
    }),
  ],
  providers: [{ provide: pg.Pool, inject: [DataSource], useFactory: poolOf }],
  exports: [pg.Pool],
})
export class DatabaseModule {}
