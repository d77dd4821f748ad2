import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ProjectSecretKind = 'env' | 'repo_token';

@Entity('project_secrets')
export class ProjectSecret {
  @PrimaryColumn('uuid') projectId: string;
  @PrimaryColumn('text') kind: ProjectSecretKind;
  @PrimaryColumn('text') name: string;
  @Column('text') sealed: string;
  @Column('timestamptz') createdAt: Date;
}
