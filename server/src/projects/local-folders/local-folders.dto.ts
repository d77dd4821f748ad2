import { IsString, Length } from 'class-validator';
import { IfPresent } from '../../platform/http/if-present.js';

export class LocalFoldersQuery {
  /** An absolute path on the server's machine; the home of its user when absent. */
  @IfPresent()
  @IsString()
  @Length(1, 4096)
  path?: string;
}

export class LocalFolder {
  name: string;
  path: string;
  /** It is a git repository, as far as its looks go. */
  is_repository: boolean;
  /** Its name begins with a dot. */
  hidden: boolean;
  /** False for one that the server may not open. */
  readable: boolean;
}

export class LocalFolders {
  path: string;
  /** Null at the root. */
  parent: string | null;
  is_repository: boolean;
  /** By name, the hidden ones last; at most 1,000. */
  folders: LocalFolder[];
  /** There are more than are listed. */
  truncated: boolean;
  /** Folders that hold repositories of the latest projects. */
  recent: string[];
}
