import * as z from 'zod';

const PORT = { error: 'expected a port number from 0 to 65535' };
export const port = z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).optional();
