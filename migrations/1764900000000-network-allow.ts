import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As they were when this migration was written: projects that are there already begin with these. */
const HOSTS = [
  'api.anthropic.com',
  'api.openai.com',
  'generativelanguage.googleapis.com',
  'github.com',
  'api.github.com',
  'codeload.github.com',
  'objects.githubusercontent.com',
  'raw.githubusercontent.com',
  'release-assets.githubusercontent.com',
  'gitlab.com',
  'bitbucket.org',
  'registry.npmjs.org',
  'registry.yarnpkg.com',
  'nodejs.org',
  'pypi.org',
  'files.pythonhosted.org',
  'crates.io',
  'index.crates.io',
  'static.crates.io',
  'static.rust-lang.org',
  'proxy.golang.org',
  'sum.golang.org',
  'rubygems.org',
  'index.rubygems.org',
  'repo.packagist.org',
  'repo.maven.apache.org',
  'repo1.maven.org',
  'plugins.gradle.org',
  'services.gradle.org',
  'api.nuget.org',
];

/** The hosts that a project's runs reach through the proxy. */
export class NetworkAllow1764900000000 implements MigrationInterface {
  name = 'NetworkAllow1764900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table projects add column network_allow text[] not null default '{}'`);
    await queryRunner.query('update projects set network_allow = $1', [HOSTS]);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table projects drop column network_allow');
  }
}
