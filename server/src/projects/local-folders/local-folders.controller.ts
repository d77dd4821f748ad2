import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../../platform/http/current-user.js';
import { LocalFolders, LocalFoldersQuery } from './local-folders.dto.js';
import { LocalFoldersService } from './local-folders.service.js';

@ApiTags('projects')
@Controller('api/local-folders')
export class LocalFoldersController {
  constructor(private readonly folders: LocalFoldersService) {}

  /** List folders of the server's machine, to pick a repository from; in local mode only */
  @Get()
  list(@CurrentUser() user: SignedInUser, @Query() { path }: LocalFoldersQuery): Promise<LocalFolders> {
    return this.folders.list(user.id, path);
  }
}
