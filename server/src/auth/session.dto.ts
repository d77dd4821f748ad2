import { IsString, Length } from 'class-validator';

export class SignInDto {
  /** From the fragment of the sign-in link. */
  @IsString()
  @Length(1, 200)
  token: string;
}

export class MeDto {
  id: string;
  email: string | null;
  name: string;
  auth_mode: 'local' | 'multi';
}
