import { Param, ParseUUIDPipe } from '@nestjs/common';

/** Parameter decorator: an id in the path; what is no UUID is refused with 400. */
export const IdParam = (name: string): ParameterDecorator => Param(name, ParseUUIDPipe);
