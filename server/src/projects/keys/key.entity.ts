import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyProvider } from './key-provider.js';

@Entity('provider_keys')
export class ProviderKey {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') ownerId: string;
  /** Null: for all projects of the owner that have no key of their own. */
  @Column('uuid', { nullable: true }) projectId: string | null;
  @Column('text') provider: KeyProvider;
  @Column('text') sealed: string;
  @Column('text') last4: string;
  @Column('timestamptz') createdAt: Date;
}
